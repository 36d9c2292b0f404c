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

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.taskmon.core.LiveTask;
import io.taskmon.core.TaskList;

/**
 * Order of live tasks.
 */
enum TaskOrder {

	/**
	 * The oldest first, as they are read.
	 */
	ID(Comparator.comparing((LiveTask task) -> task.facts().id())),

	NAME(Comparator.comparing((LiveTask task) -> task.facts().name())),

	STATE(Comparator.comparing(LiveTask::state).reversed()),

	/**
	 * The longest wait first.
	 */
	QUEUED(Comparator.comparing((LiveTask task) -> task.facts().queuedFor()).reversed()),

	/**
	 * The longest run first.
	 */
	RUNNING(Comparator
		.comparing((LiveTask task) -> (task.runningFor() != null) ? task.runningFor() : Duration.ofMillis(-1))
		.reversed());

	// Comparators without state
	@SuppressWarnings("ImmutableEnumChecker")
	private final Comparator<LiveTask> comparator;

	TaskOrder(Comparator<LiveTask> comparator) {
		this.comparator = comparator;
	}

	TaskOrder next() {
		List<TaskOrder> all = List.of(values());
		return all.get((all.indexOf(this) + 1) % all.size());
	}

	TaskList<LiveTask> sort(TaskList<LiveTask> list) {
		List<LiveTask> tasks = (this == ID) ? list.tasks() : list.tasks().stream().sorted(this.comparator).toList();
		return new TaskList<>(list.counts(), tasks);
	}

}
