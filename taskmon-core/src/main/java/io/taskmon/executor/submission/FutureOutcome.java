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

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * How a future ended. To be read from it without a call of {@code get()}: what that
 * throws asks the application's exception for its text.
 *
 * @param outcome its outcome
 * @param exception its exception, if it failed
 * @param reason why its outcome cannot be told, if it cannot
 */
public record FutureOutcome(TaskOutcome outcome, @Nullable Throwable exception, @Nullable String reason) {

	public static final FutureOutcome SUCCEEDED = new FutureOutcome(TaskOutcome.SUCCEEDED, null, null);

	public static final FutureOutcome CANCELLED = new FutureOutcome(TaskOutcome.CANCELLED, null, null);

	static final FutureOutcome INCOMPLETE = unknown("its future was not complete when its executor was done with it");

	public static FutureOutcome failed(Throwable exception) {
		return new FutureOutcome(TaskOutcome.FAILED, exception, null);
	}

	public static FutureOutcome unknown(String reason) {
		return new FutureOutcome(TaskOutcome.UNKNOWN, null, reason);
	}

	/**
	 * Returns how a future ended that somebody else has asked.
	 * @param thrown what its {@code get()} threw, if it did
	 */
	public static FutureOutcome ofGet(@Nullable Throwable thrown) {
		if (thrown == null) {
			return SUCCEEDED;
		}
		if (thrown instanceof CancellationException) {
			return CANCELLED;
		}
		Throwable cause = (thrown instanceof ExecutionException) ? thrown.getCause() : null;
		return failed((cause != null) ? cause : thrown);
	}

	/**
	 * Ends the task whose future this is.
	 */
	public void end(TaskTracker tracker, TrackedTask task) {
		if (this.reason != null) {
			tracker.end(task, this.outcome, this.reason);
		}
		else {
			tracker.end(task, this.outcome, this.exception);
		}
	}

}
