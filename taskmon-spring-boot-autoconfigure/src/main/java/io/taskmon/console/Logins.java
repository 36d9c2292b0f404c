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

package io.taskmon.console;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.session.ServerSession;

import io.taskmon.text.PlainText;

/**
 * Lets users in by their passwords, but not from where too many have failed. A password
 * that cannot be checked counts as wrong; the first such failure is logged with its
 * stack. Thread-safe.
 */
final class Logins implements PasswordAuthenticator {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private static final int MAX_NAME = 60;

	private final List<PasswordAuthority> authorities;

	private final Lockout lockout;

	private final ConsoleAudit audit;

	private final AtomicBoolean failed = new AtomicBoolean();

	Logins(List<PasswordAuthority> authorities, Lockout lockout, ConsoleAudit audit) {
		this.authorities = List.copyOf(authorities);
		this.lockout = lockout;
		this.audit = audit;
	}

	@Override
	public boolean authenticate(String username, String password, ServerSession session)
			throws PasswordChangeRequiredException {
		String host = Remote.host(session);
		session.removeAttribute(AuthorizedKeys.REFUSED_USER);
		if (this.lockout.isLocked(host)) {
			return false;
		}
		boolean accepted = this.authorities.stream().anyMatch((authority) -> accepts(authority, username, password));
		if (accepted) {
			this.lockout.succeeded(host);
		}
		else {
			refused(username, host, session);
		}
		return accepted;
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

	private void refused(String username, String host, ServerSession session) {
		String user = PlainText.line(username, MAX_NAME);
		logger.warn("Login of " + user + " from " + host + " to the console refused: wrong password");
		String address = Remote.address(session);
		this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOGIN_FAILED, user, address, Map.of("by", "password")));
		if (this.lockout.failed(host)) {
			logger
				.warn("Too many logins from " + host + " failed: the console takes no password from there for a while");
			this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOCKED_OUT, user, address, Map.of()));
		}
	}

}
