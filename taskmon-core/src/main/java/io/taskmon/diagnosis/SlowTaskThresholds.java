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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.util.Map;

import io.taskmon.observe.TaskThresholds;
import org.jspecify.annotations.Nullable;

/**
 * How long tasks may run, by their name or else by their executor. Immutable.
 *
 * @param names thresholds by the name of the task
 * @param executors thresholds by the bean name of the executor
 */
public record SlowTaskThresholds(Map<String, Duration> names,
		Map<String, Duration> executors) implements TaskThresholds {

	/**
	 * No task is slow.
	 */
	public static final SlowTaskThresholds NONE = new SlowTaskThresholds(Map.of(), Map.of());

	/**
	 * Keeps copies.
	 */
	public SlowTaskThresholds {
		names = Map.copyOf(names);
		executors = Map.copyOf(executors);
	}

	@Override
	public boolean isEmpty() {
		return this.names.isEmpty() && this.executors.isEmpty();
	}

	@Override
	public @Nullable Duration of(String name, @Nullable String executor) {
		Duration byName = this.names.get(name);
		return (byName != null || executor == null) ? byName : this.executors.get(executor);
	}

}
