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

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Elapsed}.
 */
class ElapsedTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0ms", "PT0.012S, 12ms", "PT0.999S, 999ms", "PT1S, 1.0s", "PT3.4S, 3.4s", "PT59.999S, 59.9s",
			"PT1M, 1m00s", "PT2M5.9S, 2m05s", "PT59M59.9S, 59m59s", "PT1H2M, 1h02m", "PT23H59M59S, 23h59m",
			"P3DT4H, 3d04h", "P400D, 400d00h" })
	void durationsAreWrittenAsPeopleDo(Duration duration, String text) {
		assertThat(Elapsed.text(duration)).isEqualTo(text);
	}

}
