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

package io.taskmon.read;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.taskmon.observe.TaskGroup;
import io.taskmon.task.TaskState;
import io.taskmon.track.TrackedTask;

/**
 * Groups live tasks. For one answer on one thread.
 */
final class GroupBuilder {

	private final Map<String, List<TrackedTask>> groups;

	private final LiveSnapshot live;

	private final TaskDescriber describer;

	GroupBuilder(Stream<TrackedTask> tasks, TaskGrouping grouping, LiveSnapshot live, TaskLabels labels,
			TaskDescriber describer) {
		this.groups = tasks.collect(Collectors.groupingBy((task) -> key(task, grouping, labels)));
		this.live = live;
		this.describer = describer;
	}

	private static String key(TrackedTask task, TaskGrouping grouping, TaskLabels labels) {
		return switch (grouping) {
			case NAME -> labels.name(task);
			case SITE -> labels.site(task);
			case EXECUTOR -> labels.executor(task);
		};
	}

	int size() {
		return this.groups.size();
	}

	/**
	 * Returns the groups, the largest first.
	 */
	List<TaskGroup> largest(int offset, int limit) {
		return this.groups.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingLong(TaskGroup::size).reversed().thenComparing(TaskGroup::key))
			.skip(offset)
			.limit(limit)
			.toList();
	}

	private TaskGroup group(String key, List<TrackedTask> tasks) {
		long running = tasks.stream().filter((task) -> this.live.state(task) == TaskState.RUNNING).count();
		TrackedTask oldest = Collections.min(tasks, Comparator.comparingLong(TrackedTask::id));
		Instant oldestAt = this.describer.createdAt(oldest);
		return new TaskGroup(key, tasks.size() - running, running, oldest.id(), oldestAt);
	}

}
