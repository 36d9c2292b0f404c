/*
 * Copyright 2026-present the taskmon authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.taskmon.task;

import io.taskmon.track.TaskCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose a frame is, and as what text it is shown.
 */
class FramesTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "com.acme.OrderController", "Main", "com.acme.Outer$Inner", "com.acme.Foo$1", "javaapp.Main",
					"kotlinapp.Main", "org.springframeworkish.Main", "com.sunny.Main", "io.taskmon.trackshop.Main",
					"io.taskmon.sample.Main", "org.apache.commons.Main", "com.acme.java.lang.Main" })
	void classIsTheApplications(String className) {
		assertThat(ApplicationPackages.UNKNOWN.isApplication(className)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.util.concurrent.FutureTask", "javax.swing.Timer", "jdk.internal.misc.Unsafe",
			"jdk.proxy2.$Proxy42", "sun.misc.Unsafe", "com.sun.proxy.$Proxy7",
			"org.springframework.aop.framework.CglibAopProxy", "org.apache.catalina.core.StandardWrapperValve",
			"io.taskmon.track.TaskTracker", "io.taskmon.executor.Anything", "io.taskmon.spring.Anything",
			"reactor.core.publisher.Flux" })
	void classIsOfTheGroundBelowAnApplication(String className) {
		assertThat(ApplicationPackages.UNKNOWN.isApplication(className)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.acme.OrderService$$SpringCGLIB$$0",
			"com.acme.OrderService$$FastClassBySpringCGLIB$$1a", "com.acme.Foo$$Lambda/0x00007f0001",
			"com.acme.Foo$$Lambda$14/0x0000000800066840", "Main$$Lambda/0x01", "com.acme.$Proxy42", "$Proxy42" })
	void generatedClassIsNot(String className) {
		assertThat(ApplicationPackages.UNKNOWN.isApplication(className)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			com.acme.OrderController                      , OrderController
			Main                                          , Main
			com.acme.Outer$Inner                          , Inner
			com.acme.Outer$1                              , Outer$1
			com.acme.Outer$1Local                         , Outer$1Local
			com.acme.Outer$Inner$1                        , Inner$1
			com.acme.OrderService$$SpringCGLIB$$0         , OrderService
			com.acme.Outer$Inner$$SpringCGLIB$$0          , Inner
			com.acme.Foo$$EnhancerBySpringCGLIB$$a1b2     , Foo
			com.acme.Foo$$Lambda/0x00007f0001             , Foo.lambda
			com.acme.Foo$$Lambda/0x00007f0001.run         , Foo.lambda
			com.acme.Foo$$Lambda$14/0x0000000800066840    , Foo.lambda
			com.acme.Foo$$Lambda$14/42                    , Foo.lambda
			com.acme.Outer$Inner$$Lambda/0x00007f0001     , Inner.lambda
			com.acme.Foo$$SpringCGLIB$$0$$Lambda/0x01     , Foo
			Main$$Lambda/0x00007f0001                     , Main.lambda
			com.acme.Foo/0x0000000801003000               , Foo
			Main/0x0000000801003000                       , Main
			java.util.concurrent.FutureTask               , FutureTask
			""")
	void nameOfAClassIsReadable(String className, String name) {
		assertThat(Frames.simpleName(className)).isEqualTo(name);
	}

	@Test
	void namesOfRealClassesAreReadable() {
		Runnable lambda = () -> {
		};
		Runnable anonymous = new Runnable() {
			@Override
			public void run() {
			}
		};
		assertThat(Frames.simpleName(lambda.getClass().getName())).isEqualTo("FramesTests.lambda");
		assertThat(Frames.simpleName(anonymous.getClass().getName())).isEqualTo("FramesTests$1");
	}

	@ParameterizedTest
	@CsvSource({ "place, place", "lambda$place$0, place", "lambda$place$12, place", "lambda$new$0, new",
			"lambda$static$3, static", "lambda$0, lambda$0", "lambda$a$b$1, a$b", "<init>, <init>" })
	void nameOfAMethodIsReadable(String method, String name) {
		assertThat(Frames.shortMethod(frame("com.acme.OrderController", method))).isEqualTo("OrderController." + name);
		assertThat(Frames.siteText(frame("com.acme.OrderController", method)))
			.isEqualTo("com.acme.OrderController." + name + "(OrderController.java:42)");
	}

	@Test
	void textHasNeitherModuleNorClassLoader() {
		assertThat(Frames
			.text(new StackTraceElement("app", "java.base", "17", "java.lang.Thread", "run", "Thread.java", 840)))
			.isEqualTo("java.lang.Thread.run(Thread.java:840)");
		assertThat(Frames.text(new StackTraceElement("com.acme.Foo", "lambda$place$0", "Foo.java", 42)))
			.isEqualTo("com.acme.Foo.lambda$place$0(Foo.java:42)");
		assertThat(Frames.text(new StackTraceElement("com.acme.Foo", "bar", "Foo.java", -1)))
			.isEqualTo("com.acme.Foo.bar(Foo.java)");
		assertThat(Frames.text(new StackTraceElement("com.acme.Foo", "bar", "Foo.java", -2)))
			.isEqualTo("com.acme.Foo.bar(Native Method)");
		assertThat(Frames.text(new StackTraceElement("com.acme.Foo", "bar", null, -1)))
			.isEqualTo("com.acme.Foo.bar(Unknown Source)");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			com.acme.Poller                             , false, Poller
			com.acme.Foo$$Lambda/0x00007f0001           , false, Foo.lambda
			Main$$Lambda/0x00007f0001                   , false, Main.lambda
			java.util.concurrent.FutureTask             , true , FutureTask
			java.util.concurrent.CompletableFuture$AsyncRun , true , AsyncRun
			org.springframework.util.Foo$$Lambda/0x01   , true , Foo.lambda
			""")
	void siteOfAClassIsACarrierUnlessItIsTheApplications(String className, boolean carrier, String name) {
		TaskCode site = TaskCode.ofClass(className, false);
		assertThat(site.isGeneric()).isEqualTo(carrier);
		assertThat(site.name()).isEqualTo(name);
		assertThat(site.kind()).isEqualTo(TaskKind.EXECUTOR);
		assertThat(site.isPreserved()).isFalse();
	}

	@Test
	void siteOfAMethodIsNamedAfterTheClassBehindItsProxy() {
		TaskCode site = TaskCode.ofMethod("com.acme.OrderService$$SpringCGLIB$$0", "ship", TaskKind.ASYNC, true);
		assertThat(site.name()).isEqualTo("OrderService.ship");
		assertThat(site.isGeneric()).isFalse();
		assertThat(site.isPreserved()).isTrue();
	}

	private static StackTraceElement frame(String className, String method) {
		String simpleName = className.substring(className.lastIndexOf('.') + 1);
		return new StackTraceElement(className, method, simpleName + ".java", 42);
	}

}
