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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;

import io.taskmon.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * Holds the number of connections down: of those that nobody has logged in to, the oldest
 * goes when there are too many, so that a flood of them keeps nobody out. Tells who
 * logged in. Thread-safe.
 */
final class Connections implements SessionListener {

	static final int MAX_PENDING = 32;

	private static final int MAX_NAME = 60;

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final ConsoleAudit audit;

	private final Deque<Session> pending = new ArrayDeque<>();

	Connections(ConsoleAudit audit) {
		this.audit = audit;
	}

	@Override
	public void sessionCreated(Session session) {
		Session oldest = null;
		synchronized (this.pending) {
			this.pending.addLast(session);
			if (this.pending.size() > MAX_PENDING) {
				oldest = this.pending.removeFirst();
			}
		}
		if (oldest != null) {
			oldest.close(true);
		}
	}

	@Override
	public void sessionEvent(Session session, Event event) {
		if (event == Event.Authenticated && remove(session)) {
			logger.info("Login of " + session.getUsername() + " from " + Remote.address(session) + " to the console");
			this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOGIN, session.getUsername(), Remote.address(session),
					Map.of()));
		}
	}

	@Override
	public void sessionClosed(Session session) {
		String username = session.getAttribute(AuthorizedKeys.REFUSED_USER);
		if (remove(session) && username != null) {
			String user = PlainText.line(username, MAX_NAME);
			logger.warn("Login of " + user + " from " + Remote.host(session) + " to the console refused: no known key");
			this.audit.onEvent(new ConsoleEvent(ConsoleEvent.Type.LOGIN_FAILED, user, Remote.address(session),
					Map.of("by", "publickey")));
		}
	}

	private boolean remove(Session session) {
		synchronized (this.pending) {
			for (Iterator<Session> each = this.pending.iterator(); each.hasNext();) {
				if (each.next() == session) {
					each.remove();
					return true;
				}
			}
			return false;
		}
	}

}
