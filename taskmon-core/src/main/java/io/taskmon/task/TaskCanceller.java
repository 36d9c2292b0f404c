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

package io.taskmon.task;

import org.jspecify.annotations.Nullable;

/**
 * Acts on tasks. Whoever offers this to people asks for more than the right to read.
 * Thread-safe.
 */
public interface TaskCanceller {

	/**
	 * Cancels a live task: its future if the application holds one, and the thread that
	 * runs it is interrupted, only while it still runs that task. The current thread is
	 * recorded as the canceller.
	 * @param id id of the task
	 * @return what came of it
	 */
	default Result cancel(long id) {
		return cancel(id, null);
	}

	/**
	 * Cancels a live task, as {@link #cancel(long)} does, for somebody who is recorded
	 * beside the current thread.
	 * @param id id of the task
	 * @param request who wants it
	 * @return what came of it
	 */
	Result cancel(long id, @Nullable CancelRequest request);

	/**
	 * What came of a cancellation.
	 */
	enum Result {

		/**
		 * The task was queued and will not run.
		 */
		CANCELLED,

		/**
		 * The task was running; its thread has been interrupted.
		 */
		INTERRUPTED,

		/**
		 * The task had ended or been cancelled before.
		 */
		ALREADY_ENDED,

		/**
		 * The task is queued and carries a future that would never complete if it did not
		 * run.
		 */
		NOT_CANCELLABLE,

		/**
		 * No live or ended task has that id.
		 */
		NOT_FOUND

	}

}
