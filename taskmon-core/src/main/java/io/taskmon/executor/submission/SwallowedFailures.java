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

package io.taskmon.executor.submission;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;

/**
 * Failures of the application's code that a framework swallows on the way from the code
 * to its executor.
 */
public final class SwallowedFailures {

	private SwallowedFailures() {
	}

	/**
	 * Ends a task whose code has failed, whatever its executor gets to see, and whoever
	 * cancels it from now on. A task that has been cancelled before is left to its
	 * carrier, for that may be why its code failed.
	 */
	public static void tell(TaskTracker tracker, TrackedTask task, Throwable failure) {
		TaskCarrier carrier = task.get();
		if (carrier == null || !carrier.isCancelled()) {
			tracker.end(task, TaskOutcome.FAILED, failure);
		}
	}

}
