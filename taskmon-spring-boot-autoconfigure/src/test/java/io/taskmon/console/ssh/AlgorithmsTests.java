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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.taskmon.console.ConsoleStartException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the console speaks with OpenSSH's client, and what it does not.
 */
class AlgorithmsTests {

	private static final long PATIENCE_SECONDS = 60;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "KexAlgorithms=curve25519-sha256", "KexAlgorithms=ecdh-sha2-nistp256",
			"KexAlgorithms=sntrup761x25519-sha512@openssh.com", "KexAlgorithms=sntrup761x25519-sha512",
			"KexAlgorithms=mlkem768x25519-sha256", "MACs=hmac-sha2-256", "MACs=hmac-sha2-512-etm@openssh.com",
			"Ciphers=aes256-gcm@openssh.com", "Ciphers=chacha20-poly1305@openssh.com", "Compression=yes",
			"PubkeyAcceptedAlgorithms=ssh-ed25519" })
	void clientIsServed(String option) throws Exception {
		KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
		assumeThat(knows(option)).isTrue();
		try (Office office = Office.openWithoutPassword(this.directory, authorized(key))) {
			assertThat(ssh(office, key, option)).contains("Hello you");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "KexAlgorithms=diffie-hellman-group-exchange-sha256",
			"KexAlgorithms=diffie-hellman-group18-sha512", "KexAlgorithms=diffie-hellman-group14-sha1",
			"MACs=hmac-sha1", "MACs=hmac-md5-96", "MACs=hmac-sha1-etm@openssh.com", "Ciphers=aes128-cbc",
			"Ciphers=3des-cbc" })
	void weakAndDearIsRefused(String option) throws Exception {
		KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
		try (Office office = Office.openWithoutPassword(this.directory, authorized(key))) {
			String ciphers = option.startsWith("MACs") ? "Ciphers=aes128-ctr" : "LogLevel=INFO";
			assertThat(ssh(office, key, option, ciphers)).contains("Unable to negotiate").doesNotContain("Hello");
		}
	}

	@Test
	void signaturesOfSha1AreRefused() throws Exception {
		KeyPair key = KeyUtils.generateKeyPair("ssh-rsa", 2048);
		try (Office office = Office.openWithoutPassword(this.directory, authorized(key))) {
			assertThat(ssh(office, key, "PubkeyAcceptedAlgorithms=rsa-sha2-256")).contains("Hello you");
			assertThat(ssh(office, key, "PubkeyAcceptedAlgorithms=ssh-rsa")).contains("Permission denied")
				.doesNotContain("Hello");
		}
	}

	@Test
	void nothingIsCompressed() {
		assertThat(Algorithms.server().getCompressionFactoriesNames()).containsExactly("none");
	}

	@Test
	void shortKeysLogNobodyIn() throws Exception {
		KeyPair key = KeyUtils.generateKeyPair("ssh-rsa", 1024);
		KeyPair other = KeyUtils.generateKeyPair("ssh-ed25519", 256);
		try (Office office = Office.openWithoutPassword(this.directory, authorized(key, other))) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> SshUser.login(office, "taskmon", key));
			SshUser.login(office, "taskmon", other).close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "ssh-rsa, 1024, false", "ssh-rsa, 2048, true", "ssh-dss, 1024, false", "ssh-ed25519, 256, true",
			"ecdsa-sha2-nistp384, 384, true" })
	void hostKeyIsStrong(String type, int size, boolean accepted) throws Exception {
		Path file = write(KeyUtils.generateKeyPair(type, size), "weak-host-key");
		if (accepted) {
			assertThat(new HostKey(file).load()).isNotNull();
		}
		else {
			assertThatExceptionOfType(ConsoleStartException.class).isThrownBy(new HostKey(file)::load)
				.withMessageContaining("too weak");
		}
	}

	@Test
	void hostKeyOfTheKindThatOpenSshPrefersServes() throws Exception {
		write(KeyUtils.generateKeyPair("ssh-ed25519", 256), "host-key");
		KeyPair key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
		try (Office office = Office.openWithoutPassword(this.directory, authorized(key))) {
			assertThat(ssh(office, key, "HostKeyAlgorithms=ssh-ed25519")).contains("Hello you");
		}
	}

	private static boolean knows(String option) throws Exception {
		String[] parts = option.split("=");
		return !parts[0].equals("KexAlgorithms") || run(List.of("ssh", "-Q", "kex")).lines().anyMatch(parts[1]::equals);
	}

	private String ssh(Office office, KeyPair key, String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-p", String.valueOf(office.port()), "-i",
				write(key, "identity").toString(), "-oIdentitiesOnly=yes", "-oIdentityAgent=none", "-oBatchMode=yes",
				"-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null"));
		for (String option : options) {
			command.add("-o" + option);
		}
		command.addAll(List.of("taskmon@127.0.0.1", "greet you"));
		return run(command);
	}

	private static String run(List<String> command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	private Path write(KeyPair key, String name) throws Exception {
		Path file = this.directory.resolve(name);
		if (!Files.exists(file)) {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		try (var out = Files.newOutputStream(file)) {
			OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
		}
		return file;
	}

	private String authorized(KeyPair... keys) throws IOException {
		List<String> lines = new ArrayList<>();
		for (KeyPair key : keys) {
			lines.add(PublicKeyEntry.toString(key.getPublic()));
		}
		Path file = Files.write(this.directory.resolve("authorized_keys"), lines);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
		return "taskmon.console.authorized-keys=" + file;
	}

}
