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

package io.taskmon.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the thread that created a task was busy with, by which a task is found in traces
 * and logs. An immutable value that holds text alone.
 *
 * @param traceId id of the trace, if there was one
 * @param spanId id of the span, if there was one
 * @param mdc values of the log's context by key, those that are to be kept
 */
public record TaskContext(@Nullable String traceId, @Nullable String spanId, Map<String, String> mdc) {

	/**
	 * Copies the values of the log's context.
	 */
	public TaskContext {
		mdc = mdc.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(mdc));
	}

	/**
	 * Adds what another context knows, where this one knows nothing.
	 * @param other the other context
	 * @return both in one
	 */
	public TaskContext with(TaskContext other) {
		Map<String, String> values = new LinkedHashMap<>(other.mdc);
		values.putAll(this.mdc);
		return (this.traceId != null) ? new TaskContext(this.traceId, this.spanId, values)
				: new TaskContext(other.traceId, other.spanId, values);
	}

}
