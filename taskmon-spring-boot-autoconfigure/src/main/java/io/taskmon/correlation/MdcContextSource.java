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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.taskmon.spi.TaskContextSource;
import io.taskmon.task.TaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Tells the values of some keys of SLF4J's mapped diagnostic context. Thread-safe.
 */
public final class MdcContextSource implements TaskContextSource {

	static final int MAX_VALUE = 200;

	private final List<String> keys;

	/**
	 * Creates a source.
	 * @param keys the keys, values of others are never read
	 */
	public MdcContextSource(List<String> keys) {
		this.keys = List.copyOf(keys);
	}

	@Override
	public @Nullable TaskContext capture() {
		Map<String, String> values = null;
		for (String key : this.keys) {
			String value = MDC.get(key);
			if (value != null) {
				values = (values != null) ? values : new LinkedHashMap<>();
				values.put(key, shortened(value));
			}
		}
		return (values != null) ? new TaskContext(null, null, values) : null;
	}

	private static String shortened(String value) {
		return (value.length() > MAX_VALUE) ? value.substring(0, MAX_VALUE) + "…" : value;
	}

}
