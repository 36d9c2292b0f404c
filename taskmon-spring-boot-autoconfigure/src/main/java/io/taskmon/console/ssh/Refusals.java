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
import java.util.Map;
import java.util.function.LongSupplier;

import io.taskmon.console.ConsoleAudit;
import io.taskmon.console.ConsoleEvent;
import io.taskmon.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;

/**
 * Tells of logins that were refused: the auditor of each, the log of as many as do not
 * fill it. Thread-safe.
 */
final class Refusals {

	/**
	 * What is told when the connection ends without a login: one key of several is
	 * enough.
	 */
	private static final AttributeKey<Refusal> UNTOLD = new AttributeKey<>();

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private static final int MAX_NAME = 60;

	private static final int BURST = 10;

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private static final Duration SLOW_INTERVAL = Duration.ofMinutes(10);

	private final ConsoleAudit audit;

	private final ScarceLines lines;

	private final ScarceLines slow;

	Refusals(ConsoleAudit audit, LongSupplier nanoTime) {
		this.audit = audit;
		this.lines = new ScarceLines(BURST, INTERVAL, nanoTime);
		this.slow = new ScarceLines(1, SLOW_INTERVAL, nanoTime);
	}

	void refused(Session session, String username, String by, String reason) {
		session.removeAttribute(UNTOLD);
		String user = PlainText.line(username, MAX_NAME);
		this.lines.write((leftOut) -> logger.warn(
				"Login of " + user + " from " + Remote.host(session) + " to the console refused: " + reason + leftOut));
		this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOGIN_FAILED, user, Remote.address(session),
				Map.of("by", by, "reason", reason)));
	}

	/**
	 * Tells of the last such refusal when the connection ends, unless somebody has logged
	 * in by then.
	 */
	void refusedUnlessLoggedIn(Session session, String username, String by, String reason) {
		session.setAttribute(UNTOLD, new Refusal(username, by, reason));
	}

	void ended(Session session) {
		Refusal refusal = session.removeAttribute(UNTOLD);
		if (refusal != null) {
			refused(session, refusal.username, refusal.by, refusal.reason);
		}
	}

	/**
	 * Tells, once in a while, that passwords have to wait.
	 */
	void slowedDown(Session session, String username, Duration interval) {
		this.slow.write((leftOut) -> lockedOut(session, username, "Too many logins from " + Remote.host(session)
				+ " failed: the console checks one password every " + interval.toSeconds() + " s"));
	}

	/**
	 * Tells that passwords are not taken as fast as they come any more.
	 */
	void lockedOut(Session session, String username, String message) {
		String user = PlainText.line(username, MAX_NAME);
		this.lines.write((leftOut) -> logger.warn(message + leftOut));
		this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOCKED_OUT, user, Remote.address(session),
				Map.of("reason", message)));
	}

	private record Refusal(String username, String by, String reason) {

	}

}
