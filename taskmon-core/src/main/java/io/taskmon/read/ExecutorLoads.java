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

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.taskmon.observe.ExecutorLoad;
import io.taskmon.task.TaskState;
import io.taskmon.track.TrackedTask;

/**
 * Tells the live tasks of each executor.
 */
final class ExecutorLoads {

	private ExecutorLoads() {
	}

	static Map<String, ExecutorLoad> of(LiveSnapshot live, TaskDescriber describer) {
		return live.tasks()
			.stream()
			.filter((task) -> task.executor() != null)
			.collect(Collectors.groupingBy((task) -> Objects.requireNonNull(task.executor()),
					Collectors.collectingAndThen(Collectors.toList(), (tasks) -> load(tasks, live, describer))));
	}

	private static ExecutorLoad load(List<TrackedTask> tasks, LiveSnapshot live, TaskDescriber describer) {
		List<TrackedTask> queued = tasks.stream().filter((task) -> live.state(task) == TaskState.QUEUED).toList();
		return new ExecutorLoad(queued.size(), tasks.size() - queued.size(),
				queued.stream().min(Comparator.comparingLong(TrackedTask::id)).map(describer::createdAt).orElse(null));
	}

}
