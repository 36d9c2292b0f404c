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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import io.taskmon.console.ConsoleAudit;
import io.taskmon.console.ConsoleEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/**
 * Holds the number of connections down: of those that nobody has logged in to, and of
 * those that are logged in but in no conversation, the oldest goes when there are too
 * many, so that a flood of them keeps nobody out. Conversations are limited across
 * connections. Tells who logged in. Thread-safe.
 */
final class Connections implements SessionListener {

	static final int MAX_PENDING = 32;

	static final int MAX_IDLE = 32;

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final ConsoleAudit audit;

	private final Refusals refusals;

	private final int maxConversations;

	private final Object monitor = new Object();

	private final Deque<Session> pending = new ArrayDeque<>();

	private final Deque<Session> idle = new ArrayDeque<>();

	private final Deque<Session> conversations = new ArrayDeque<>();

	Connections(ConsoleAudit audit, Refusals refusals, int maxConversations) {
		this.audit = audit;
		this.refusals = refusals;
		this.maxConversations = maxConversations;
	}

	@Override
	public void sessionCreated(Session session) {
		Session oldest;
		synchronized (this.monitor) {
			oldest = add(session, this.pending, MAX_PENDING);
		}
		close(oldest);
	}

	@Override
	public void sessionEvent(Session session, Event event) {
		if (event == Event.Authenticated && loggedIn(session)) {
			logger.info("Login of " + session.getUsername() + " from " + Remote.address(session) + " to the console");
			this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOGIN, session.getUsername(), Remote.address(session),
					Map.of()));
		}
	}

	private boolean loggedIn(Session session) {
		Session oldest;
		synchronized (this.monitor) {
			if (!this.pending.remove(session)) {
				return false;
			}
			oldest = add(session, this.idle, MAX_IDLE);
		}
		close(oldest);
		return true;
	}

	@Override
	public void sessionClosed(Session session) {
		boolean refused;
		synchronized (this.monitor) {
			refused = this.pending.remove(session);
			this.idle.remove(session);
		}
		if (refused) {
			this.refusals.ended(session);
		}
	}

	/**
	 * Begins a conversation, if there is still a place for one.
	 * @return whether there is; if so it has to be {@link #end(Session) ended}
	 */
	boolean begin(Session session) {
		synchronized (this.monitor) {
			if (this.conversations.size() >= this.maxConversations) {
				return false;
			}
			this.conversations.add(session);
			this.idle.remove(session);
			return true;
		}
	}

	void end(Session session) {
		Session oldest = null;
		synchronized (this.monitor) {
			this.conversations.remove(session);
			if (session.isOpen() && !this.conversations.contains(session)) {
				oldest = add(session, this.idle, MAX_IDLE);
			}
		}
		close(oldest);
	}

	private static @Nullable Session add(Session session, Deque<Session> sessions, int limit) {
		sessions.addLast(session);
		return (sessions.size() > limit) ? sessions.removeFirst() : null;
	}

	private static void close(@Nullable Session session) {
		if (session != null) {
			session.close(true);
		}
	}

}
