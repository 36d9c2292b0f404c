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

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The future of a tracked schedule: sees who cancels it, and is in all else the future
 * that the scheduler made.
 *
 * @param <V> type of the result
 */
public final class TrackedScheduledFuture<V> implements RunnableScheduledFuture<V> {

	private final ScheduledFuture<V> future;

	private final FutureObserver observer;

	private TrackedScheduledFuture(ScheduledFuture<V> future, FutureObserver observer) {
		this.future = future;
		this.observer = observer;
	}

	public static <V> ScheduledFuture<V> of(ScheduledFuture<V> future, @Nullable FutureObserver observer) {
		if (observer == null) {
			return future;
		}
		observer.made(future);
		return new TrackedScheduledFuture<>(future, observer);
	}

	/**
	 * Returns what a scheduler has in its queue.
	 */
	public static Runnable queued(Runnable task) {
		return (task instanceof TrackedScheduledFuture<?> tracked && tracked.future instanceof Runnable queued) ? queued
				: task;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		if (!this.future.isDone()) {
			this.observer.cancelling(mayInterruptIfRunning);
		}
		boolean cancelled = this.future.cancel(mayInterruptIfRunning);
		if (cancelled) {
			this.observer.cancelled();
		}
		return cancelled;
	}

	@Override
	public void run() {
		if (this.future instanceof Runnable runnable) {
			runnable.run();
		}
	}

	@Override
	public boolean isPeriodic() {
		return this.future instanceof RunnableScheduledFuture<?> scheduled && scheduled.isPeriodic();
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
		this.observer.asked();
		return this.future.get();
	}

	@Override
	public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		this.observer.asked();
		return this.future.get(timeout, unit);
	}

	@Override
	public long getDelay(TimeUnit unit) {
		return this.future.getDelay(unit);
	}

	@Override
	public int compareTo(Delayed other) {
		return this.future.compareTo((other instanceof TrackedScheduledFuture<?> tracked) ? tracked.future : other);
	}

	@Override
	public boolean equals(Object other) {
		Object compared = (other instanceof TrackedScheduledFuture<?> tracked) ? tracked.future : other;
		return this.future.equals(compared);
	}

	@Override
	public int hashCode() {
		return this.future.hashCode();
	}

	@Override
	public String toString() {
		return this.future.toString();
	}

}
