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
import java.util.function.Function;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Orders tasks by what they were when it began, for they live on meanwhile; equals by id,
 * so that they stay where they are.
 */
final class TaskSorter {

	private final TaskLabels labels;

	private final long now;

	private final @Nullable LiveSnapshot live;

	/**
	 * Creates a sorter.
	 * @param live the live tasks, {@code null} for one of ended tasks
	 */
	TaskSorter(TaskLabels labels, long now, @Nullable LiveSnapshot live) {
		this.labels = labels;
		this.now = now;
		this.live = live;
	}

	List<TrackedTask> sorted(List<TrackedTask> tasks, TaskOrder order, boolean descending) {
		return switch (order) {
			case ID -> by(TrackedTask::id, tasks, descending);
			case NAME -> by(this.labels::name, tasks, descending);
			case STATE -> by(this::state, tasks, descending);
			case AGE -> by((task) -> this.now - task.createdNanos(), tasks, descending);
			case QUEUED -> by(this::queued, tasks, descending);
			case RUNNING -> by(this::running, tasks, descending);
			case ENDED -> by((task) -> task.hasEnded() ? task.endedNanos() - this.now : 0, tasks, descending);
			case EXECUTOR -> by((task) -> orEmpty(task.executor()), tasks, descending);
			case THREAD -> by(this::thread, tasks, descending);
			case SITE -> by(this.labels::site, tasks, descending);
		};
	}

	private static <K extends Comparable<K>> List<TrackedTask> by(Function<TrackedTask, K> key, List<TrackedTask> tasks,
			boolean descending) {
		Comparator<Keyed<K>> ascending = Comparator.comparing(Keyed::key);
		return tasks.stream()
			.map((task) -> new Keyed<>(key.apply(task), task))
			.sorted((descending ? ascending.reversed() : ascending).thenComparing((keyed) -> keyed.task().id()))
			.map(Keyed::task)
			.toList();
	}

	private String state(TrackedTask task) {
		TaskOutcome outcome = task.outcome();
		if (this.live == null || (outcome == TaskOutcome.CANCELLED && hasStarted(task))) {
			return String.valueOf(outcome);
		}
		return this.live.state(task).name();
	}

	private boolean hasStarted(TrackedTask task) {
		return (this.live != null) ? this.live.thread(task) != null : task.hasStarted();
	}

	private long queued(TrackedTask task) {
		return (hasStarted(task) ? task.startedNanos() : end(task)) - task.createdNanos();
	}

	private long running(TrackedTask task) {
		return hasStarted(task) ? end(task) - task.startedNanos() : -1;
	}

	private long end(TrackedTask task) {
		return (this.live == null && task.hasEnded()) ? task.endedNanos() : this.now;
	}

	private String thread(TrackedTask task) {
		Thread thread = (this.live != null) ? this.live.thread(task) : null;
		return (thread != null) ? thread.getName() : "";
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private record Keyed<K extends Comparable<K>>(K key, TrackedTask task) {

	}

}
