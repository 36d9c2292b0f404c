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

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps the errors of an auditor from the console. The first is logged with its stack,
 * further ones say but what nobody was told of. Thread-safe.
 */
final class SafeAudit implements ConsoleAudit {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private final ConsoleAudit audit;

	private final AtomicBoolean failed = new AtomicBoolean();

	SafeAudit(ConsoleAudit audit) {
		this.audit = audit;
	}

	@Override
	public void onEvent(ConsoleEvent event) {
		try {
			this.audit.onEvent(event);
		}
		catch (Throwable ex) {
			logger.warn("Nobody was told of " + event, this.failed.compareAndSet(false, true) ? ex : null);
		}
	}

}
