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

package io.taskmon.verification.cost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every cost is measured and written. How high it is, is not for a test to say.
 */
@Tag("one-jdk")
class CostReportTests {

	private static final Path PROJECT = Path.of("..");

	@Test
	void everyCostIsMeasuredAndWritten(@TempDir Path directory) throws Exception {
		Path page = Files.copy(PROJECT.resolve("docs/cost.md"), directory.resolve("cost.md"));
		Path readme = Files.copy(PROJECT.resolve("README.md"), directory.resolve("README.md"));
		CostReport.quick().write(page, readme);
		String written = Files.readString(page);
		assertThat(written).contains(Arrays.stream(Cost.values()).map(Cost::what).toList())
			.contains("Micrometer Observation");
		assertThat(Files.readString(readme)).startsWith("# taskmon")
			.contains("## More", "a task on a pool: Micrometer Observation");
	}

}
