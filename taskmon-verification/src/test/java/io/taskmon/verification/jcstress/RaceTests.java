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

package io.taskmon.verification.jcstress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Main;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the stress tests of this package in processes of their own. Quickly by default;
 * {@code -Djcstress=-m default} and the like hand other arguments to jcstress.
 */
@Tag("one-jdk")
class RaceTests {

	private static final String QUICKLY = "-m quick -f 1 -iters 1 -time 100 -hs 128 -sc false -jvmArgs -XX:+UseSerialGC";

	private static final int TESTS = 14;

	private static final Path REPORT = Path.of("target", "jcstress");

	@Test
	void holdsWhateverRaces() throws Exception {
		Files.createDirectories(REPORT);
		Path output = REPORT.resolve("output.txt");
		Process process = start(output);
		try {
			assertThat(process.waitFor(10, TimeUnit.HOURS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String said = Files.readString(output);
		assertThat(process.exitValue()).as(said).isZero();
		assertThat(said).contains("Failed tests: No matches", "Error tests: No matches")
			.contains("All remaining tests: " + TESTS + " matching");
	}

	private static Process start(Path output) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElse("java"));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
		command.addAll(List.of(System.getProperty("jcstress", QUICKLY).split(" ")));
		command.addAll(List.of("-t", RaceTests.class.getPackageName(), "-r", "."));
		ProcessBuilder builder = new ProcessBuilder(command).directory(REPORT.toFile());
		return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

}
