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

package io.taskmon.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskFacts;
import org.jspecify.annotations.Nullable;

/**
 * Writes the context in which a task was created.
 */
final class ContextTexts {

	private ContextTexts() {
	}

	static @Nullable String traceId(TaskFacts facts) {
		TaskContext context = facts.context();
		return (context != null) ? Texts.optional(context.traceId()) : null;
	}

	static @Nullable String spanId(TaskFacts facts) {
		TaskContext context = facts.context();
		return (context != null) ? Texts.optional(context.spanId()) : null;
	}

	static @Nullable Map<String, String> mdc(TaskFacts facts) {
		TaskContext context = facts.context();
		if (context == null || context.mdc().isEmpty()) {
			return null;
		}
		Map<String, String> texts = new LinkedHashMap<>();
		context.mdc().forEach((key, value) -> texts.put(Texts.of(key), Texts.of(value)));
		return texts;
	}

}
