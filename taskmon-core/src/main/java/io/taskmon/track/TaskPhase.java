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
 * Where a task is between its submission and its end.
 */
public enum TaskPhase {

	QUEUED(null),

	RUNNING(null),

	/**
	 * Somebody writes how the task ended.
	 */
	ENDING(null),

	/**
	 * Somebody cancels the running task; its thread may not leave it meanwhile.
	 */
	CANCELLING(TaskOutcome.CANCELLED),

	/**
	 * In the log as cancelled, and live, for its code runs on.
	 */
	CANCELLED_RUNNING(TaskOutcome.CANCELLED),

	SUCCEEDED(TaskOutcome.SUCCEEDED),

	FAILED(TaskOutcome.FAILED),

	CANCELLED(TaskOutcome.CANCELLED),

	REJECTED(TaskOutcome.REJECTED),

	DISCARDED(TaskOutcome.DISCARDED),

	UNKNOWN(TaskOutcome.UNKNOWN);

	private final @Nullable TaskOutcome outcome;

	TaskPhase(@Nullable TaskOutcome outcome) {
		this.outcome = outcome;
	}

	/**
	 * Returns the outcome, which a cancelled task has while its code still runs.
	 */
	public @Nullable TaskOutcome outcome() {
		return this.outcome;
	}

	public boolean isCancelledButRunning() {
		return this == CANCELLING || this == CANCELLED_RUNNING;
	}

	/**
	 * Returns whether the task's code has ended, or will never run.
	 */
	boolean isOver() {
		return this.outcome != null && !isCancelledButRunning();
	}

	static TaskPhase of(TaskOutcome outcome) {
		return switch (outcome) {
			case SUCCEEDED -> SUCCEEDED;
			case FAILED -> FAILED;
			case CANCELLED -> CANCELLED;
			case REJECTED -> REJECTED;
			case DISCARDED -> DISCARDED;
			case UNKNOWN -> UNKNOWN;
		};
	}

}
