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

package io.taskmon.console.ssh;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is not noticed of a console: neither in the log, whatever strangers send, nor in
 * what the whole JVM shares.
 */
@ExtendWith(OutputCaptureExtension.class)
class QuietConsoleTests {

	private static final int FLOOD = 1_000;

	private static final List<String> JUNK = List.of("GET / HTTP/1.1\r\n\r\n", "\u0000".repeat(2_000),
			"SSH-2.0-x\r\n" + "z".repeat(5_000), "SSH-9.9-\r\n", "SSH-2.0-x\r\n\u0000\u0000\u0000\u0001", "",
			"SSH-2.0-x\r\n\u0000\u0000\u0000\u000c\u0004\u0005aaaaaaaaaaaaaa");

	@TempDir
	private Path directory;

	@Test
	void floodOfJunkLeavesAFewLinesInTheLog(CapturedOutput output) throws Exception {
		try (Office office = Office.open(this.directory)) {
			long before = output.getAll().lines().count();
			for (int i = 0; i < FLOOD; i++) {
				send(office, JUNK.get(i % JUNK.size()));
			}
			SshUser.login(office).close();
			List<String> written = output.getAll().lines().skip(before).toList();
			assertThat(written).filteredOn((line) -> line.contains("was sent away before login")).isNotEmpty();
			assertThat(written).filteredOn((line) -> !line.contains("AcceptAllServerKeyVerifier")).hasSizeLessThan(10);
		}
	}

	private static void send(Office office, String junk) {
		try (Socket socket = new Socket("127.0.0.1", office.port())) {
			socket.getOutputStream().write(junk.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			socket.setSoTimeout(50);
			socket.getInputStream().read();
		}
		catch (IOException ex) {
			// Sent away already
		}
	}

	@Test
	void jvmGetsNoSecurityProvider() throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
				Providers.class.getName(), this.directory.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(output).contains("Providers: same, logged in");
	}

	/**
	 * Compares the security providers before and after a login by the kind of key that
	 * needs one.
	 */
	static final class Providers {

		private Providers() {
		}

		public static void main(String[] arguments) throws Exception {
			List<Object> before = List.of((Object[]) Security.getProviders());
			Path directory = new File(arguments[0]).toPath();
			BouncyCastle.prepare();
			var key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
			Path keys = java.nio.file.Files.writeString(directory.resolve("authorized_keys"),
					org.apache.sshd.common.config.keys.PublicKeyEntry.toString(key.getPublic()));
			try (Office office = Office.openWithoutPassword(directory, "taskmon.console.authorized-keys=" + keys);
					SshUser user = SshUser.login(office, "taskmon", key)) {
				String greeting = user.execute("greet you").out();
				boolean same = before.equals(List.of((Object[]) Security.getProviders()));
				System.out.println(
						"Providers: " + (same ? "same" : "other") + (greeting.contains("Hello") ? ", logged in" : ""));
			}
		}

	}

}
