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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * The future that a tracked executor's {@code submit} returns. Knows the code inside and
 * its true outcome, and sees who cancels it. Reads like any other {@link FutureTask}.
 * <p>
 * Public as the class is that it stands in for: JMX and others call its methods by
 * reflection.
 *
 * @param <V> type of the result
 */
public final class TrackedFutureTask<V> extends FutureTask<V> implements Carrier, TaskCarrier {

	private final TaskTracker tracker;

	private final boolean observed;

	private @Nullable TrackedTask task;

	// Of its code, until it has been told: to ask a future is to ask its exception
	private @Nullable Throwable failure;

	/**
	 * Creates a future.
	 * @param tracker the tracker
	 * @param callable the submitted code
	 * @param observed whether somebody else tells how the code runs and ends, so that the
	 * future only tells of its cancellation
	 */
	TrackedFutureTask(TaskTracker tracker, Callable<V> callable, boolean observed) {
		super(callable);
		this.tracker = tracker;
		this.observed = observed;
	}

	void track(@Nullable TrackedTask task) {
		this.task = task;
	}

	@Override
	public @Nullable TrackedTask task() {
		return this.task;
	}

	@Override
	public Runnable code() {
		return this;
	}

	boolean isObserved() {
		return this.observed;
	}

	@Override
	public void run() {
		TrackedTask task = this.observed ? null : Carrier.begin(this, this.tracker);
		if (task == null) {
			super.run();
			return;
		}
		TrackedTask before = this.tracker.makeCurrent(task);
		try {
			super.run();
		}
		finally {
			this.tracker.makeCurrent(before);
			end(task);
		}
	}

	@Override
	public void renew() {
		TrackedTask task = this.task;
		if (task != null && !this.observed && task.isGivenUp() && !isDone()) {
			TrackedTask renewed = this.tracker.submitAgain(this, task);
			this.task = (renewed != null) ? renewed : task;
		}
	}

	private void end(TrackedTask task) {
		Throwable failed = this.failure;
		this.failure = null;
		if (isCancelled()) {
			FutureOutcome.CANCELLED.end(this.tracker, task);
		}
		else if (failed != null) {
			this.tracker.end(task, TaskOutcome.FAILED, failed);
		}
		else if (isDone()) {
			FutureOutcome.SUCCEEDED.end(this.tracker, task);
		}
		else {
			FutureOutcome.INCOMPLETE.end(this.tracker, task);
		}
	}

	@Override
	protected void setException(Throwable failure) {
		this.failure = this.observed ? null : failure;
		super.setException(failure);
	}

	@Override
	public V get() throws InterruptedException, ExecutionException {
		asked();
		return super.get();
	}

	@Override
	public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		asked();
		return super.get(timeout, unit);
	}

	private void asked() {
		TrackedTask task = this.task;
		if (task != null) {
			task.markSeen();
		}
	}

	// Asked for its identity alone
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public Object future() {
		return this;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		TrackedTask task = this.task;
		if (task != null && !isDone()) {
			task.noteCanceller();
		}
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		// An observer may see the end of the code a moment before this future completes
		if (cancelled && task != null && !task.endCancelled()) {
			task.endCancelledAtLast();
		}
		return cancelled;
	}

	@Override
	public Cancelling cancel() {
		return cancel(true) ? Cancelling.DONE : Cancelling.TOO_LATE;
	}

	@Override
	public String toString() {
		return super.toString().replace(getClass().getName(), FutureTask.class.getName());
	}

}
