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
import java.util.function.LongSupplier;

import io.taskmon.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.session.Session;

/**
 * Tells of clients that do not speak properly, in a few lines however many they are.
 * Thread-safe.
 */
final class JunkLog {

	private static final int BURST = 3;

	private static final Duration INTERVAL = Duration.ofMinutes(10);

	private static final int MAX_REASON = 120;

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final ScarceLines lines;

	JunkLog(LongSupplier nanoTime) {
		this.lines = new ScarceLines(BURST, INTERVAL, nanoTime);
	}

	void sentAway(Session session, Throwable cause) {
		debug(session, cause);
		this.lines.write((leftOut) -> logger.info("A client of the console from " + Remote.host(session)
				+ " was sent away before login: " + reason(cause) + leftOut));
	}

	void brokeOff(Session session, Throwable cause) {
		debug(session, cause);
	}

	private static void debug(Session session, Throwable cause) {
		if (logger.isDebugEnabled()) {
			logger.debug("The connection of the console with " + Remote.address(session) + " broke", cause);
		}
	}

	private static String reason(Throwable cause) {
		return PlainText.line(String.valueOf(cause.getMessage()), MAX_REASON);
	}

}
