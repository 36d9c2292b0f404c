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

package io.taskmon.verification.cost;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;

/**
 * The least that carries a task to its thread: the core's own cost, without a pool.
 */
final class InlineCarrier implements Runnable, TaskCarrier {

	private final TaskTracker tracker;

	private final Runnable code;

	private final TrackedTask task;

	InlineCarrier(TaskTracker tracker, TaskCode site, Runnable code) {
		this.tracker = tracker;
		this.code = code;
		this.task = tracker.submit(this, site, "inline");
	}

	@Override
	public void run() {
		TrackedTask task = this.task;
		if (task == null || !this.tracker.begin(task)) {
			this.code.run();
			return;
		}
		TrackedTask before = this.tracker.makeCurrent(task);
		try {
			this.code.run();
		}
		finally {
			this.tracker.makeCurrent(before);
			this.tracker.end(task, TaskOutcome.SUCCEEDED, (Throwable) null);
		}
	}

	@Override
	public boolean isCancellable() {
		return false;
	}

	@Override
	public boolean isCancelled() {
		return false;
	}

	@Override
	public Cancelling cancel() {
		return Cancelling.NO_FUTURE;
	}

}
