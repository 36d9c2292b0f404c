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

package io.taskmon.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that were live at one moment, and which of them ran on which thread then. All
 * that one answer says of states and counts follows from it, and nothing that is asked of
 * a task later. Immutable.
 */
final class LiveSnapshot {

	// Where tasks take no longer than a look at all of them, what runs has ended by the
	// end of most looks
	private static final int MAX_LOOKS = 4;

	private final List<TrackedTask> tasks;

	private final Map<TrackedTask, Thread> running;

	private LiveSnapshot(List<TrackedTask> tasks, Map<TrackedTask, Thread> running) {
		this.tasks = tasks;
		this.running = running;
	}

	/**
	 * Looks at tasks until none of those that run ends meanwhile, but not for ever.
	 */
	static LiveSnapshot of(List<TrackedTask> known) {
		LiveSnapshot best = new LiveSnapshot(new ArrayList<>(known.size()), new IdentityHashMap<>());
		boolean allRunOn = best.look(known);
		for (int looks = 1; looks < MAX_LOOKS && !allRunOn; looks++) {
			LiveSnapshot next = new LiveSnapshot(new ArrayList<>(known.size()), new IdentityHashMap<>());
			allRunOn = next.look(known);
			best = (next.running.size() >= best.running.size()) ? next : best;
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
	private boolean look(List<TrackedTask> known) {
		for (TrackedTask task : known) {
			Thread thread = task.thread();
			if (thread != null) {
				this.running.put(task, thread);
			}
			if (thread != null || !task.isEnding()) {
				this.tasks.add(task);
			}
		}
		Set<TrackedTask> gone = Collections.newSetFromMap(new IdentityHashMap<>());
		this.running.forEach((task, thread) -> {
			if (task.thread() != thread) {
				gone.add(task);
			}
		});
		gone.forEach(this.running::remove);
		if (!gone.isEmpty()) {
			this.tasks.removeIf(gone::contains);
		}
		return gone.isEmpty();
	}

	/**
	 * Returns the tasks, in no order.
	 */
	List<TrackedTask> tasks() {
		return this.tasks;
	}

	TaskState state(TrackedTask task) {
		return this.running.containsKey(task) ? TaskState.RUNNING : TaskState.QUEUED;
	}

	/**
	 * Returns the thread on which a task ran, {@code null} if it waited.
	 */
	@Nullable Thread thread(TrackedTask task) {
		return this.running.get(task);
	}

	int queued() {
		return this.tasks.size() - this.running.size();
	}

	int running() {
		return this.running.size();
	}

}
