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

import java.time.Duration;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskReader;
import io.taskmon.shutdown.ShutdownLog;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskmonShutdownAutoConfiguration}.
 */
class TaskmonShutdownAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskmonAutoConfiguration.class, TaskmonShutdownAutoConfiguration.class));

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TaskmonShutdownAutoConfiguration.class.getName());
	}

	@Test
	void logsTheShutdown() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ShutdownLog.class));
	}

	@Test
	void canBeDisabled() {
		this.runner.withPropertyValues("taskmon.shutdown-log.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ShutdownLog.class));
	}

	@Test
	void isThereOnlyIfTaskmonIs() {
		this.runner.withPropertyValues("taskmon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ShutdownLog.class));
	}

	@Test
	void backsOff() {
		this.runner.withUserConfiguration(OwnLogConfiguration.class)
			.run((context) -> assertThat(context).getBean(ShutdownLog.class).isSameAs(context.getBean("ownLog")));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLogConfiguration {

		@Bean
		ShutdownLog ownLog(ApplicationContext context, TaskReader reader, TaskMonitor monitor) {
			return new ShutdownLog(context, reader, monitor.tracker().faults(), Duration.ofSeconds(1));
		}

	}

}
