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
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Code that a scheduler is to run as any executor does, on its way to a thread. Does what
 * the code does, throws what it throws, and reads as it does.
 *
 * @param <V> type of the result
 */
public final class SubmittedCode<V> extends ObservedCall implements Runnable, Callable<V> {

	private final TaskTracker tracker;

	private final Object code;

	private final Callable<V> callable;

	private final ResultHolder resultHolder;

	private final BooleanSupplier shutdown;

	private @Nullable ExecutorName executor;

	private volatile boolean cancelling;

	/**
	 * Wraps submitted code.
	 * @param code what the application submitted
	 * @param callable calls the code
	 * @param resultHolder who knows how the code ended
	 * @param shutdown whether the scheduler has been shut down, and so may cancel futures
	 */
	public SubmittedCode(TaskTracker tracker, Object code, Callable<V> callable, ResultHolder resultHolder,
			BooleanSupplier shutdown) {
		this.tracker = tracker;
		this.code = code;
		this.callable = callable;
		this.resultHolder = resultHolder;
		this.shutdown = shutdown;
	}

	/**
	 * Registers the task.
	 * @return whether it is tracked
	 */
	public boolean submit(TaskCode site, @Nullable String executor) {
		TrackedTask task = this.tracker.submit(this, site, executor);
		track(task);
		return task != null;
	}

	/**
	 * Says, before the code can run, who knows the name of its executor.
	 */
	public void belongTo(ExecutorName executor) {
		this.executor = executor;
	}

	@Override
	public void run() {
		Sneaky.run(this);
	}

	@Override
	public V call() throws Exception {
		TrackedTask task = task();
		if (task == null || !this.tracker.begin(task)) {
			return runEnded(task);
		}
		ExecutorName name = this.executor;
		if (name != null) {
			task.assignExecutor(name.get());
		}
		TrackedTask before = this.tracker.makeCurrent(task);
		Throwable thrown = null;
		try {
			return this.callable.call();
		}
		catch (Throwable ex) {
			thrown = ex;
			throw ex;
		}
		finally {
			this.tracker.makeCurrent(before);
			end(task, thrown);
		}
	}

	// Nobody waits for the result of code that was withdrawn and keeps its own future to
	// nobody
	@SuppressWarnings("NullAway")
	private V runEnded(@Nullable TrackedTask task) throws Exception {
		boolean withdrawn = task != null && task.isWithdrawn() && this.resultHolder.isPlain();
		return withdrawn ? null : this.callable.call();
	}

	private void end(TrackedTask task, @Nullable Throwable thrown) {
		try {
			if (isCancelled()) {
				this.tracker.end(task, TaskOutcome.CANCELLED, (Throwable) null);
			}
			else {
				this.resultHolder.end(this.tracker, task, this.code, thrown);
			}
		}
		catch (Throwable ex) {
			ResultHolder.endUnread(this.tracker, task, ex);
		}
	}

	public void endRejected(Throwable rejection) {
		TrackedTask task = task();
		if (task != null) {
			task.endRejected(rejection);
		}
	}

	@Override
	public void cancelling(boolean interrupting) {
		this.cancelling = true;
		super.cancelling(interrupting);
	}

	@Override
	public boolean isCancelled() {
		Future<?> known = (this.code instanceof FutureTask<?> own) ? own : madeFuture();
		if (known == null || !known.isCancelled()) {
			return false;
		}
		if (!this.cancelling && known == madeFuture() && this.shutdown.getAsBoolean()) {
			endDiscarded("cancelled by its scheduler after shutdown");
		}
		return true;
	}

	// Asked for its identity alone
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public @Nullable Object future() {
		return (this.code instanceof FutureTask<?> own) ? own : madeFuture();
	}

	@Override
	public Cancelling cancel() {
		return switch (this.resultHolder) {
			case THROWS, SWALLOWED -> cancel(madeFuture());
			case FUTURE_TASK -> cancel((Future<?>) this.code);
			case HIDDEN -> Cancelling.UNREACHABLE_FUTURE;
		};
	}

	private static Cancelling cancel(@Nullable Future<?> known) {
		if (known == null) {
			return Cancelling.NO_FUTURE;
		}
		return known.cancel(true) ? Cancelling.DONE : Cancelling.TOO_LATE;
	}

	@Override
	public String toString() {
		return this.code.toString();
	}

}
