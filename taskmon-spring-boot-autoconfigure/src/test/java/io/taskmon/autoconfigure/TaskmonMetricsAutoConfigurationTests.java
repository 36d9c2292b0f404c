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

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.metrics.TaskMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskmonMetricsAutoConfiguration}.
 */
class TaskmonMetricsAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskmonAutoConfiguration.class, TaskmonMetricsAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TaskmonMetricsAutoConfiguration.class.getName());
	}

	@Test
	void metersAreConfigured() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(TaskMetrics.class));
	}

	@Test
	void metersAreNotConfiguredWithoutRegistry() {
		this.bare.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskMetrics.class));
	}

	@Test
	void metersAreNotConfiguredWhereNothingIsTracked() {
		this.runner.withPropertyValues("taskmon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskMetrics.class));
	}

	@Test
	void metersBackOff() {
		this.runner.withUserConfiguration(OwnMetersConfiguration.class)
			.run((context) -> assertThat(context).getBean(TaskMetrics.class).isSameAs(context.getBean("ownMeters")));
	}

	@Test
	void metersAreNotConfiguredWithoutMicrometer() {
		new ApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TaskMonitor.class)
				.doesNotHaveBean("taskmonMetrics"));
	}

	@Test
	void tooManyNamesAreTold() {
		String names = IntStream.rangeClosed(0, 100)
			.mapToObj((i) -> "Service.call" + i)
			.collect(Collectors.joining(","));
		assertThatNamesAreRefused(names, "100");
	}

	@Test
	void nameThatNoTimerCanHaveIsTold() {
		assertThatNamesAreRefused("OrderService.ship,SupplyAsync@Shop.open", "SupplyAsync@Shop.open");
		assertThatNamesAreRefused("OrderService.ship,,Shop.open", "blank");
	}

	private void assertThatNamesAreRefused(String names, String told) {
		this.runner.withPropertyValues("taskmon.metrics.names=" + names)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("taskmon.metrics.names")
				.hasMessageContaining(told));
	}

	/**
	 * Imports as an application does: without loading what is imported.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskmonAutoConfiguration.class, TaskmonMetricsAutoConfiguration.class })
	static class ImportingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMetersConfiguration {

		@Bean
		TaskMetrics ownMeters(TaskMonitor monitor, Diagnosis diagnosis) {
			return new TaskMetrics(monitor.statistics(), diagnosis);
		}

	}

}
