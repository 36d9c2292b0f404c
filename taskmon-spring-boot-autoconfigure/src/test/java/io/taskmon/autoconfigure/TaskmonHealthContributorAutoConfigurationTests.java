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
import io.taskmon.health.GuardianHealthIndicator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskmonHealthContributorAutoConfiguration}.
 */
class TaskmonHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskmonAutoConfiguration.class, TaskmonHealthContributorAutoConfiguration.class));

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TaskmonHealthContributorAutoConfiguration.class.getName());
	}

	@Test
	void indicatorIsConfigured() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(GuardianHealthIndicator.class)
			.hasBean("taskmonHealthIndicator"));
	}

	@Test
	void indicatorIsNotConfiguredWhereItIsDisabled() {
		this.runner.withPropertyValues("management.health.taskmon.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(GuardianHealthIndicator.class));
	}

	@Test
	void indicatorIsNotConfiguredWhereNothingIsTracked() {
		this.runner.withPropertyValues("taskmon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GuardianHealthIndicator.class));
	}

	@Test
	void indicatorBacksOff() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("taskmonHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed().getBean("taskmonHealthIndicator").isSameAs(own));
	}

	@Test
	void indicatorIsNotConfiguredWithoutHealth() {
		new ApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TaskMonitor.class)
				.doesNotHaveBean("taskmonHealthIndicator"));
	}

	@Test
	void blankStatusIsTold() {
		this.runner.withPropertyValues("taskmon.health.guardian-dead-status= ")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("taskmon.health.guardian-dead-status"));
	}

	/**
	 * Imports as an application does: without loading what is imported.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskmonAutoConfiguration.class, TaskmonHealthContributorAutoConfiguration.class })
	static class ImportingConfiguration {

	}

}
