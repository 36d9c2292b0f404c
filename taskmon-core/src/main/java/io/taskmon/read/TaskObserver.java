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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.taskmon.observe.LastRun;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.observe.TaskThresholds;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.OverdueRun;
import io.taskmon.task.TaskState;
import io.taskmon.track.Schedule;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Looks at live tasks more closely, for one answer on one thread.
 */
final class TaskObserver {

	/**
	 * Where a task is that has just begun tells nothing, and to ask costs its thread some
	 * microseconds.
	 */
	private static final Duration TIME_TO_GET_STUCK = Duration.ofSeconds(1);

	private final TaskRegistry registry;

	private final TaskDescriber describer;

	private final LiveSnapshot live;

	private final long now;

	private final AwaitedTasks awaited;

	TaskObserver(TaskRegistry registry, TaskDescriber describer, LiveSnapshot live) {
		this.registry = registry;
		this.describer = describer;
		this.live = live;
		this.now = registry.nanoTime();
		this.awaited = new AwaitedTasks(live.tasks());
	}

	/**
	 * Returns of each executor the oldest running and the oldest queued tasks, and those
	 * that they wait for, by id.
	 */
	List<TaskSymptoms> tasks(int limit) {
		Map<Selection, Oldest> oldest = new HashMap<>();
		this.live.tasks()
			.forEach((task) -> oldest
				.computeIfAbsent(new Selection(task.executor(), this.live.state(task)),
						(selection) -> new Oldest(limit))
				.offer(task));
		Map<Long, Waiting> observed = new TreeMap<>();
		oldest.values().forEach((tasks) -> tasks.tasks().forEach((task) -> observe(task, observed)));
		// After all have been looked at: what still holds held at one and the same time
		return observed.values().stream().map(Waiting::ifStill).toList();
	}

	// With a stack of its own, for a chain of tasks that wait may be long
	private void observe(TrackedTask first, Map<Long, Waiting> observed) {
		Deque<TrackedTask> next = new ArrayDeque<>(List.of(first));
		while (!next.isEmpty()) {
			TrackedTask task = next.pop();
			if (!observed.containsKey(task.id())) {
				Waiting waiting = observed(task);
				observed.put(task.id(), waiting);
				Stream.concat(waiting.observed().awaited().stream(), waiting.observed().perhapsAwaited().stream())
					.map(this.awaited::task)
					.filter(Objects::nonNull)
					.forEach(next::push);
			}
		}
	}

	/**
	 * Returns the running tasks that have run for longer than they may, the oldest first.
	 */
	List<TaskSymptoms> slow(TaskThresholds thresholds, int limit) {
		if (thresholds.isEmpty()) {
			return List.of();
		}
		Oldest oldest = new Oldest(limit);
		this.live.tasks().stream().filter((task) -> isSlow(task, thresholds)).forEach(oldest::offer);
		return oldest.tasks().stream().map((task) -> observed(task).observed()).toList();
	}

	private boolean isSlow(TrackedTask task, TaskThresholds thresholds) {
		if (this.live.thread(task) == null) {
			return false;
		}
		Duration threshold = thresholds.of(this.describer.names().name(task), task.executor());
		return threshold != null && this.now - task.startedNanos() > threshold.toNanos();
	}

	/**
	 * Returns the failures that nobody has asked the task's future for, newest first.
	 */
	List<EndedTask> unseenFailures(int limit) {
		return this.registry.unseenFailures().snapshot().stream().limit(limit).map(this.describer::ended).toList();
	}

	/**
	 * Returns the last runs of schedules that have ended by an exception.
	 */
	List<LastRun> endedSchedules() {
		return this.registry.deadSchedules()
			.lastRuns()
			.stream()
			.map((task) -> new LastRun(this.describer.ended(task), Objects.requireNonNull(task.schedule()).ended()))
			.toList();
	}

	/**
	 * Returns the next runs of schedules that should have begun.
	 */
	List<OverdueRun> overdue() {
		return this.registry.timers().overdue(this.live.tasks());
	}

	private Waiting observed(TrackedTask task) {
		Object blocker = AwaitedTasks.blocker(task.thread());
		LiveTask described = this.describer.live(task, this.live.thread(task), this.now);
		Duration runningFor = described.runningFor();
		boolean maybeStuck = runningFor != null && runningFor.compareTo(TIME_TO_GET_STUCK) >= 0;
		List<StackTraceElement> stack = maybeStuck ? this.describer.names().liveStack(task) : List.of();
		TaskSymptoms observed = new TaskSymptoms(described, stack, place(stack), this.awaited.awaited(task, blocker),
				this.awaited.perhapsAwaited(task, blocker), cancelledFor(task), usually(task));
		return new Waiting(task, blocker, observed);
	}

	private @Nullable StackTraceElement place(List<StackTraceElement> stack) {
		return this.describer.names().application().firstFrame(stack).or(() -> stack.stream().findFirst()).orElse(null);
	}

	private @Nullable Duration cancelledFor(TrackedTask task) {
		return task.isBodyStillRunning() ? Duration.ofNanos(Math.max(0, this.now - task.endedNanos())) : null;
	}

	private static @Nullable Duration usually(TrackedTask task) {
		Schedule schedule = task.hasStarted() ? task.schedule() : null;
		Long nanos = (schedule != null) ? schedule.usualNanos() : null;
		return (nanos != null) ? Duration.ofNanos(nanos) : null;
	}

	private record Selection(@Nullable String executor, TaskState state) {

	}

	private record Waiting(TrackedTask task, @Nullable Object blocker, TaskSymptoms observed) {

		TaskSymptoms ifStill() {
			boolean still = this.blocker == null || this.blocker == AwaitedTasks.blocker(this.task.thread());
			return still ? this.observed : this.observed.awaiting(Set.of(), Set.of());
		}

	}

}
