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

package io.taskmon.autoconfigure;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.observe.TaskGroup;
import io.taskmon.read.SiteProfile;
import io.taskmon.read.TaskGrouping;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.read.TaskWeight;
import io.taskmon.task.LiveTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.samples.petclinic.Launcher;
import org.springframework.samples.petclinic.PetClinic;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for whose frames are taken for the application's.
 */
@ExtendWith(OutputCaptureExtension.class)
class KnownPackagesTests {

	private static final String ADMISSION = "org.springframework.samples.petclinic.PetClinic.admit(PetClinic.java:";

	private static final TaskQuery ALL = TaskQuery.ALL;

	@Test
	void packagesOfTheAutoConfiguredApplication() {
		assertAdmissionIsSeen(start(PetClinic.class, null));
	}

	@Test
	void packageOfTheMainClass() {
		assertAdmissionIsSeen(start(Elsewhere.class, Launcher.class));
	}

	@Test
	void namedPackagesTakeTheirPlace() {
		assertAdmissionIsSeen(start(Elsewhere.class, null, "--taskmon.stacks.application-packages[0]=com.acme",
				"--taskmon.stacks.application-packages[1]=org.springframework.samples.petclinic"));
		try (ConfigurableApplicationContext context = start(PetClinic.class, Launcher.class,
				"--taskmon.stacks.application-packages=com.acme")) {
			assertThat(context.getBean(TaskMonitor.class).application().beginnings()).containsExactly("com.acme.");
		}
	}

	@Test
	void frameworkThatCreatedATaskIsNamedWhereTheApplicationDidNot() {
		try (ConfigurableApplicationContext context = start(Elsewhere.class, null)) {
			PetClinic clinic = context.getBean(PetClinic.class);
			clinic.admit(executor(context));
			TaskReader reader = context.getBean(TaskReader.class);
			assertThat(reader.groups(ALL, TaskGrouping.SITE).groups()).hasSize(1)
				.first()
				.extracting(TaskGroup::key)
				.asString()
				.isNotEmpty()
				.isEqualTo(reader.live(ALL).tasks().get(0).facts().createdFrom());
			clinic.close();
		}
	}

	@Test
	void nothingIsKnownOfAContextThatSpringBootDidNotStart() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(TaskMonitor.class).application().beginnings()).isEmpty());
	}

	@Test
	void whatIsNoPackageIsRefused() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new TaskmonProperties.Stacks().setApplicationPackages(List.of("com.acme", "com/acme")));
	}

	@Test
	void nothingIsLeftInAContextWithoutTracking() {
		try (ConfigurableApplicationContext context = start(PetClinic.class, Launcher.class,
				"--taskmon.enabled=false")) {
			assertThat(context.getBeansOfType(MainPackage.class)).isEmpty();
		}
	}

	@Test
	void nothingIsLoggedOfWhatIsInNoPackage(CapturedOutput output) throws Exception {
		Class<?> clinic = Class.forName("ClinicInNoPackage");
		start(clinic, null, "--taskmon.enabled=false").close();
		long without = warnings(output);
		start(clinic, null).close();
		assertThat(warnings(output) - without).isEqualTo(without);
	}

	private static long warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" WARN ")).count();
	}

	private static void assertAdmissionIsSeen(ConfigurableApplicationContext started) {
		try (ConfigurableApplicationContext context = started) {
			PetClinic clinic = context.getBean(PetClinic.class);
			clinic.admit(executor(context));
			TaskReader reader = context.getBean(TaskReader.class);
			LiveTask task = reader.live(ALL).tasks().get(0);
			assertThat(task.facts().name()).isEqualTo("Visit");
			assertThat(task.facts().createdFrom()).startsWith(ADMISSION);
			assertThat(reader.groups(ALL, TaskGrouping.SITE).groups()).hasSize(1)
				.first()
				.extracting(TaskGroup::key)
				.asString()
				.startsWith(ADMISSION);
			assertThat(labels(reader.profile(ALL, TaskWeight.LIVE).roots()))
				.anySatisfy((label) -> assertThat(label).startsWith(ADMISSION));
			clinic.close();
		}
	}

	private static List<String> labels(List<SiteProfile.Node> nodes) {
		return nodes.stream()
			.flatMap((node) -> Stream.concat(Stream.of(node.label()), labels(node.children()).stream()))
			.toList();
	}

	private static Executor executor(ConfigurableApplicationContext context) {
		return context.getBean(ThreadPoolTaskExecutor.class);
	}

	private static ConfigurableApplicationContext start(Class<?> source, Class<?> mainClass, String... arguments) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		if (mainClass != null) {
			application.setMainApplicationClass(mainClass);
		}
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TaskmonAutoConfiguration.class)
	static class Elsewhere {

		@Bean
		PetClinic clinic() {
			return new PetClinic();
		}

		@Bean
		ThreadPoolTaskExecutor executor() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
