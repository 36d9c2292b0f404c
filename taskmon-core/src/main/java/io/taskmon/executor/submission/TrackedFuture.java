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

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskTracker;

/**
 * A submitted {@link FutureTask}, tracked. Is a future itself, so that an executor that
 * purges or drains its queue goes on finding and cancelling the futures in it.
 *
 * @param <V> type of the result
 */
final class TrackedFuture<V> extends TrackedRunnable implements RunnableFuture<V> {

	private final FutureTask<V> future;

	TrackedFuture(TaskTracker tracker, FutureTask<V> future, Runnable decorated) {
		super(tracker, future, decorated);
		this.future = future;
	}

	@Override
	boolean isRunnable() {
		return FutureOutcome.INCOMPLETE.equals(FutureTaskOutcomes.of(this.future));
	}

	// Asked for its identity alone
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public Object future() {
		return this.future;
	}

	@Override
	public TaskCarrier.Cancelling cancel() {
		return cancel(true) ? TaskCarrier.Cancelling.DONE : TaskCarrier.Cancelling.TOO_LATE;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return this.future.cancel(mayInterruptIfRunning);
	}

	@Override
	public boolean isCancellable() {
		return true;
	}

	@Override
	public boolean isCancelled() {
		return this.future.isCancelled();
	}

	@Override
	public boolean isDone() {
		return this.future.isDone();
	}

	@Override
	public V get() throws InterruptedException, ExecutionException {
		return this.future.get();
	}

	@Override
	public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return this.future.get(timeout, unit);
	}

}
