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

package com.example.shop;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.example.office.OrdinaryApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application behaves with the console's starter as it does without.
 */
class ConsoleAddedEndToEndTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String CONSOLE = "Console: ssh -p ";

	private static final Predicate<String> CONSOLE_JAR = Pattern.compile(
			"/(taskmon-spring-boot-starter-console|spring-shell-core|jline-\\w+|sshd-\\w+|bcprov-jdk18on)-\\d[^/]*\\.jar$")
		.asPredicate();

	private static final Predicate<String> NOT_OF_AN_ORDINARY_APPLICATION = Pattern
		.compile("-security-[^/]*\\.jar$|/sample-app/target/classes$")
		.asPredicate();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "NOTHING, ''", "NOTHING, now", "PIPE, ''", "PIPE, now", "TERMINAL, ''", "TERMINAL, now" })
	void nothingChangesButThatThereIsAConsole(Input input, String argument) throws Exception {
		List<String> with = classPath();
		List<String> without = with.stream().filter(CONSOLE_JAR.negate()).toList();
		assertThat(with.size() - without.size()).isEqualTo(7);
		try (Ordinary watched = start("with", with, input, argument);
				Ordinary ordinary = start("without", without, input, argument)) {
			ordinary.awaits(OrdinaryApplication.TELLS + "ready");
			watched.awaits(OrdinaryApplication.TELLS + "ready");
			watched.awaits(CONSOLE);
			assertThat(watched.answers()).isEqualTo(ordinary.answers()).isEqualTo("200 order of null");
			ordinary.reads("a line");
			watched.reads("a line");
			assertThat(watched.ends()).isEqualTo(ordinary.ends());
			assertThat(watched.tells()).isEqualTo(ordinary.tells())
				.contains("arguments [" + argument + "]", "ready",
						"reads " + ((input != Input.NOTHING) ? "a line" : "null"));
			assertThat(ordinary.log()).doesNotContain(CONSOLE);
			assertThat(ordinary.files()).isEmpty();
			assertThat(watched.files()).containsExactlyInAnyOrder("home/.taskmon", "home/.taskmon/console-host-key");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(watched.hostKey())))
				.isEqualTo("rw-------");
		}
	}

	private static List<String> classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(NOT_OF_AN_ORDINARY_APPLICATION.negate())
			.toList();
	}

	private Ordinary start(String name, List<String> classPath, Input input, String argument) throws IOException {
		Path place = Files.createDirectory(this.directory.resolve(name));
		for (String each : List.of("home", "temporary", "work")) {
			Files.createDirectory(place.resolve(each));
		}
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
		command.addAll(List.of("-Duser.home=" + place.resolve("home"), "-Djava.io.tmpdir=" + place.resolve("temporary"),
				"-Dserver.port=0", "-Dserver.address=127.0.0.1", "-Dtaskmon.console.port=0"));
		command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), OrdinaryApplication.class.getName()));
		if (!argument.isEmpty()) {
			command.add(argument);
		}
		Path log = this.directory.resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder(input.command(command)).directory(place.resolve("work").toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		if (input == Input.NOTHING) {
			builder.redirectInput(new File("/dev/null"));
		}
		return new Ordinary(builder.start(), place, log, input);
	}

	/**
	 * What the standard input of a process is.
	 */
	enum Input {

		/**
		 * At its end from the beginning.
		 */
		NOTHING,

		/**
		 * Open, and silent until somebody writes.
		 */
		PIPE,

		/**
		 * A terminal, as is its output.
		 */
		TERMINAL;

		List<String> command(List<String> command) {
			String quoted = String.join(" ", command.stream().map((word) -> "'" + word + "'").toList());
			return (this == TERMINAL) ? List.of("script", "-qefc", "exec " + quoted, "/dev/null") : command;
		}

	}

	/**
	 * A process of the application, in a home, a working directory and a directory of
	 * temporary files of its own.
	 */
	private record Ordinary(Process process, Path place, Path output, Input input) implements AutoCloseable {

		String log() throws IOException {
			return Files.readString(this.output);
		}

		void awaits(String text) {
			Awaitility.await(text)
				.atMost(PATIENCE)
				.failFast(() -> assertThat(this.process.isAlive()).as(log()).isTrue())
				.until(() -> log().contains(text));
		}

		String answers() throws IOException, InterruptedException {
			String port = told(OrdinaryApplication.PORT).findFirst().orElseThrow();
			HttpResponse<String> answer = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order")).build(),
						HttpResponse.BodyHandlers.ofString());
			return answer.statusCode() + " " + answer.body();
		}

		void reads(String line) throws IOException {
			if (this.input != Input.NOTHING) {
				OutputStream keyboard = this.process.getOutputStream();
				keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
				keyboard.flush();
			}
			awaits(OrdinaryApplication.TELLS + "reads ");
		}

		List<String> tells() throws IOException {
			return told(OrdinaryApplication.TELLS).filter((line) -> !line.startsWith("port ")).toList();
		}

		private Stream<String> told(String beginning) throws IOException {
			return log().lines()
				.filter((line) -> line.startsWith(beginning))
				.map((line) -> line.substring(beginning.length()).strip());
		}

		int ends() throws InterruptedException {
			Optional<ProcessHandle> child = this.process.descendants().findFirst();
			child.orElse(this.process.toHandle()).destroy();
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			return this.process.exitValue();
		}

		List<String> files() throws IOException {
			try (Stream<Path> all = Files.walk(this.place)) {
				return all.filter((path) -> this.place.relativize(path).getNameCount() > 1)
					.map((path) -> this.place.relativize(path).toString())
					.toList();
			}
		}

		Path hostKey() {
			return this.place.resolve("home").resolve(".taskmon").resolve("console-host-key");
		}

		@Override
		public void close() {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly().onExit().join();
		}

	}

}
