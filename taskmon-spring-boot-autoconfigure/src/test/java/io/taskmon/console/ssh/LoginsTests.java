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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

import io.taskmon.console.ConsoleEvent;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Logins} from elsewhere than this machine.
 */
class LoginsTests {

	private static final String WRONG = "wrong";

	private static final String RIGHT = "right";

	private long now = Long.MAX_VALUE - 5;

	private final List<ConsoleEvent> events = new ArrayList<>();

	private final List<String> checked = new ArrayList<>();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(0) {
		@Override
		public void execute(Runnable command) {
			command.run();
		}
	};

	private final Logins logins = new Logins(List.of(this::accepts), new Refusals(this.events::add, () -> this.now),
			() -> this.now, this.executor);

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void addressThatGuessesIsLockedOut() throws Exception {
		for (int i = 0; i < Lockout.MAX_FAILURES; i++) {
			assertThat(login("192.0.2.1", WRONG)).isFalse();
		}
		assertThat(login("192.0.2.1", RIGHT)).isFalse();
		assertThat(this.checked).doesNotContain(RIGHT);
		assertThat(login("192.0.2.2", RIGHT)).isTrue();
		assertThat(this.events).extracting(ConsoleEvent::type).contains(ConsoleEvent.Type.LOCKED_OUT);
		this.now += Lockout.FIRST.toNanos();
		assertThat(login("192.0.2.1", RIGHT)).isTrue();
	}

	@Test
	void addressesOfOneNetworkAreOne() throws Exception {
		for (int i = 0; i < Lockout.MAX_FAILURES; i++) {
			assertThat(login("2001:db8:1:2::" + i, WRONG)).isFalse();
		}
		assertThat(login("2001:db8:1:2:ffff::1", RIGHT)).isFalse();
		assertThat(login("2001:db8:1:3::1", RIGHT)).isTrue();
	}

	@Test
	void rightPasswordInBetweenMakesNoWrongOneGood() throws Exception {
		for (int i = 1; i < Lockout.MAX_FAILURES; i++) {
			assertThat(login("192.0.2.1", WRONG)).isFalse();
		}
		assertThat(login("192.0.2.1", RIGHT)).isTrue();
		assertThat(login("192.0.2.1", WRONG)).isFalse();
		assertThat(login("192.0.2.1", RIGHT)).isFalse();
	}

	@Test
	void manyAddressesGuessNoFasterThanOnePace() throws Exception {
		for (int i = 0; i < 250; i++) {
			login("192.0.2." + i, WRONG);
		}
		assertThat(this.checked).hasSize(Logins.BURST_OF_OTHERS);
	}

	@Test
	void othersDoNotSlowThisMachineDown() throws Exception {
		for (int i = 0; i < 250; i++) {
			login("192.0.2." + i, WRONG);
		}
		assertThat(login("127.0.0.1", RIGHT)).isTrue();
		assertThat(login("::1", RIGHT)).isTrue();
	}

	@Test
	void thisMachineIsNeverLockedOut() throws Exception {
		for (int i = 0; i < 100; i++) {
			login("127.0.0." + i, WRONG);
			this.now += Logins.INTERVAL.toNanos();
		}
		this.now += Duration.ofMinutes(1).toNanos();
		assertThat(login("127.0.0.1", RIGHT)).isTrue();
	}

	private boolean accepts(String username, String password) {
		this.checked.add(password);
		return password.equals(RIGHT);
	}

	private Boolean login(String address, String password) throws Exception {
		ServerSession session = mock(ServerSession.class);
		given(session.getRemoteAddress()).willReturn(new InetSocketAddress(InetAddress.getByName(address), 4711));
		given(session.isOpen()).willReturn(true);
		AtomicReference<Boolean> answer = new AtomicReference<>();
		try {
			return this.logins.authenticate("taskmon", password, session);
		}
		catch (AsyncAuthException ex) {
			ex.addListener(answer::set);
		}
		return answer.get();
	}

}
