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

package io.taskmon.spring.async;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.taskmon.spring.AsyncCall;
import io.taskmon.track.TrackedTask;

/**
 * The future that an {@code @Async} method returned, as Spring's advice sees it, and
 * nobody else: that asks it on the thread of the method, which lasts until then.
 *
 * @param <V> type of the result
 */
final class AwaitedFuture<V> implements Future<V> {

	private final AsyncBodyInterceptor body;

	private final TrackedTask task;

	private final AsyncCall call;

	private final Future<V> future;

	AwaitedFuture(AsyncBodyInterceptor body, TrackedTask task, AsyncCall call, Future<V> future) {
		this.body = body;
		this.task = task;
		this.call = call;
		this.future = future;
	}

	@Override
	public V get() throws InterruptedException, ExecutionException {
		return this.body.get(this.task, this.call, this.future);
	}

	@Override
	public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return this.future.get(timeout, unit);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return this.future.cancel(mayInterruptIfRunning);
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
	public String toString() {
		return this.future.toString();
	}

}
