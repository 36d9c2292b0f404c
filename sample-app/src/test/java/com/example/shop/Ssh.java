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

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenSSH's client, with a key of its own.
 */
final class Ssh {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Path directory;

	Ssh(Path directory) throws IOException, InterruptedException {
		this.directory = directory;
		Process process = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key().toString())
			.inheritIO()
			.start();
		assertThat(process.waitFor()).isZero();
		Files.setPosixFilePermissions(publicKey(), PosixFilePermissions.fromString("rw-r--r--"));
	}

	private Path key() {
		return this.directory.resolve("key");
	}

	Path publicKey() {
		return this.directory.resolve("key.pub");
	}

	/**
	 * Returns the command line of the client: with its options before and a line for the
	 * server after the address.
	 */
	List<String> command(int port, String options, String line) {
		return command("taskmon", port, "-i " + key() + " -o IdentitiesOnly=yes -o BatchMode=yes " + options, line);
	}

	private List<String> command(String user, int port, String options, String line) {
		List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-o", "StrictHostKeyChecking=accept-new",
				"-o", "UserKnownHostsFile=" + this.directory.resolve("known_hosts"), "-o", "LogLevel=ERROR"));
		command.addAll(List.of(options.strip().split(" ")));
		command.addAll(List.of("-p", Integer.toString(port), user + "@127.0.0.1"));
		if (!line.isEmpty()) {
			command.add(line);
		}
		return command;
	}

	Result run(int port, String options, String line, String input) throws IOException, InterruptedException {
		return run(new ProcessBuilder(command(port, options, line)), input);
	}

	/**
	 * Logs in with a password, as somebody who types it.
	 */
	Result runWithPassword(int port, String user, String password, String line)
			throws IOException, InterruptedException {
		Path askpass = Files.writeString(this.directory.resolve("askpass"), "#!/bin/sh\necho '" + password + "'\n");
		Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
		ProcessBuilder builder = new ProcessBuilder(
				command(user, port, "-o PreferredAuthentications=password -o NumberOfPasswordPrompts=1", line));
		builder.environment().put("SSH_ASKPASS", askpass.toString());
		builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
		return run(builder, "");
	}

	private Result run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
		Path out = Files.createTempFile(this.directory, "out", "");
		Path err = Files.createTempFile(this.directory, "err", "");
		Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
		try (OutputStream stdin = process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.UTF_8));
		}
		assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
	}

	/**
	 * Starts the client under a pseudo-terminal of 100 columns and 40 lines.
	 */
	Terminal terminal(int port, String options, String line) throws IOException {
		return new Terminal(command(port, options, line), Files.createTempFile(this.directory, "screen", ""));
	}

	/**
	 * What came of a client.
	 */
	record Result(int status, String out, String err) {

	}

	/**
	 * A pseudo-terminal in which a client runs.
	 */
	static final class Terminal implements AutoCloseable {

		private final Process process;

		private final Path screen;

		private int read;

		Terminal(List<String> command, Path screen) throws IOException {
			this.screen = screen;
			String quoted = String.join(" ", command.stream().map((word) -> "'" + word + "'").toList());
			ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "stty cols 100 rows 40; tty; exec " + quoted,
					"/dev/null")
				.redirectErrorStream(true)
				.redirectOutput(screen.toFile());
			builder.environment().put("TERM", "xterm-256color");
			this.process = builder.start();
		}

		Terminal type(String keys) throws IOException {
			this.process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
			return this;
		}

		void resize(int columns, int rows) throws IOException, InterruptedException {
			String device = shown().lines().findFirst().orElseThrow().strip();
			assertThat(new ProcessBuilder("stty", "-F", device, "cols", Integer.toString(columns), "rows",
					Integer.toString(rows))
				.inheritIO()
				.start()
				.waitFor()).isZero();
		}

		String await(String text) {
			Awaitility.await(text)
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(shown().substring(this.read)).contains(text));
			String shown = shownNow();
			int end = shown.indexOf(text, this.read) + text.length();
			String awaited = shown.substring(this.read, end);
			this.read = end;
			return awaited;
		}

		String shown() throws IOException {
			return Files.readString(this.screen);
		}

		private String shownNow() {
			try {
				return shown();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		int awaitEnd() throws InterruptedException {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			return this.process.exitValue();
		}

		@Override
		public void close() {
			this.process.destroyForcibly().onExit().join();
		}

	}

}
