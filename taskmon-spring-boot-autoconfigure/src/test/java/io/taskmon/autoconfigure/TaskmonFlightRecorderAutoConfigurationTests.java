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

import java.util.ArrayList;
import java.util.List;

import io.taskmon.TaskMonitor;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskmonFlightRecorderAutoConfiguration}.
 */
class TaskmonFlightRecorderAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskmonAutoConfiguration.class, TaskmonFlightRecorderAutoConfiguration.class));

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TaskmonFlightRecorderAutoConfiguration.class.getName());
	}

	@Test
	void recordsTasks() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(FlightRecorderPostProcessor.class));
	}

	@Test
	void canBeDisabled() {
		this.runner.withPropertyValues("taskmon.jfr.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FlightRecorderPostProcessor.class));
	}

	@Test
	void isThereOnlyIfTaskmonIs() {
		this.runner.withPropertyValues("taskmon.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FlightRecorderPostProcessor.class));
	}

	@Test
	void needsTheFlightRecorder() {
		this.runner.withClassLoader(new FilteredClassLoader("jdk.jfr"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TaskMonitor.class)
				.doesNotHaveBean(FlightRecorderPostProcessor.class));
	}

	@Test
	void leavesOtherBeansAlone() {
		List<Throwable> faults = new ArrayList<>();
		TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
				(activity, fault) -> faults.add(fault));
		FlightRecorderPostProcessor postProcessor = new FlightRecorderPostProcessor();
		assertThat(postProcessor.postProcessAfterInitialization(monitor, "monitor")).isSameAs(monitor);
		assertThat(postProcessor.postProcessAfterInitialization("bean", "bean")).isEqualTo("bean");
		assertThat(faults).isEmpty();
	}

}
