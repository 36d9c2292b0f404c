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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.aspectj.weaver.loadtime.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @Async} methods that AspectJ has woven, when they were loaded.
 */
class WovenAsyncTests {

	private static final String WEAVING = """
			<aspectj>
				<weaver>
					<include within="io.taskmon.spring.WovenApplication"/>
					<include within="io.taskmon.spring.WovenApplication..*"/>
				</weaver>
				<aspects><aspect name="org.springframework.scheduling.aspectj.AnnotationAsyncExecutionAspect"/></aspects>
			</aspectj>
			""";

	@TempDir
	private Path directory;

	@Test
	void wovenMethodsAreTasksLikeOthers() throws Exception {
		List<String> told = run();
		assertThat(told).containsSubsequence("handled [void, fail, [argument]]", "asked answer",
				"asked java.util.concurrent.ExecutionException: java.lang.IllegalStateException: answer"
						+ " by java.lang.IllegalStateException: answer");
		assertThat(told).contains("asked raw", "cancelled true", "cancellers 1", "created true");
		assertThat(told).filteredOn((line) -> line.startsWith("Woven"))
			.containsExactly("Woven.succeed ASYNC taskExecutor SUCCEEDED - - root",
					"Woven.fail ASYNC taskExecutor FAILED preserved void root",
					"Woven.answer ASYNC taskExecutor SUCCEEDED - - root",
					"Woven.answer ASYNC taskExecutor FAILED - answer root",
					"Woven.complete ASYNC taskExecutor FAILED - complete root",
					"Woven.raw ASYNC raw SUCCEEDED - - root", "Woven.hang ASYNC taskExecutor CANCELLED - - root",
					"Woven.outer ASYNC taskExecutor SUCCEEDED - - root",
					"Woven.succeed ASYNC taskExecutor SUCCEEDED - - child");
	}

	private List<String> run() throws Exception {
		Path weaving = Files.writeString(this.directory.resolve("aop.xml"), WEAVING);
		Path output = this.directory.resolve("output.txt");
		Path agent = Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"--add-opens=java.base/java.lang=ALL-UNNAMED", "-javaagent:" + agent,
				"-Dorg.aspectj.weaver.loadtime.configuration=" + weaving.toUri(), "-cp",
				System.getProperty("java.class.path"), WovenApplication.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
			List<String> told = lines.toList();
			assertThat(process.exitValue()).as(String.join("\n", told)).isZero();
			return told;
		}
	}

}
