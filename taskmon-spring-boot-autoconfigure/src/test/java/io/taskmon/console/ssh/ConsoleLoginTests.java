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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

import io.taskmon.console.ConsoleAudit;
import io.taskmon.console.PasswordAuthority;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who may log in, and what may not be done once in.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleLoginTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "ssh-ed25519, 256", "ecdsa-sha2-nistp256, 256", "ssh-rsa, 2048" })
	void keysLogIn(String type, int size) throws Exception {
		KeyPair key = KeyUtils.generateKeyPair(type, size);
		try (Office office = Office.openWithoutPassword(this.directory,
				authorized("garbage", "# a comment", line(key)));
				SshUser user = SshUser.login(office, "taskmon", key)) {
			assertThat(user.execute("greet you").out()).contains("Hello you");
		}
	}

	@Test
	void keysAreThoseOfOneUser(CapturedOutput output) throws Exception {
		KeyPair key = key();
		KeyPair limited = key();
		try (Office office = Office.openWithoutPassword(this.directory,
				authorized("ssh-ed25519 AAAAnonsense", "command=\"ls\" " + line(limited), line(key)))) {
			assertRefused(() -> SshUser.login(office, "root", key));
			assertRefused(() -> SshUser.login(office, "taskmon", key()));
			assertRefused(() -> SshUser.login(office, "taskmon", limited));
			assertRefused(() -> SshUser.login(office, "taskmon"));
			SshUser.login(office, "taskmon", key).close();
			Awaitility.await()
				.atMost(SshUser.PATIENCE)
				.untilAsserted(() -> assertThat(output).contains("Login of root from 127.0.0.1"));
			assertThat(output).contains("Line 1 of ", "Line 2 of ", "its options [command] are not supported")
				.doesNotContain("Line 3 of ", "Generated password");
		}
	}

	@Test
	void keysAreReadAgainWhenTheFileChanges() throws Exception {
		KeyPair first = key();
		KeyPair second = key();
		try (Office office = Office.openWithoutPassword(this.directory, authorized(line(first)))) {
			SshUser.login(office, "taskmon", first).close();
			Path file = this.directory.resolve("authorized_keys");
			Files.write(file, List.of(line(second)));
			Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
			SshUser.login(office, "taskmon", second).close();
			assertRefused(() -> SshUser.login(office, "taskmon", first));
		}
	}

	@Test
	void keysInAFileThatOthersCanWriteLetNobodyIn(CapturedOutput output) throws Exception {
		KeyPair key = key();
		String property = authorized(line(key));
		Files.setPosixFilePermissions(this.directory.resolve("authorized_keys"),
				PosixFilePermissions.fromString("rw-rw-r--"));
		try (Office office = Office.open(this.directory, property)) {
			assertRefused(() -> SshUser.login(office, "taskmon", key));
			SshUser.login(office).close();
			assertThat(output).contains("can be written by others");
		}
	}

	@Test
	void errorsOfTheApplicationRefuseLoginsAndHarmNothingElse(CapturedOutput output) throws Exception {
		try (Office office = Office.openWith(FailingApplication.class, this.directory)) {
			SshUser.login(office).close();
			try (SshUser user = SshUser.login(office)) {
				assertThat(user.execute("greet you").out()).contains("Hello you");
			}
			for (int i = 0; i < Logins.BURST_OF_THIS_MACHINE; i++) {
				assertRefused(() -> SshUser.login(office, "whatever"));
			}
			SshUser.login(office).close();
		}
		assertThat(output).contains("Login of taskmon from 127.0.0.1 to the console refused",
				"Too many logins from 127.0.0.1 failed");
		assertThat(output.getAll().split("StackOverflowError: of a check")).hasSize(2);
		assertThat(output.getAll().split("NoClassDefFoundError: of an audit")).hasSize(2);
	}

	@Test
	void passwordIsGeneratedAndLoggedOnceWhereNothingElseLetsAnybodyIn(CapturedOutput output) throws Exception {
		try (Office office = Office.openWithoutPassword(this.directory)) {
			String marker = "for the console of this run: ";
			assertThat(output.getAll().split(marker)).hasSize(2);
			String password = output.getAll().split(marker)[1].lines().findFirst().orElseThrow().strip();
			SshUser.login(office, password).close();
			assertRefused(() -> SshUser.login(office, Office.PASSWORD));
		}
	}

	@Test
	void nothingButTheConsoleIsServed() throws Exception {
		try (Office office = Office.open(this.directory); SshUser user = SshUser.login(office)) {
			assertThatExceptionOfType(SshException.class).isThrownBy(() -> user.session()
				.startRemotePortForwarding(new SshdSocketAddress("127.0.0.1", 0),
						new SshdSocketAddress("127.0.0.1", 1)));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> user.session()
				.createDirectTcpipChannel(new SshdSocketAddress("127.0.0.1", 0),
						new SshdSocketAddress("127.0.0.1", office.port()))
				.open()
				.verify(SshUser.PATIENCE));
			ChannelSubsystem sftp = user.session().createSubsystemChannel("sftp");
			sftp.open().await(SshUser.PATIENCE);
			assertThat(sftp.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), SshUser.PATIENCE))
				.contains(ClientChannelEvent.CLOSED);
			assertThat(user.execute("scp -f /etc/passwd").status()).isEqualTo(127);
			assertThat(user.session().getServerVersion()).isEqualTo("SSH-2.0-taskmon");
		}
	}

	private String authorized(String... lines) throws IOException {
		Path file = Files.write(this.directory.resolve("authorized_keys"), List.of(lines));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		return "taskmon.console.authorized-keys=" + file;
	}

	private static KeyPair key() throws Exception {
		return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
	}

	private static String line(KeyPair key) {
		return PublicKeyEntry.toString(key.getPublic()) + " somebody";
	}

	private static void assertRefused(ThrowingCallable login) {
		assertThatExceptionOfType(SshException.class).isThrownBy(login);
	}

	@Configuration(proxyBeanMethods = false)
	static class FailingApplication {

		@Bean
		PasswordAuthority authority() {
			return (username, password) -> {
				if (password.equals(Office.PASSWORD)) {
					return true;
				}
				throw new StackOverflowError("of a check");
			};
		}

		@Bean
		ConsoleAudit audit() {
			return (event) -> {
				throw new NoClassDefFoundError("of an audit");
			};
		}

	}

}
