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

import java.util.List;

import io.taskmon.track.TaskCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Whose frames are the application's, where a framework's name begins alike.
 */
class ApplicationPackagesTests {

	private static final ApplicationPackages PET_CLINIC = ApplicationPackages
		.of(List.of("org.springframework.samples.petclinic", "io"));

	@ParameterizedTest
	@CsvSource({ "org.springframework.samples.petclinic.Owner, true",
			"org.springframework.samples.petclinic.owner.Owner$Name, true",
			"org.springframework.samples.petclinical.Owner, false", "org.springframework.samples.Owner, false",
			"org.springframework.core.Owner, false", "com.acme.Owner, true", "io.Owner, true", "io.netty.Owner, false",
			"io.taskmon.track.Owner, false", "org.springframework.samples.petclinic.Owner$$SpringCGLIB$$0, false" })
	void longerNameHasTheBetterClaim(String className, boolean application) {
		assertThat(PET_CLINIC.isApplication(className)).isEqualTo(application);
		assertThat(PET_CLINIC.isApplication(frame(className))).isEqualTo(application);
	}

	@Test
	void captureIsNobodys() {
		assertThat(
				ApplicationPackages.of(List.of("io.taskmon.executor.more")).isApplication("io.taskmon.executor.more.X"))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "com.acme.", ".com", "com..acme", "com.acme.*", "com/acme", "com acme" })
	void whatIsNoPackageIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> ApplicationPackages.of(List.of(name)))
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void creationSiteIsTheFirstFrameOfTheApplication() {
		StackTraceElement site = frame("com.acme.OrderService");
		assertThat(ApplicationPackages.UNKNOWN.creationSite(List.of(frame("java.util.concurrent.FutureTask"),
				frame("org.springframework.core.Foo"), frame("com.acme.OrderService$$SpringCGLIB$$0"),
				frame("com.acme.$Proxy42"), site, frame("com.acme.OrderController"))))
			.contains(site);
		StackTraceElement owner = frame("org.springframework.samples.petclinic.Owner");
		assertThat(PET_CLINIC.creationSite(List.of(frame("org.springframework.core.Foo"), owner))).contains(owner);
	}

	@Test
	void creationSiteWithoutTheApplicationIsTheFirstFrameAboveTheJdk() {
		StackTraceElement site = frame("org.apache.tomcat.Foo");
		assertThat(ApplicationPackages.UNKNOWN
			.creationSite(List.of(frame("java.lang.Thread"), frame("kotlin.concurrent.Foo"),
					frame("io.taskmon.executor.Foo"), frame("org.apache.tomcat.$Proxy42"), site, frame("reactor.Foo"))))
			.contains(site);
		assertThat(ApplicationPackages.UNKNOWN.firstFrame(List.of(site))).isEmpty();
		assertThat(ApplicationPackages.UNKNOWN.creationSite(List.of(frame("java.lang.Thread")))).isEmpty();
		assertThat(ApplicationPackages.UNKNOWN.creationSite(List.of())).isEmpty();
	}

	@Test
	void codeOfTheApplicationIsNoCarrier() {
		String code = "org.springframework.samples.petclinic.Owner$$Lambda/0x01";
		assertThat(site(code, ApplicationPackages.UNKNOWN).isGeneric()).isTrue();
		assertThat(site(code, PET_CLINIC).isGeneric()).isFalse();
	}

	private static TaskCode site(String className, ApplicationPackages application) {
		return TaskCode.ofClass(className, TaskKind.EXECUTOR, TaskPreservation.NONE, application);
	}

	private static StackTraceElement frame(String className) {
		return new StackTraceElement(className, "run", "File.java", 42);
	}

}
