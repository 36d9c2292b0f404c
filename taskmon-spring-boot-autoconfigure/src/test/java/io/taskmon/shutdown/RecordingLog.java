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

package io.taskmon.shutdown;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.impl.NoOpLog;

/**
 * Log that keeps what it is told, each message behind its level.
 */
final class RecordingLog extends NoOpLog {

	private static final long serialVersionUID = 1L;

	final transient List<String> messages = new ArrayList<>();

	@Override
	public void info(Object message) {
		this.messages.add("INFO " + message);
	}

	@Override
	public void warn(Object message) {
		this.messages.add("WARN " + message);
	}

}
