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

package io.taskmon.spring;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who reads the private fields of a bean by reflection, as tests do, finds in a face what
 * is in the executor that it stands for.
 */
class FaceFieldTests {

	private static final TaskDecorator DECORATOR = (runnable) -> runnable;

	static Stream<SimpleAsyncTaskExecutor> executors() {
		return Stream.of(new SimpleAsyncTaskExecutor(), new SimpleAsyncTaskScheduler());
	}

	@ParameterizedTest
	@MethodSource("executors")
	void fieldsAreThoseOfTheExecutor(SimpleAsyncTaskExecutor bean) {
		configure(bean, 3);
		try (AnnotationConfigApplicationContext context = context(bean)) {
			SimpleAsyncTaskExecutor face = context.getBean("executor", SimpleAsyncTaskExecutor.class);
			assertThat(face).isNotSameAs(bean);
			assertMirrored(bean, face);
			assertConfigured(face, 3);
			CountDownLatch ran = new CountDownLatch(1);
			face.execute(ran::countDown);
			Latches.await(ran);
			assertThat(ReflectionTestUtils.getField(face, "taskDecorator")).isSameAs(DECORATOR);
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void fieldsFollowTheSetters(SimpleAsyncTaskExecutor bean) {
		try (AnnotationConfigApplicationContext context = context(bean)) {
			SimpleAsyncTaskExecutor face = context.getBean("executor", SimpleAsyncTaskExecutor.class);
			configure(face, 5);
			assertMirrored(bean, face);
			assertConfigured(face, 5);
			assertThat(ReflectionTestUtils.getField(bean, "taskDecorator")).isSameAs(DECORATOR);
			face.close();
			assertMirrored(bean, face);
			assertThat(face.isActive()).isFalse();
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreads() {
		SimpleAsyncTaskExecutor bean = new SimpleAsyncTaskExecutor();
		bean.setVirtualThreads(true);
		try (AnnotationConfigApplicationContext context = context(bean)) {
			Object face = context.getBean("executor");
			assertThat(ReflectionTestUtils.getField(face, "virtualThreadDelegate")).isNotNull();
			assertMirrored(bean, face);
		}
		VirtualThreadTaskExecutor virtual = new VirtualThreadTaskExecutor("named-");
		try (AnnotationConfigApplicationContext context = context(virtual)) {
			assertMirrored(virtual, context.getBean("executor"));
		}
	}

	@Test
	void whatTheFinalMethodsAnswerIsWhatTheExecutorDoes() throws Exception {
		SimpleAsyncTaskExecutor bean = new SimpleAsyncTaskExecutor();
		bean.setConcurrencyLimit(1);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (AnnotationConfigApplicationContext context = context(bean)) {
			SimpleAsyncTaskExecutor face = context.getBean("executor", SimpleAsyncTaskExecutor.class);
			face.execute(() -> {
				running.countDown();
				Latches.await(release);
			});
			Latches.await(running);
			Object throttle = ReflectionTestUtils.getField(face, "concurrencyThrottle");
			assertThat(ReflectionTestUtils.getField(throttle, "concurrencyCount")).isEqualTo(1);
			release.countDown();
		}
	}

	private static void configure(SimpleAsyncTaskExecutor executor, int value) {
		executor.setThreadNamePrefix("prefix-" + value);
		executor.setThreadPriority(value);
		executor.setDaemon(true);
		executor.setThreadGroupName("group-" + value);
		executor.setTaskDecorator(DECORATOR);
		executor.setTaskTerminationTimeout(value * 1_000L);
		executor.setCancelRemainingTasksOnClose(true);
		executor.setRejectTasksWhenLimitReached(true);
		executor.setConcurrencyLimit(value);
	}

	private static void assertConfigured(SimpleAsyncTaskExecutor face, int value) {
		assertThat(ReflectionTestUtils.getField(face, "taskTerminationTimeout")).isEqualTo(value * 1_000L);
		assertThat(ReflectionTestUtils.getField(face, "threadNamePrefix")).isEqualTo("prefix-" + value);
		assertThat(ReflectionTestUtils.getField(face, "activeThreads")).isNotNull();
		assertThat(ReflectionTestUtils.getField(face, "taskDecorator")).isSameAs(DECORATOR);
		assertThat(face.getConcurrencyLimit()).isEqualTo(value);
	}

	private static void assertMirrored(Executor bean, Object face) {
		List<String> others = new ArrayList<>();
		ReflectionUtils.doWithFields(bean.getClass(), (field) -> {
			field.setAccessible(true);
			Object expected = (field.get(bean) != bean) ? field.get(bean) : face;
			if (!isSame(field, expected, field.get(face))) {
				others.add(field.getName());
			}
		}, (field) -> !Modifier.isStatic(field.getModifiers()));
		assertThat(others).isEmpty();
	}

	private static boolean isSame(Field field, Object expected, Object actual) {
		return field.getType().isPrimitive() ? expected.equals(actual) : expected == actual;
	}

	private static AnnotationConfigApplicationContext context(Executor executor) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean("executor", Executor.class, () -> executor);
		context.register(TestApplication.AutoConfigurations.class);
		context.refresh();
		return context;
	}

}
