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

import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What carries a task to its thread: the object in the executor's queue, or what hangs on
 * it. The tracker holds it weakly: once nothing else holds the carrier of a queued task,
 * that task can no longer run and is recorded as {@link TaskOutcome#DISCARDED}.
 */
public interface TaskCarrier {

	/**
	 * Returns whether {@link #isCancelled()} can ever be {@code true}. Asked once, when
	 * the task is submitted: asking very many carriers takes time.
	 * @return {@code false} if there is no future, or it is out of reach
	 */
	default boolean isCancellable() {
		return true;
	}

	/**
	 * Returns whether the future that the application holds has been cancelled.
	 * @return {@code true} if there is such a future and it is cancelled
	 */
	boolean isCancelled();

	/**
	 * Asks the future that the application holds, if there is one, to cancel.
	 * @return what came of it
	 */
	Cancelling cancel();

	/**
	 * Returns the future that the application holds: what a thread that waits for the
	 * task is parked on.
	 * @return the future, {@code null} if there is none, or it is out of reach
	 */
	default @Nullable Object future() {
		return null;
	}

	/**
	 * Returns whether the task's future is a
	 * {@link java.util.concurrent.CompletableFuture}.
	 * @return {@code true} if who waits for it is not parked on it
	 */
	default boolean isStage() {
		return false;
	}

	/**
	 * Returns whether somebody waits for the task's future, or has built upon it.
	 * @return {@code true} if so, {@code false} if not or if it cannot be told
	 */
	default boolean isAwaited() {
		return false;
	}

	/**
	 * Answer of a carrier that is asked to cancel.
	 */
	enum Cancelling {

		/**
		 * The future is cancelled, and has interrupted the thread that runs it.
		 */
		DONE,

		/**
		 * The future is cancelled, but does not interrupt the thread that runs it.
		 */
		INTERRUPT,

		/**
		 * There is no future, the task itself has to be skipped or interrupted.
		 */
		NO_FUTURE,

		/**
		 * There is a future out of reach, which would never complete if the task did not
		 * run: it can be interrupted, not skipped.
		 */
		UNREACHABLE_FUTURE,

		/**
		 * The future had completed before.
		 */
		TOO_LATE

	}

}
