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

package io.taskmon.verification.house;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything is measured. How large it is, is not for a test to say.
 */
@Tag("one-jdk")
class HouseReportTests {

	@Test
	void everyFigureIsMeasured() throws Exception {
		String walked = " \\| \\d+ / \\d+ / \\d+ / \\d+ \\(.*";
		assertThat(HouseReport.of(Path.of(".."), 1).lines())
			.anyMatch((row) -> row.matches("\\| types \\(public\\) \\| \\d+ \\(\\d+\\) \\|"))
			.anyMatch((row) -> row.startsWith("| types (public) of `io.taskmon` | "))
			.anyMatch((row) -> row.matches("\\| lines of a method, .* \\| \\d+ / \\d+ / \\d+ .*"))
			.anyMatch((row) -> row.matches("\\| GET terminated.*" + walked))
			.anyMatch((row) -> row.matches("\\| GET diagnosis" + walked))
			.anyMatch((row) -> row.matches("\\| `execute`.*" + walked))
			.anyMatch((row) -> row.matches("\\| `@Async`.*" + walked))
			.anyMatch((row) -> row.matches("\\| cancel.*" + walked))
			.anyMatch((row) -> row.matches("\\| a run of `@Scheduled`.*" + walked));
	}

}
