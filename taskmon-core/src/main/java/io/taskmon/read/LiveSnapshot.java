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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.taskmon.task.TaskState;
import io.taskmon.track.LiveTasks;
import io.taskmon.track.TrackedTask;
import io.taskmon.upkeep.Sweeper;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that were live at one moment, and which of them ran on which thread then. All
 * that one answer says of states and counts follows from it, and nothing that is asked of
 * a task later. For one answer on one thread.
 */
final class LiveSnapshot {

	// Where tasks take no longer than a look at all of them, what runs has ended by the
	// end of most looks
	private static final int MAX_LOOKS = 4;

	private final List<Running> running = new ArrayList<>();

	// Nobody else's, so that very many that wait are copied no further to be counted
	private TrackedTask[] tasks;

	private @Nullable IdentityHashMap<TrackedTask, Thread> threads;

	private LiveSnapshot(TrackedTask[] known) {
		this.tasks = known;
	}

	/**
	 * Ends the tasks of which nobody told that they ended, and looks at the others until
	 * none of those that run ends meanwhile, but not for ever.
	 */
	static LiveSnapshot of(LiveTasks tasks, Sweeper sweeper) {
		sweeper.sweep();
		LiveSnapshot best = new LiveSnapshot(tasks.snapshot());
		boolean allRunOn = best.look(sweeper);
		for (int looks = 1; looks < MAX_LOOKS && !allRunOn; looks++) {
			// What was not live any more will not be again
			LiveSnapshot next = new LiveSnapshot(best.tasks.clone());
			allRunOn = next.look(sweeper);
			best = (next.running() >= best.running()) ? next : best;
		}
		return best;
	}

	/**
	 * Looks at each task once, and then again at those that run: who has been on its
	 * thread all the time was there at the moment in between, together with all others of
	 * whom that is true. The others are not live any more. Else a thread that goes from
	 * one task to the next would be seen on both.
	 * @return whether all that ran run on
	 */
	private boolean look(Sweeper sweeper) {
		int left = 0;
		for (TrackedTask task : this.tasks) {
			if (!sweeper.endIfMissed(task) && isLive(task)) {
				this.tasks[left++] = task;
			}
		}
		Set<TrackedTask> gone = Collections.newSetFromMap(new IdentityHashMap<>());
		this.running.stream().filter(Running::hasLeft).map(Running::task).forEach(gone::add);
		trim(left);
		if (!gone.isEmpty()) {
			this.running.removeIf((seen) -> gone.contains(seen.task()));
			this.tasks = Arrays.stream(this.tasks).filter((task) -> !gone.contains(task)).toArray(TrackedTask[]::new);
		}
		return gone.isEmpty();
	}

	private boolean isLive(TrackedTask task) {
		Thread thread = task.thread();
		if (thread != null) {
			this.running.add(new Running(task, thread));
		}
		return thread != null || !task.isEnding();
	}

	private void trim(int size) {
		if (size < this.tasks.length) {
			this.tasks = Arrays.copyOf(this.tasks, size);
		}
	}

	/**
	 * Returns the tasks, in no order.
	 */
	List<TrackedTask> tasks() {
		return Arrays.asList(this.tasks);
	}

	TaskState state(TrackedTask task) {
		return (thread(task) != null) ? TaskState.RUNNING : TaskState.QUEUED;
	}

	/**
	 * Returns the thread on which a task ran, {@code null} if it waited.
	 */
	@Nullable Thread thread(TrackedTask task) {
		if (this.running.isEmpty()) {
			return null;
		}
		IdentityHashMap<TrackedTask, Thread> known = this.threads;
		if (known == null) {
			known = new IdentityHashMap<>(this.running.size());
			for (Running seen : this.running) {
				known.put(seen.task(), seen.thread());
			}
			this.threads = known;
		}
		return known.get(task);
	}

	int size() {
		return this.tasks.length;
	}

	int queued() {
		return size() - running();
	}

	int running() {
		return this.running.size();
	}

	private record Running(TrackedTask task, Thread thread) {

		boolean hasLeft() {
			return this.task.thread() != this.thread;
		}

	}

}
