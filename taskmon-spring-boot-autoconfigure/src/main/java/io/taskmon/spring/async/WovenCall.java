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

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import io.taskmon.spring.AsyncCall;
import io.taskmon.spring.HookContext;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * A call of a woven {@code @Async} method on its way to a thread. Does what the aspect's
 * own code does, throws what it throws, and reads as it does.
 *
 * @param <V> type of the result
 */
final class WovenCall<V extends @Nullable Object> implements Callable<V> {

	private final HookContext context;

	private final WovenCalls calls;

	private final Method method;

	private final Callable<V> code;

	private final AsyncCall call;

	private @Nullable Throwable failure;

	/**
	 * Wraps a call.
	 * @param code calls the method
	 * @param call tracks the call
	 */
	WovenCall(HookContext context, WovenCalls calls, Method method, Callable<V> code, AsyncCall call) {
		this.context = context;
		this.calls = calls;
		this.method = method;
		this.code = code;
		this.call = call;
	}

	// Nobody waits for the result of a call that was withdrawn
	@SuppressWarnings("NullAway")
	@Override
	public V call() throws Exception {
		TrackedTask task = this.call.task();
		if (task == null) {
			return this.code.call();
		}
		if (!this.context.tracker().begin(task)) {
			return task.isWithdrawn() ? null : this.code.call();
		}
		return run(task);
	}

	private V run(TrackedTask task) throws Exception {
		TaskTracker tracker = this.context.tracker();
		// An executor may run the method on the submitting thread, where the call is
		// pending
		AsyncCall pending = this.context.asyncCalls().exchange(null);
		WovenCall<?> enclosing = this.calls.exchange(this);
		TrackedTask before = tracker.makeCurrent(task);
		try {
			return this.code.call();
		}
		catch (Throwable ex) {
			this.failure = (ex instanceof ExecutionException && ex.getCause() != null) ? ex.getCause() : ex;
			throw ex;
		}
		finally {
			tracker.makeCurrent(before);
			this.calls.exchange(enclosing);
			this.context.asyncCalls().exchange(pending);
			end(tracker, task);
		}
	}

	private void end(TaskTracker tracker, TrackedTask task) {
		Throwable known = this.failure;
		this.failure = null;
		if (this.call.isCancelled()) {
			tracker.end(task, TaskOutcome.CANCELLED, (Throwable) null);
		}
		else {
			tracker.end(task, (known != null) ? TaskOutcome.FAILED : TaskOutcome.SUCCEEDED, known);
		}
	}

	/**
	 * Says that the aspect hands an exception to its handler, on the thread of this call.
	 */
	void failed(Throwable failure, Method method) {
		if (this.method.equals(method)) {
			this.failure = failure;
		}
	}

	@Override
	public String toString() {
		return this.code.toString();
	}

}
