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

package io.taskmon.spring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executors of the JDK in a JVM that lets anybody look into them: whoever does finds the
 * same, and more is seen of their tasks.
 */
class OpenedExecutorTests {

	private static List<String> lines;

	private static String output;

	static Stream<String> names() {
		return OpenedApplication.NAMES.stream()
			.filter((name) -> Runtime.version().feature() >= 21 || !name.equals("perTask"));
	}

	@BeforeAll
	static void runApplication(@TempDir Path directory) throws Exception {
		Path log = directory.resolve("log");
		Path result = directory.resolve("result");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--add-opens", "java.base/java.util.concurrent=ALL-UNNAMED", "-cp",
				System.getProperty("java.class.path"), OpenedApplication.class.getName(), result.toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
			output = Files.readString(log);
			assertThat(process.exitValue()).as(output).isZero();
			lines = Files.readAllLines(result);
		}
		finally {
			process.destroyForcibly();
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void classAndMetersAreThoseWithoutTaskmon(String name) {
		assertThat(line("true " + name)).isEqualTo(line("false " + name)).startsWith(" java.util.concurrent.");
	}

	@ParameterizedTest
	@MethodSource("names")
	void poolsAreTrackedAndLookedAt(String name) {
		if (!name.equals("perTask")) {
			assertThat(line("shown " + name)).isEqualTo(" FULL 2 tasks, pool true, [SUCCEEDED]");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void threadsPerTaskAreTrackedByTheirFactory() {
		assertThat(line("shown perTask")).isEqualTo(" PARTIAL 2 tasks, pool false, [SUCCEEDED]");
	}

	@Test
	void nobodySaysAnythingOfAClassOfTaskmons() {
		assertThat(output).doesNotContain("io.taskmon").doesNotContain("Cannot unwrap");
	}

	private static String line(String start) {
		return lines.stream()
			.filter((line) -> line.startsWith(start + " "))
			.findFirst()
			.orElseThrow()
			.substring(start.length());
	}

}
