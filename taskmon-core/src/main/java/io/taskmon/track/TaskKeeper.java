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

package io.taskmon.track;

import org.jspecify.annotations.Nullable;

/**
 * What a task needs to know of whoever keeps it. Thread-safe; no method throws.
 */
interface TaskKeeper {

	/**
	 * Returns a reading of the clock.
	 */
	long nanoTime();

	/**
	 * Returns who the current thread is that cancels a task.
	 * @return the link, {@code null} if it could not be made
	 */
	@Nullable Cancellation cancellation();

	/**
	 * Called once the current thread has noted that it sets about cancelling a task.
	 */
	void cancelling(TrackedTask task, Cancellation cancellation);

	/**
	 * Called once a running task has been cancelled. It has its outcome, and runs on.
	 */
	void cancelledRunning(TrackedTask task);

	/**
	 * Called once a task has ended, and its code will not run any more.
	 */
	void ended(TrackedTask task);

	/**
	 * Called to have an ended task cancelled that had succeeded.
	 */
	void cancelAtLast(TrackedTask task);

	/**
	 * Called where a thread could not be interrupted.
	 */
	void notInterrupted(Throwable cause);

}
