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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything is measured. How large it is, is not for a test to say.
 */
@Tag("one-jdk")
class HouseReportTests {

	// Else classes that others have loaded would be transformed: endpoints would lose the
	// names of their parameters
	@Test
	void everyFigureIsMeasuredInAProcessOfItsOwn(@TempDir Path directory) throws Exception {
		Path table = directory.resolve("house.md");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+EnableDynamicAgentLoading", "-cp", System.getProperty("java.class.path"),
				HouseReport.class.getName(), "..", table.toString(), "1")
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("house.log").toFile())
			.start();
		try {
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(table).withFailMessage(() -> read(directory.resolve("house.log"))).exists();
		String walked = " \\| \\d+ / \\d+ / \\d+ / \\d+ \\(.*";
		assertThat(Files.readString(table).lines())
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

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
