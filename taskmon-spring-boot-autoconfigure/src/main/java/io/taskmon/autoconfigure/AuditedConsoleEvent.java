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

package io.taskmon.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.taskmon.console.ConsoleEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;

/**
 * Writes events of the console as those of Spring Boot's audit.
 */
final class AuditedConsoleEvent {

	private static final String PREFIX = "TASKMON_CONSOLE_";

	private AuditedConsoleEvent() {
	}

	static AuditEvent of(ConsoleEvent event) {
		Map<String, @Nullable Object> data = new LinkedHashMap<>(event.data());
		data.put("remoteAddress", event.address());
		return new AuditEvent(event.user(), PREFIX + event.type().name(), data);
	}

}
