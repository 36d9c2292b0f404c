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

package io.taskmon.spring;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.taskmon.executor.submission.FutureObserver;

/**
 * The future of tracked code: sees who cancels it, and is in all else the future that the
 * executor made.
 *
 * @param <V> type of the result
 */
final class ObservedFuture<V> implements Future<V> {

	private final Future<V> future;

	private final FutureObserver observer;

	private ObservedFuture(Future<V> future, FutureObserver observer) {
		this.future = future;
		this.observer = observer;
	}

	static <V> Future<V> of(Future<V> future, FutureObserver observer) {
		observer.made(future);
		return new ObservedFuture<>(future, observer);
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
	public String toString() {
		return this.future.toString();
	}

}
