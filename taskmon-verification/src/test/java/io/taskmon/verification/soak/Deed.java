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

package io.taskmon.verification.soak;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One task, and what it knows of its own end.
 */
final class Deed implements Runnable, Callable<String> {

	private final boolean failing;

	private final @Nullable Runnable nested;

	private volatile boolean rejected;

	private volatile boolean failed;

	private volatile boolean done;

	private volatile boolean withdrawn;

	private @Nullable Future<?> future;

	Deed(boolean failing, @Nullable Runnable nested) {
		this.failing = failing;
		this.nested = nested;
	}

	void submit(Submission submission) {
		try {
			this.future = submission.submit(this);
		}
		catch (RejectedExecutionException ex) {
			this.rejected = true;
		}
	}

	/**
	 * Takes the deed back if it is what an executor gave back unrun.
	 * @param unrun what the executor gave back
	 */
	void forgetCanceller(Collection<Runnable> unrun) {
		this.withdrawn = unrun.contains(this) || this.future instanceof Runnable task && unrun.contains(task);
	}

	// A future that is cancelled while somebody handles the failure of its code tells
	// only
	// of the cancellation, and the log of the failure
	void cancel() {
		Future<?> submitted = this.future;
		if (submitted != null && !this.failing && !(submitted instanceof CompletableFuture<?>)) {
			submitted.cancel(true);
		}
	}

	@Override
	public void run() {
		if (this.nested != null) {
			this.nested.run();
		}
		if (this.failing) {
			this.failed = true;
			throw new IllegalStateException("This deed fails");
		}
		this.done = true;
	}

	@Override
	public String call() {
		run();
		return "done";
	}

	boolean isOver() {
		Future<?> submitted = this.future;
		return this.rejected || this.withdrawn
				|| ((submitted != null) ? submitted.isDone() : (this.done || this.failed));
	}

	TaskOutcome outcome() {
		Future<?> submitted = this.future;
		if (this.rejected) {
			return TaskOutcome.REJECTED;
		}
		if (submitted != null && submitted.isCancelled()) {
			return TaskOutcome.CANCELLED;
		}
		if (this.withdrawn) {
			return TaskOutcome.DISCARDED;
		}
		return this.failed ? TaskOutcome.FAILED : TaskOutcome.SUCCEEDED;
	}

	/**
	 * A way to submit.
	 */
	interface Submission {

		/**
		 * Submits.
		 * @return the future, {@code null} if there is none
		 */
		@Nullable Future<?> submit(Deed deed);

	}

}
