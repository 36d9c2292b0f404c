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

import io.taskmon.TaskMonitor;
import io.taskmon.actuate.TasksEndpoint;
import io.taskmon.actuate.TasksEndpointJmxExtension;
import io.taskmon.actuate.TasksEndpointWebExtension;
import io.taskmon.actuate.page.HostApplication;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.DiagnosisSettings;
import io.taskmon.diagnosis.Diagnostician;
import io.taskmon.read.TaskReader;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCanceller;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TasksEndpointAutoConfiguration}.
 */
class TasksEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=tasks";

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TasksEndpointAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(MonitorConfiguration.class);

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TasksEndpointAutoConfiguration.class.getName());
	}

	@Test
	void endpointIsConfigured() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(TasksEndpoint.class)
				.hasSingleBean(TasksEndpointWebExtension.class)
				.doesNotHaveBean(TasksEndpointJmxExtension.class));
	}

	@Test
	void endpointIsConfiguredForJmxAlone() {
		this.runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=tasks")
			.run((context) -> assertThat(context).hasSingleBean(TasksEndpoint.class)
				.hasSingleBean(TasksEndpointJmxExtension.class)
				.doesNotHaveBean(TasksEndpointWebExtension.class));
	}

	@Test
	void endpointIsNotConfiguredUnlessExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(TasksEndpoint.class)
			.doesNotHaveBean(TasksEndpointWebExtension.class)
			.doesNotHaveBean(TasksEndpointJmxExtension.class));
	}

	@Test
	void endpointIsNotConfiguredWhereAccessIsDenied() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.tasks.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(TasksEndpoint.class)
				.doesNotHaveBean(TasksEndpointWebExtension.class));
	}

	@Test
	void endpointShowsWhatIsTracked() {
		this.bare.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class))
			.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(TasksEndpoint.class));
	}

	@Test
	void endpointIsNotConfiguredWhereNothingIsTracked() {
		this.bare.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class))
			.withPropertyValues(EXPOSED, "taskmon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TasksEndpoint.class));
	}

	@Test
	void endpointIsNotConfiguredWithoutTasksToShow() {
		this.bare.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TasksEndpoint.class));
	}

	@Test
	void endpointBacksOff() {
		this.runner.withPropertyValues(EXPOSED)
			.withUserConfiguration(OwnEndpointConfiguration.class)
			.run((context) -> assertThat(context).getBean(TasksEndpoint.class)
				.isSameAs(context.getBean("ownEndpoint")));
	}

	@Test
	void extensionBacksOff() {
		this.runner.withPropertyValues(EXPOSED)
			.withUserConfiguration(OwnExtensionConfiguration.class)
			.run((context) -> assertThat(context).getBean(TasksEndpointWebExtension.class)
				.isSameAs(context.getBean("ownExtension")));
	}

	@Test
	void endpointIsNotConfiguredWithoutActuator() {
		new ApplicationContextRunner().withPropertyValues(EXPOSED)
			.withUserConfiguration(MonitorConfiguration.class, ImportingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("tasksEndpoint"));
	}

	@Configuration(proxyBeanMethods = false)
	static class MonitorConfiguration {

		@Bean
		TaskMonitor monitor() {
			return new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, (activity, fault) -> {
			});
		}

		@Bean
		TaskReader reader(TaskMonitor monitor) {
			return monitor.reader();
		}

		@Bean
		TaskCanceller canceller(TaskMonitor monitor) {
			return monitor.canceller();
		}

		@Bean
		Diagnosis diagnosis(TaskMonitor monitor) {
			return new Diagnostician(monitor.reader(), DiagnosisSettings.DEFAULTS, monitor.tracker().faults());
		}

	}

	/**
	 * Imports as an application does: without loading what is imported.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TasksEndpointAutoConfiguration.class)
	static class ImportingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpointConfiguration {

		@Bean
		TasksEndpoint ownEndpoint(TaskReader reader, TaskCanceller canceller) {
			return new TasksEndpoint(reader, canceller);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExtensionConfiguration {

		@Bean
		TasksEndpointWebExtension ownExtension(TaskReader reader, TaskCanceller canceller, Diagnosis diagnosis,
				ConfigurableApplicationContext context) {
			return new TasksEndpointWebExtension(reader, canceller, diagnosis, new HostApplication(context));
		}

	}

}
