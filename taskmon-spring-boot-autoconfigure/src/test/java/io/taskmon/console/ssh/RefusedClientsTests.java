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
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.taskmon.console.ConsoleEvent;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What is refused to clients of the console, and what is told of them.
 */
class RefusedClientsTests {

	@TempDir
	private Path directory;

	private KeyPair key;

	private Path keys;

	private Office office;

	private ManualConsole console;

	@BeforeEach
	void open() throws Exception {
		this.key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
		this.office = Office.open(this.directory);
		this.keys = Files.writeString(this.directory.resolve("authorized_keys"),
				PublicKeyEntry.toString(this.key.getPublic()));
		Files.setPosixFilePermissions(this.keys, PosixFilePermissions.fromString("rw-------"));
		this.console = ManualConsole.open(this.office, this.directory, this.keys);
	}

	@AfterEach
	void close() {
		this.console.close();
		this.office.close();
	}

	@Test
	void badSignatureOfAnAuthorisedKeyIsAFailedLogin() throws Exception {
		KeyPair forged = new KeyPair(this.key.getPublic(), KeyUtils.generateKeyPair("ssh-ed25519", 256).getPrivate());
		assertThatIOException().isThrownBy(() -> login(forged));
		assertThat(this.console.events()).singleElement().satisfies((event) -> {
			assertThat(event.type()).isEqualTo(ConsoleEvent.Type.LOGIN_FAILED);
			assertThat(event.user()).isEqualTo("taskmon");
			assertThat(event.address()).startsWith("127.0.0.1:");
			assertThat(event.data())
				.isEqualTo(Map.of("by", "publickey", "reason", "bad signature of an authorised key"));
		});
	}

	@Test
	void badSignatureIsToldThoughALoginFollows() throws Exception {
		KeyPair forged = new KeyPair(this.key.getPublic(), KeyUtils.generateKeyPair("ssh-ed25519", 256).getPrivate());
		SshUser.login(this.console.port(), "taskmon", (session) -> {
			session.addPublicKeyIdentity(forged);
			session.addPasswordIdentity(Office.PASSWORD);
		}).close();
		assertThat(this.console.events()).extracting(ConsoleEvent::type)
			.containsExactly(ConsoleEvent.Type.LOGIN_FAILED, ConsoleEvent.Type.LOGIN);
	}

	@Test
	void channelBeyondTheLimitIsRefusedAndTheConnectionStays() throws Exception {
		try (SshUser user = login(this.key)) {
			List<ClientChannel> channels = new ArrayList<>();
			for (int i = 0; i < ChannelService.MAX_CHANNELS; i++) {
				ClientChannel channel = user.session().createShellChannel();
				channel.setStreaming(ClientChannel.Streaming.Async);
				channel.open().verify(SshUser.PATIENCE);
				channels.add(channel);
			}
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(SshException.class)
					.isThrownBy(() -> user.session().createExecChannel("ps").open().verify(SshUser.PATIENCE))
					.withMessageContaining("Too many sessions");
			}
			for (ClientChannel channel : channels) {
				channel.close(false).await(SshUser.PATIENCE);
			}
			Awaitility.await()
				.atMost(SshUser.PATIENCE)
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(user.execute("greet you").out()).contains("Hello you"));
		}
	}

	@Test
	void clientsThatDoNotReadLoseTheirPlaces() throws Exception {
		this.console.close();
		this.console = ManualConsole.open(this.office, this.directory, this.keys, 3);
		List<SshUser> deaf = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			SshUser user = login(this.key);
			deaf.add(user);
			ChannelShell shell = user.session().createShellChannel();
			shell.setUsePty(false);
			// Nobody reads what it receives, so its window fills up
			shell.setStreaming(ClientChannel.Streaming.Async);
			shell.open().verify(SshUser.PATIENCE);
			shell.getAsyncIn().writeBuffer(new ByteArrayBuffer("help\n".repeat(4_000).getBytes(UTF_8)));
		}
		Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
			this.console.pass(ClientConnection.READING_TIME.plusSeconds(1));
			assertThat(deaf).noneMatch((user) -> user.session().isOpen());
		});
		try (SshUser user = login(this.key)) {
			Awaitility.await()
				.atMost(SshUser.PATIENCE)
				.untilAsserted(() -> assertThat(user.execute("greet you").out()).contains("Hello you"));
		}
		deaf.forEach(SshUser::close);
	}

	@Test
	void recordTellsWhoCancelledFromWhere() throws Exception {
		this.office.scribe().write("first");
		TaskReader reader = this.office.bean(TaskReader.class);
		Awaitility.await().until(() -> reader.live(TaskQuery.ALL).counts().running() == 1);
		long id = reader.live(TaskQuery.ALL).tasks().get(0).facts().id();
		try (SshUser user = login(this.key)) {
			assertThat(user.execute("cancel " + id).status()).isZero();
			assertThat(reader.findEnded(id).orElseThrow().cancellationChain()).last().satisfies((canceller) -> {
				assertThat(canceller.request().principal()).isEqualTo("taskmon");
				assertThat(canceller.request().origin()).startsWith("console from 127.0.0.1:");
			});
			assertThat(user.execute("where-terminated " + id).out()).contains("taskmon, console from 127.0.0.1:");
		}
		assertThat(this.console.events()).filteredOn((event) -> event.type() == ConsoleEvent.Type.CANCEL)
			.singleElement()
			.satisfies((event) -> assertThat(event.user()).isEqualTo("taskmon"));
	}

	private SshUser login(KeyPair key) throws IOException {
		return SshUser.login(this.console.port(), "taskmon", (session) -> session.addPublicKeyIdentity(key));
	}

}
