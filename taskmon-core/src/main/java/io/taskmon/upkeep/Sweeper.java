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

package io.taskmon.upkeep;

import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TrackedTask;

/**
 * Ends the tasks of which nobody tells that they ended. Thread-safe.
 */
public final class Sweeper {

	private final TaskRegistry registry;

	public Sweeper(TaskRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Ends lost tasks before somebody looks at the live ones, each of which is to be
	 * asked for then whether its end was missed.
	 */
	public void sweep() {
		this.registry.ensureKept();
		try {
			endLostTasks();
		}
		catch (Throwable ex) {
			this.registry.faults().report("ending lost tasks", ex);
		}
	}

	/**
	 * Ends the tasks whose carrier nobody holds any more: a queued one cannot begin, and
	 * of a running one, whose thread would hold it, nobody saw the end, as where a stack
	 * overflowed.
	 */
	void endLostTasks() {
		for (Object reference = this.registry.lost().poll(); reference != null; reference = this.registry.lost()
			.poll()) {
			TrackedTask task = (TrackedTask) reference;
			task.endDiscarded("dropped by its executor: nothing held it any more");
			task.endUnknown("nobody saw its end: nothing held it any more");
		}
	}

	void endMissedTasks() {
		for (TrackedTask task : this.registry.live().snapshot()) {
			endIfMissed(task);
		}
	}

	/**
	 * Ends a live task whose future was cancelled behind the tracker's back, or whose end
	 * was missed, as it is where a stack overflows: its thread is no more, or it is over
	 * and nobody came to forget it.
	 * @return whether it has ended
	 */
	public boolean endIfMissed(TrackedTask task) {
		if (task.isCancellable() && isFutureCancelled(task)) {
			task.endCancelled();
		}
		if (isThreadDead(task)) {
			task.endUnknown("its thread ended before it did");
		}
		boolean over = task.isOver();
		if (over) {
			this.registry.settle(task);
		}
		return over;
	}

	private static boolean isThreadDead(TrackedTask task) {
		Thread thread = task.thread();
		return thread != null && !thread.isAlive();
	}

	private boolean isFutureCancelled(TrackedTask task) {
		try {
			TaskCarrier carrier = task.get();
			return carrier != null && carrier.isCancelled();
		}
		catch (Throwable ex) {
			this.registry.faults().report("asking whether a task is cancelled", ex);
			return false;
		}
	}

}
