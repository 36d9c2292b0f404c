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

package io.taskmon.correlation;

import io.taskmon.spi.TaskMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the id of the task that a thread runs into SLF4J's mapped diagnostic context.
 * Thread-safe.
 */
public final class MdcTaskMarker implements TaskMarker {

	private final String key;

	/**
	 * Creates a marker.
	 * @param key key of the id
	 */
	public MdcTaskMarker(String key) {
		this.key = key;
	}

	@Override
	public @Nullable String mark(long id) {
		String before = MDC.get(this.key);
		MDC.put(this.key, Long.toString(id));
		return before;
	}

	@Override
	public void restore(@Nullable String before) {
		if (before != null) {
			MDC.put(this.key, before);
		}
		else {
			MDC.remove(this.key);
		}
	}

}
