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

package io.taskmon.tally;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.taskmon.task.LiveTotals;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Counts live tasks by executor and state. Not thread-safe.
 */
public final class LiveSums {

	private final TallyLabels labels;

	private final long now;

	private final Map<String, Map<TaskState, Sum>> executors = new TreeMap<>();

	public LiveSums(TallyLabels labels, long now) {
		this.labels = labels;
		this.now = now;
	}

	/**
	 * Counts a task.
	 * @param executor bean name of its executor, if it is known
	 * @param since reading of the clock when it entered its state
	 */
	public void add(@Nullable String executor, TaskState state, long since) {
		this.executors.computeIfAbsent(this.labels.executor(executor), (absent) -> new EnumMap<>(TaskState.class))
			.computeIfAbsent(state, (absent) -> new Sum())
			.add(this.now - since);
	}

	public List<LiveTotals> totals() {
		return this.executors.entrySet()
			.stream()
			.flatMap((executor) -> Stream.of(TaskState.values())
				.map((state) -> executor.getValue().getOrDefault(state, new Sum()).totals(executor.getKey(), state)))
			.toList();
	}

	private static final class Sum {

		private long tasks;

		private long oldestNanos;

		void add(long nanos) {
			this.tasks++;
			this.oldestNanos = Math.max(this.oldestNanos, nanos);
		}

		LiveTotals totals(String executor, TaskState state) {
			return new LiveTotals(executor, state, this.tasks, Duration.ofNanos(this.oldestNanos));
		}

	}

}
