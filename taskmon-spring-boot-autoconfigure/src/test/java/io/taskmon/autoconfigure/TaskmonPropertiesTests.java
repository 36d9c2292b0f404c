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
import java.util.Map;

import io.taskmon.diagnosis.SlowTaskThresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What can be configured, and what is said of what cannot.
 */
class TaskmonPropertiesTests {

	@Test
	void namesOfTasksNeedNoBrackets() {
		SlowTaskThresholds thresholds = bind(Map.of("taskmon.slow-task-threshold.names.OrderService.ship", "5s",
				"taskmon.slow-task-threshold.names[MailService.send]", "PT2M",
				"taskmon.slow-task-threshold.executors.mail", "500ms"))
			.diagnosisSettings()
			.slowTasks();
		assertThat(thresholds.names()).containsOnly(Map.entry("OrderService.ship", Duration.ofSeconds(5)),
				Map.entry("MailService.send", Duration.ofMinutes(2)));
		assertThat(thresholds.executors()).containsOnly(Map.entry("mail", Duration.ofMillis(500)));
	}

	@ParameterizedTest
	@CsvSource({ "taskmon.slow-task-threshold.names[A.b], soon, It must be a duration",
			"taskmon.slow-task-threshold.executors[mail], -1s, It must be between 1ms and 365d",
			"taskmon.diagnosis.interval, 10ms, 'It must be between 1s and 1h, or 0'",
			"taskmon.diagnosis.leak-size, 0, It must be between 1",
			"taskmon.diagnosis.flood-size, -1, It must be between 1" })
	void valueOutOfRangeIsNamed(String property, String value, String allowed) {
		assertThatThrownBy(() -> bind(Map.of(property, value)))
			.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
			.rootCause()
			.hasMessageContaining(property)
			.hasMessageContaining(allowed);
	}

	private static TaskmonProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("taskmon",
				TaskmonProperties.class);
	}

}
