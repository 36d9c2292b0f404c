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

import io.micrometer.tracing.Tracer;
import io.taskmon.TaskMonitor;
import io.taskmon.correlation.MdcContextSource;
import io.taskmon.correlation.TracingContextSource;
import io.taskmon.spi.TaskContextSource;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskmonCorrelationAutoConfiguration}.
 */
class TaskmonCorrelationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskmonAutoConfiguration.class, TaskmonCorrelationAutoConfiguration.class));

	private final ApplicationContextRunner tracing = this.runner.withUserConfiguration(TracerConfiguration.class);

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TaskmonCorrelationAutoConfiguration.class.getName());
	}

	@Test
	void nothingIsCapturedUnlessThereIsSomething() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(TaskContextSource.class)
			.doesNotHaveBean("taskMarking"));
	}

	@Test
	void tracesAreCapturedWhereThereIsATracer() {
		this.tracing.run((context) -> assertThat(context).hasSingleBean(TracingContextSource.class));
	}

	@Test
	void tracesCanBeLeftOut() {
		this.tracing.withPropertyValues("taskmon.correlation.tracing=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaskContextSource.class));
	}

	@Test
	void keysAreCaptured() {
		this.runner.withPropertyValues("taskmon.correlation.mdc-keys[0]=customer")
			.run((context) -> assertThat(context).hasSingleBean(MdcContextSource.class));
	}

	@Test
	void threadsAreMarkedOnDemand() {
		this.runner.withPropertyValues("taskmon.correlation.mdc-task-key=task")
			.run((context) -> assertThat(context).hasBean("taskMarking"));
	}

	@Test
	void needsNeitherTracingNorLogging() {
		this.tracing.withPropertyValues("taskmon.correlation.mdc-keys=customer")
			.withClassLoader(new FilteredClassLoader(MDC.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MdcContextSource.class));
		this.runner.withPropertyValues("taskmon.correlation.mdc-keys=customer")
			.withClassLoader(new FilteredClassLoader(Tracer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TaskMonitor.class)
				.doesNotHaveBean(TracingContextSource.class));
	}

	@Test
	void isThereOnlyIfTaskmonIs() {
		this.tracing.withPropertyValues("taskmon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskContextSource.class));
	}

	@Test
	void keysAreBounded() {
		String keys = "key,".repeat(21);
		this.runner.withPropertyValues("taskmon.correlation.mdc-keys=" + keys)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("taskmon.correlation.mdc-keys"));
		this.runner.withPropertyValues("taskmon.correlation.mdc-task-key= ")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class TracerConfiguration {

		@Bean
		Tracer tracer() {
			return Tracer.NOOP;
		}

	}

}
