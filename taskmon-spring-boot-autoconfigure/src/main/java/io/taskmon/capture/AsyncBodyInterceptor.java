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

package io.taskmon.capture;

import java.util.concurrent.Future;

import io.taskmon.core.TaskOutcome;
import io.taskmon.core.TaskTracker;
import io.taskmon.core.TrackedTask;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Advice right behind Spring's {@code @Async} advice, on the thread that runs the method:
 * sees its times and its true exception.
 */
final class AsyncBodyInterceptor implements MethodInterceptor {

	private final TaskTracker tracker;

	private final AsyncCalls asyncCalls;

	AsyncBodyInterceptor(CaptureContext context) {
		this.tracker = context.tracker();
		this.asyncCalls = context.asyncCalls();
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		AsyncCall call = AsyncCall.of(invocation);
		TrackedTask task = (call != null) ? call.task() : null;
		if (call == null || task == null) {
			return invocation.proceed();
		}
		if (!this.tracker.begin(task)) {
			return task.isWithdrawn() ? null : invocation.proceed();
		}
		return run(invocation, call, task);
	}

	private @Nullable Object run(MethodInvocation invocation, AsyncCall call, TrackedTask task) throws Throwable {
		// An executor may run the method on the submitting thread, where the call is
		// pending
		AsyncCall pending = this.asyncCalls.exchange(null);
		TrackedTask before = this.tracker.makeCurrent(task);
		try {
			Object result = invocation.proceed();
			ended(task, call, result);
			return result;
		}
		catch (Throwable ex) {
			end(task, call, TaskOutcome.FAILED, ex);
			throw ex;
		}
		finally {
			this.tracker.makeCurrent(before);
			this.asyncCalls.exchange(pending);
		}
	}

	// For a future Spring's advice waits on this thread as well, right afterwards
	private void ended(TrackedTask task, AsyncCall call, @Nullable Object result) {
		FutureOutcome outcome = (result instanceof Future<?> future) ? FutureOutcome.of(future)
				: FutureOutcome.SUCCEEDED;
		end(task, call, outcome.outcome(), outcome.exception());
	}

	private void end(TrackedTask task, AsyncCall call, TaskOutcome outcome, @Nullable Throwable exception) {
		if (call.isCancelled()) {
			this.tracker.end(task, TaskOutcome.CANCELLED, (Throwable) null);
		}
		else {
			this.tracker.end(task, outcome, exception);
		}
	}

}
