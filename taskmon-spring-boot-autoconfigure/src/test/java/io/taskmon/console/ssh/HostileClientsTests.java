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
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wrong, hostile and slow clients, and what the others notice of them: nothing.
 */
class HostileClientsTests {

	private static final int MAX_SESSIONS = 3;

	@TempDir
	private Path directory;

	private Office office;

	private final List<Socket> sockets = new ArrayList<>();

	@BeforeEach
	void open() {
		this.office = Office.open(this.directory, "taskmon.console.max-sessions=" + MAX_SESSIONS,
				"taskmon.console.idle-timeout=5m");
	}

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.office.close();
		Awaitility.await().atMost(SshUser.PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void junkIsSentAway() throws Exception {
		for (String junk : List.of("GET / HTTP/1.1\r\n\r\n", "\u0000".repeat(10_000),
				"SSH-2.0-x\r\n" + "z".repeat(50_000), "SSH-9.9-\r\n")) {
			Socket socket = connect();
			send(socket, junk);
		}
		assertOthersAreServed();
		assertThat(threads().size()).isLessThan(20);
	}

	@Test
	void floodOfHalfOpenConnectionsKeepsNobodyOut() throws Exception {
		for (int i = 0; i < Connections.MAX_PENDING * 3; i++) {
			connect();
		}
		assertOthersAreServed();
		Socket oldest = this.sockets.get(0);
		oldest.setSoTimeout(20_000);
		try (InputStream in = oldest.getInputStream()) {
			assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("SSH-2.0-taskmon");
		}
		assertThat(threads().size()).isLessThan(20);
	}

	@Test
	void clientsThatDoNotReadHoldNobodyUp() throws Exception {
		try (SshUser user = SshUser.login(this.office)) {
			ChannelShell deaf = user.session().createShellChannel();
			deaf.setUsePty(false);
			// Nobody reads what it receives, so its window fills up
			deaf.setStreaming(ClientChannel.Streaming.Async);
			deaf.open().verify(SshUser.PATIENCE);
			byte[] line = "stack -a\n".repeat(400).getBytes(StandardCharsets.UTF_8);
			deaf.getAsyncIn().writeBuffer(new ByteArrayBuffer(line));
			assertOthersAreServed();
			deaf.close(true);
		}
		assertOthersAreServed();
	}

	@Test
	void sessionsAreLimitedAcrossConnections() throws Exception {
		List<SshUser> users = new ArrayList<>();
		List<SshUser.Shell> shells = new ArrayList<>();
		for (int i = 0; i < MAX_SESSIONS; i++) {
			SshUser user = SshUser.login(this.office);
			users.add(user);
			shells.add(user.shell());
			shells.get(i).await("taskmon> ");
		}
		try (SshUser late = SshUser.login(this.office)) {
			SshUser.Result result = late.execute("ps");
			assertThat(result.status()).isEqualTo(1);
			assertThat(result.err()).contains("Too many sessions");
			shells.get(0).type("exit\r");
			shells.get(0).awaitEnd();
			Awaitility.await()
				.atMost(SshUser.PATIENCE)
				.untilAsserted(() -> assertThat(late.execute("ps").status()).isZero());
		}
		users.forEach(SshUser::close);
	}

	@Test
	void connectionsThatTalkToNobodyAreLimited() throws Exception {
		List<ClientSession> idle = new ArrayList<>();
		try (SshUser user = SshUser.login(this.office);
				SshUser.Shell shell = user.shell();
				SshUser quiet = SshUser.login(this.office)) {
			shell.await("taskmon> ");
			assertThat(quiet.execute("greet you").status()).isZero();
			for (int i = 0; i < Connections.MAX_IDLE + 2; i++) {
				idle.add(user.loginAgain(this.office));
			}
			Awaitility.await().atMost(SshUser.PATIENCE).untilAsserted(() -> {
				assertThat(quiet.session().isOpen()).isFalse();
				assertThat(idle).filteredOn(ClientSession::isOpen).hasSize(Connections.MAX_IDLE);
			});
			assertOthersAreServed();
			shell.type("greet you\r");
			shell.await("Hello you");
		}
	}

	@Test
	void clientsThatVanishLeaveNothingBehind() throws Exception {
		SshUser user = SshUser.login(this.office);
		SshUser.Shell shell = user.shell();
		shell.await("taskmon> ");
		shell.type("stuck\r");
		assertThat(this.office.signals().stuck.await(20, TimeUnit.SECONDS)).isTrue();
		user.session().close(true);
		assertThat(this.office.signals().interrupted.await(20, TimeUnit.SECONDS)).isTrue();
		user.close();
		Awaitility.await()
			.atMost(SshUser.PATIENCE)
			.untilAsserted(() -> assertThat(threads())
				.noneMatch((name) -> name.startsWith("taskmon-console") || name.contains("pump")));
	}

	@Test
	void threadsKeepNoApplicationAlive() throws Exception {
		try (SshUser user = SshUser.login(this.office); SshUser.Shell shell = user.shell()) {
			shell.await("taskmon> ");
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> isConsoles(thread.getName()))
				.hasSizeGreaterThan(2)
				.allMatch(Thread::isDaemon);
		}
	}

	@Test
	void environmentOfAClientIsNotKept() throws Exception {
		try (SshUser user = SshUser.login(this.office)) {
			ChannelShell channel = user.session().createShellChannel();
			for (int i = 0; i < 1_000; i++) {
				channel.setEnv("V" + i, "x".repeat(1_000));
			}
			try (SshUser.Shell shell = new SshUser.Shell(channel)) {
				shell.await("taskmon> ");
			}
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.office.port());
		this.sockets.add(socket);
		return socket;
	}

	private static void send(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
		}
		catch (IOException ex) {
			// Sent away already
		}
	}

	private void assertOthersAreServed() throws IOException {
		try (SshUser other = SshUser.login(this.office)) {
			assertThat(other.execute("greet you").out()).contains("Hello you");
		}
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(Thread::isAlive)
			.map(Thread::getName)
			.filter(HostileClientsTests::isConsoles)
			.toList();
	}

	private static boolean isConsoles(String name) {
		return name.startsWith("taskmon-console") || name.contains("SshServer") || name.contains("input pump");
	}

}
