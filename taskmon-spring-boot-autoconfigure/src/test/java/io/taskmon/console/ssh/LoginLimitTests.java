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
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;

import io.taskmon.console.ConsoleEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long and how often a connection may try to log in, whatever it sends.
 */
class LoginLimitTests {

	@TempDir
	private Path directory;

	private Office office;

	private ManualConsole console;

	@BeforeEach
	void open() {
		this.office = Office.open(this.directory);
		this.console = ManualConsole.open(this.office, this.directory);
	}

	@AfterEach
	void close() {
		this.console.close();
		this.office.close();
	}

	@Test
	void connectionEndsAtItsDeadlineWithoutLogin() throws Exception {
		try (SshUser user = SshUser.connect(this.console.port(), "taskmon")) {
			await(user, ClientSessionEvent.WAIT_AUTH);
			this.console.pass(ClientConnection.LOGIN_TIME.plusSeconds(1));
			await(user, ClientSessionEvent.CLOSED);
		}
	}

	@Test
	void connectionThatIsLoggedInHasNoSuchDeadline() throws Exception {
		try (SshUser user = login(Office.PASSWORD); SshUser other = SshUser.connect(this.console.port(), "taskmon")) {
			await(other, ClientSessionEvent.WAIT_AUTH);
			this.console.pass(ClientConnection.LOGIN_TIME.plusSeconds(1));
			await(other, ClientSessionEvent.CLOSED);
			assertThat(user.execute("greet you").out()).contains("Hello you");
		}
	}

	@Test
	void serviceOfLoginsIsGivenOnce() throws Exception {
		try (SshUser user = SshUser.connect(this.console.port(), "taskmon")) {
			await(user, ClientSessionEvent.WAIT_AUTH);
			askForLogins(user.session());
			await(user, ClientSessionEvent.CLOSED);
		}
	}

	@Test
	void keysAreExchangedOnceBeforeLogin() throws Exception {
		try (SshUser user = SshUser.connect(this.console.port(), "taskmon")) {
			await(user, ClientSessionEvent.WAIT_AUTH);
			user.session().reExchangeKeys();
			await(user, ClientSessionEvent.CLOSED);
		}
	}

	@Test
	void keysAreExchangedAgainAfterLogin() throws Exception {
		try (SshUser user = login(Office.PASSWORD)) {
			assertThat(user.session().reExchangeKeys().verify(SshUser.PATIENCE).isDone()).isTrue();
			assertThat(user.execute("greet you").out()).contains("Hello you");
		}
	}

	@Test
	void messagesBeforeLoginAreLimited() throws Exception {
		try (SshUser user = SshUser.connect(this.console.port(), "taskmon")) {
			await(user, ClientSessionEvent.WAIT_AUTH);
			AbstractSession session = (AbstractSession) user.session();
			for (int i = 0; i < ClientConnection.MAX_MESSAGES_BEFORE_LOGIN && session.isOpen(); i++) {
				Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_IGNORE);
				buffer.putString("again");
				session.writePacket(buffer);
			}
			await(user, ClientSessionEvent.CLOSED);
		}
	}

	@Test
	void failuresOfAConnectionAreLimited() throws Exception {
		try (SshUser user = SshUser.connect(this.console.port(), "taskmon")) {
			for (int i = 0; i < ClientConnection.MAX_FAILED_LOGINS + 5; i++) {
				user.session().addPasswordIdentity("wrong " + i);
			}
			var login = user.session().auth();
			Awaitility.await().atMost(SshUser.PATIENCE).until(() -> failures() == Logins.BURST_OF_THIS_MACHINE);
			this.console.pass(Logins.INTERVAL.multipliedBy(2));
			assertThat(login.await(SshUser.PATIENCE)).isTrue();
			assertThat(login.isSuccess()).isFalse();
			await(user, ClientSessionEvent.CLOSED);
			assertThat(failures()).isEqualTo(ClientConnection.MAX_FAILED_LOGINS);
		}
	}

	private long failures() {
		return this.console.events().stream().filter((event) -> event.type() == ConsoleEvent.Type.LOGIN_FAILED).count();
	}

	@Test
	void rightPasswordGetsInThoughManyWereWrong() throws Exception {
		for (int i = 0; i < Logins.BURST_OF_THIS_MACHINE; i++) {
			assertThatExceptionOfType(SshException.class).isThrownBy(() -> login("wrong").close());
		}
		try (SshUser user = SshUser.connect(this.console.port(), "taskmon")) {
			user.session().addPasswordIdentity(Office.PASSWORD);
			var login = user.session().auth();
			while (this.console.events().stream().noneMatch((event) -> event.type() == ConsoleEvent.Type.LOCKED_OUT)) {
				assertThat(login.await(Duration.ofMillis(20))).isFalse();
			}
			assertThat(login.isDone()).isFalse();
			this.console.pass(Logins.INTERVAL);
			login.verify(SshUser.PATIENCE);
			assertThat(user.execute("greet you").out()).contains("Hello you");
		}
	}

	private static void askForLogins(ClientSession session) throws IOException {
		Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_SERVICE_REQUEST);
		buffer.putString("ssh-userauth");
		session.writePacket(buffer);
	}

	private SshUser login(String password) throws IOException {
		return SshUser.login(this.console.port(), "taskmon", (session) -> session.addPasswordIdentity(password));
	}

	private static void await(SshUser user, ClientSessionEvent event) {
		assertThat(user.session().waitFor(EnumSet.of(event), SshUser.PATIENCE)).contains(event);
	}

}
