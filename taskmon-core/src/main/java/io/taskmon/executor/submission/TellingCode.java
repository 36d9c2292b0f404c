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

import java.util.concurrent.Callable;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Code that tells of its failure from inside of what its executor wraps it into. Does
 * what the code does, throws what it throws, and reads as it does.
 *
 * @param <V> type of the result
 */
final class TellingCode<V extends @Nullable Object> implements Callable<V> {

	private final TaskTracker tracker;

	private final Object submitted;

	private final Callable<V> callable;

	private final boolean swallowing;

	private volatile @Nullable TrackedTask task;

	/**
	 * Wraps submitted code.
	 * @param submitted what the application submitted
	 * @param callable calls it
	 */
	TellingCode(TaskTracker tracker, Object submitted, Callable<V> callable) {
		this.tracker = tracker;
		this.submitted = submitted;
		this.callable = callable;
		this.swallowing = ResultHolder.of(submitted) == ResultHolder.SWALLOWED;
	}

	Object submitted() {
		return this.submitted;
	}

	/**
	 * Says whose code this is, unless nobody tracks it, or somebody else does.
	 */
	void belongsTo(@Nullable TrackedTask task) {
		this.task = task;
	}

	@Override
	public V call() throws Exception {
		try {
			V result = this.callable.call();
			if (this.swallowing) {
				tellThatNobodyKnows();
			}
			return result;
		}
		catch (Throwable ex) {
			tell(ex);
			throw ex;
		}
	}

	private void tellThatNobodyKnows() {
		TrackedTask task = this.task;
		if (task != null) {
			this.tracker.end(task, TaskOutcome.UNKNOWN, SwallowingCode.REASON);
		}
	}

	private void tell(Throwable failure) {
		TrackedTask task = this.task;
		if (task != null) {
			this.tracker.guard("recording a swallowed failure",
					() -> SwallowedFailures.tell(this.tracker, task, failure));
		}
	}

	@Override
	public String toString() {
		return this.submitted.toString();
	}

}
