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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.taskmon.console.PasswordAuthority;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets users in by their passwords, on threads of its own, so that a check which takes
 * its time holds up no key. Wrong passwords make slow: all of this machine wait in one
 * {@link PasswordLine line}, all of the others in another one, and an address from which
 * too many were wrong is {@link Lockout locked out} for a while. No address of this
 * machine is: whoever may use it could keep the owner out for good. A password that
 * cannot be checked counts as wrong; the first such failure is logged with its stack.
 * Thread-safe.
 */
final class Logins implements PasswordAuthenticator {

	/**
	 * Of a connection that waits for the answer to a password.
	 */
	static final AttributeKey<Boolean> UNDECIDED = new AttributeKey<>();

	static final int BURST_OF_THIS_MACHINE = 5;

	static final int BURST_OF_OTHERS = 20;

	static final Duration INTERVAL = Duration.ofSeconds(3);

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final List<PasswordAuthority> authorities;

	private final Lockout lockout;

	private final Refusals refusals;

	private final PasswordLine ofThisMachine;

	private final PasswordLine ofOthers;

	private final AtomicBoolean failed = new AtomicBoolean();

	Logins(List<PasswordAuthority> authorities, Refusals refusals, LongSupplier nanoTime,
			ScheduledExecutorService executor) {
		this.authorities = List.copyOf(authorities);
		this.lockout = new Lockout(nanoTime);
		this.refusals = refusals;
		this.ofThisMachine = new PasswordLine(BURST_OF_THIS_MACHINE, INTERVAL, nanoTime, executor);
		this.ofOthers = new PasswordLine(BURST_OF_OTHERS, INTERVAL, nanoTime, executor);
	}

	@Override
	public boolean authenticate(String username, String password, ServerSession session) {
		String source = Remote.source(session);
		if (source != null && this.lockout.isLocked(source)) {
			return lockedOut(username, session);
		}
		AsyncAuthException answer = new AsyncAuthException();
		session.setAttribute(UNDECIDED, true);
		PasswordLine line = (source != null) ? this.ofOthers : this.ofThisMachine;
		boolean waits = line.join(new PasswordCheck(username, password, session, source, answer));
		if (waits) {
			this.refusals.slowedDown(session, username, INTERVAL);
		}
		throw answer;
	}

	private boolean lockedOut(String username, ServerSession session) {
		this.refusals.refusedUnlessLoggedIn(session, username, "password", "too many from there failed");
		return false;
	}

	private boolean accepts(String username, String password) {
		return this.authorities.stream().anyMatch((authority) -> accepts(authority, username, password));
	}

	private boolean accepts(PasswordAuthority authority, String username, String password) {
		try {
			return authority.accepts(username, password);
		}
		catch (Throwable ex) {
			logger.warn("A password could not be checked, so it counts as wrong: " + ex.getClass().getName(),
					this.failed.compareAndSet(false, true) ? ex : null);
			return false;
		}
	}

	private void refused(String username, @Nullable String source, ServerSession session) {
		this.refusals.refused(session, username, "password", "wrong password");
		if (source != null && this.lockout.failed(source)) {
			this.refusals.lockedOut(session, username,
					"Too many logins from " + source + " failed: the console takes no password from there for a while");
		}
	}

	/**
	 * A password that a client has sent.
	 */
	private final class PasswordCheck implements PasswordLine.Check {

		private final String username;

		private final String password;

		private final ServerSession session;

		private final @Nullable String source;

		private final AsyncAuthException answer;

		PasswordCheck(String username, String password, ServerSession session, @Nullable String source,
				AsyncAuthException answer) {
			this.username = username;
			this.password = password;
			this.session = session;
			this.source = source;
			this.answer = answer;
		}

		@Override
		public boolean isWanted() {
			return this.session.isOpen();
		}

		@Override
		public boolean succeeds() {
			boolean accepted = false;
			try {
				accepted = check();
			}
			finally {
				this.session.removeAttribute(UNDECIDED);
				this.answer.setAuthed(accepted);
			}
			return accepted;
		}

		// The address may have been locked while the password waited
		private boolean check() {
			if (this.source != null && Logins.this.lockout.isLocked(this.source)) {
				return lockedOut(this.username, this.session);
			}
			boolean accepted = accepts(this.username, this.password);
			if (!accepted) {
				refused(this.username, this.source, this.session);
			}
			return accepted;
		}

	}

}
