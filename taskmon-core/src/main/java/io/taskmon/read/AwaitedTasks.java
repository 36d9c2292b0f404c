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

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.taskmon.track.Ancestor;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which live tasks a task's thread waits for: what the thread is parked on
 * tells. For one answer on one thread.
 */
final class AwaitedTasks {

	// A thread that waits for a CompletableFuture is parked on this, which does not tell
	// the future
	private static final String SIGNALLER = CompletableFuture.class.getName() + "$Signaller";

	private final Map<Long, TrackedTask> tasks = new HashMap<>();

	private final IdentityHashMap<Object, Long> futures = new IdentityHashMap<>();

	private final Map<Long, Set<Long>> stages = new HashMap<>();

	private final Map<Long, Set<Long>> hiddenStages = new HashMap<>();

	AwaitedTasks(List<TrackedTask> live) {
		for (TrackedTask task : live) {
			TaskCarrier carrier = task.get();
			if (carrier != null && !task.isOver()) {
				add(task, carrier);
			}
		}
	}

	private void add(TrackedTask task, TaskCarrier carrier) {
		this.tasks.put(task.id(), task);
		Object future = carrier.future();
		if (future != null) {
			this.futures.put(future, task.id());
		}
		Ancestor parent = task.parent();
		if (parent != null && carrier.isStage()) {
			boolean hidden = future == null;
			if (hidden || carrier.isAwaited()) {
				(hidden ? this.hiddenStages : this.stages).computeIfAbsent(parent.id(), (id) -> new HashSet<>())
					.add(task.id());
			}
		}
	}

	@Nullable TrackedTask task(Long id) {
		return this.tasks.get(id);
	}

	/**
	 * Returns what a thread is parked on.
	 */
	static @Nullable Object blocker(@Nullable Thread thread) {
		return (thread != null) ? LockSupport.getBlocker(thread) : null;
	}

	/**
	 * Returns the tasks whose futures a task waits for.
	 * @param blocker what the task's thread is parked on
	 */
	Set<Long> awaited(TrackedTask task, @Nullable Object blocker) {
		Long id = this.futures.get(blocker);
		if (id != null) {
			return Set.of(id);
		}
		return isSignaller(blocker) ? Set.copyOf(this.stages.getOrDefault(task.id(), Set.of())) : Set.of();
	}

	/**
	 * Returns the tasks that a task may wait for.
	 * @param blocker what the task's thread is parked on
	 */
	Set<Long> perhapsAwaited(TrackedTask task, @Nullable Object blocker) {
		return isSignaller(blocker) ? Set.copyOf(this.hiddenStages.getOrDefault(task.id(), Set.of())) : Set.of();
	}

	private static boolean isSignaller(@Nullable Object blocker) {
		return blocker != null && SIGNALLER.equals(blocker.getClass().getName());
	}

}
