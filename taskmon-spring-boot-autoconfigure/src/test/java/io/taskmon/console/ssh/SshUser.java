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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.channel.PtyCapableChannelSession;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who uses a console, on a connection of their own.
 */
public final class SshUser implements AutoCloseable {

	public static final Duration PATIENCE = Duration.ofSeconds(20);

	private final SshClient client;

	private final ClientSession session;

	private SshUser(SshClient client, ClientSession session) {
		this.client = client;
		this.session = session;
	}

	public static SshUser login(Office office) throws IOException {
		return login(office, "taskmon", (session) -> session.addPasswordIdentity(Office.PASSWORD));
	}

	public static SshUser login(Office office, String password) throws IOException {
		return login(office, "taskmon", (session) -> session.addPasswordIdentity(password));
	}

	public static SshUser login(Office office, String username, KeyPair key) throws IOException {
		return login(office, username, (session) -> session.addPublicKeyIdentity(key));
	}

	public static SshUser login(Office office, String username, Consumer<ClientSession> identity) throws IOException {
		return login(office.port(), username, identity);
	}

	public static SshUser login(int port, String username, Consumer<ClientSession> identity) throws IOException {
		SshUser user = connect(port, username);
		try {
			identity.accept(user.session);
			user.session.auth().verify(PATIENCE);
			return user;
		}
		catch (IOException | RuntimeException ex) {
			user.close();
			throw ex;
		}
	}

	/**
	 * Connects, and does not log in yet.
	 */
	public static SshUser connect(int port, String username) throws IOException {
		SshClient client = SshClient.setUpDefaultClient();
		client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
		client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
		client.start();
		try {
			return new SshUser(client, client.connect(username, "127.0.0.1", port).verify(PATIENCE).getSession());
		}
		catch (IOException | RuntimeException ex) {
			client.stop();
			throw ex;
		}
	}

	private static ClientSession login(SshClient client, Office office, String username,
			Consumer<ClientSession> identity) throws IOException {
		ClientSession session = client.connect(username, "127.0.0.1", office.port()).verify(PATIENCE).getSession();
		identity.accept(session);
		session.auth().verify(PATIENCE);
		return session;
	}

	/**
	 * Logs in once more, on a further connection that ends with this user at the latest.
	 */
	public ClientSession loginAgain(Office office) throws IOException {
		return login(this.client, office, "taskmon", (session) -> session.addPasswordIdentity(Office.PASSWORD));
	}

	public ClientSession session() {
		return this.session;
	}

	/**
	 * Executes a single command, and waits for its end.
	 */
	public Result execute(String line) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		try (ChannelExec channel = this.session.createExecChannel(line)) {
			channel.setOut(out);
			channel.setErr(err);
			channel.open().verify(PATIENCE);
			assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
				.contains(ClientChannelEvent.CLOSED);
			return new Result(status(channel), out.toString(StandardCharsets.UTF_8),
					err.toString(StandardCharsets.UTF_8));
		}
	}

	private static int status(ClientChannel channel) {
		Integer status = channel.getExitStatus();
		return (status != null) ? status : -1;
	}

	/**
	 * Opens a shell on a terminal of 100 columns and 40 lines.
	 */
	public Shell shell() throws IOException {
		ChannelShell channel = this.session.createShellChannel();
		channel.setPtyType("xterm-256color");
		channel.setPtyColumns(100);
		channel.setPtyLines(40);
		return new Shell(channel);
	}

	@Override
	public void close() {
		this.client.stop();
	}

	/**
	 * What came of a command.
	 */
	public record Result(int status, String out, String err) {

	}

	/**
	 * A shell that is typed into and read from.
	 */
	public static final class Shell implements AutoCloseable {

		private final PtyCapableChannelSession channel;

		private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

		private int read;

		public Shell(PtyCapableChannelSession channel) throws IOException {
			this.channel = channel;
			channel.setOut(this.screen);
			channel.open().verify(PATIENCE);
		}

		public PtyCapableChannelSession channel() {
			return this.channel;
		}

		public Shell type(String keys) throws IOException {
			OutputStream keyboard = this.channel.getInvertedIn();
			keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
			keyboard.flush();
			return this;
		}

		/**
		 * Waits until a text appears after all that was awaited before.
		 * @return what appeared up to and with the text
		 */
		public String await(String text) {
			Awaitility.await(text)
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(shown().substring(this.read)).contains(text));
			String shown = shown();
			int end = shown.indexOf(text, this.read) + text.length();
			String awaited = shown.substring(this.read, end);
			this.read = end;
			return awaited;
		}

		public String shown() {
			return this.screen.toString(StandardCharsets.UTF_8);
		}

		public int awaitEnd() {
			assertThat(this.channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
				.contains(ClientChannelEvent.CLOSED);
			return status(this.channel);
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
