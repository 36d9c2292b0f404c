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
import java.util.concurrent.FutureTask;

import io.taskmon.executor.submission.FutureOutcome;
import io.taskmon.executor.submission.FutureTaskOutcomes;
import io.taskmon.spring.AsyncCall;
import io.taskmon.spring.AsyncCalls;
import io.taskmon.spring.HookContext;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.scheduling.annotation.AnnotationAsyncExecutionInterceptor;

/**
 * Advice right behind Spring's {@code @Async} advice, on the thread that runs the method:
 * sees its times and its true exception.
 */
final class AsyncBodyInterceptor implements MethodInterceptor {

	private static final FutureOutcome UNSEEN = FutureOutcome
		.unknown("its method returned a future that other advice sees first");

	private final TaskTracker tracker;

	private final AsyncCalls asyncCalls;

	private final Advised advised;

	/**
	 * Creates an interceptor.
	 * @param advised the proxy whose methods it is put around
	 */
	AsyncBodyInterceptor(HookContext context, Advised advised) {
		this.tracker = context.tracker();
		this.asyncCalls = context.asyncCalls();
		this.advised = advised;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		AsyncCall call = AsyncCall.of(invocation);
		TrackedTask task = (call != null) ? call.task() : null;
		if (call == null || task == null) {
			return invocation.proceed();
		}
		if (this.tracker.begin(task)) {
			return run(invocation, call, task);
		}
		if (task.isWithdrawn()) {
			return null;
		}
		TrackedTask renewed = call.renew(this.tracker);
		return (renewed != null && this.tracker.begin(renewed)) ? run(invocation, call, renewed) : invocation.proceed();
	}

	private @Nullable Object run(MethodInvocation invocation, AsyncCall call, TrackedTask task) throws Throwable {
		// An executor may run the method on the submitting thread, where the call is
		// pending
		AsyncCall pending = this.asyncCalls.exchange(null);
		TrackedTask before = this.tracker.makeCurrent(task);
		Object result;
		try {
			result = invocation.proceed();
			if (!(result instanceof Future<?>)) {
				end(task, call, FutureOutcome.SUCCEEDED);
			}
		}
		catch (Throwable ex) {
			end(task, call, FutureOutcome.failed(ex));
			throw ex;
		}
		finally {
			this.tracker.makeCurrent(before);
			this.asyncCalls.exchange(pending);
		}
		return (result instanceof Future<?> future) ? awaited(task, call, future) : result;
	}

	// Spring's advice asks the future on this thread, right afterwards
	private Future<?> awaited(TrackedTask task, AsyncCall call, Future<?> future) {
		if (isRightBehindSpring()) {
			return new AwaitedFuture<>(this, task, call, future);
		}
		end(task, call, (future instanceof FutureTask<?> known) ? FutureTaskOutcomes.of(known) : UNSEEN);
		return future;
	}

	/**
	 * Asks a future as part of the task whose method returned it, and ends the task.
	 */
	<V> V get(TrackedTask task, AsyncCall call, Future<V> future) throws InterruptedException, ExecutionException {
		AsyncCall pending = this.asyncCalls.exchange(null);
		TrackedTask before = this.tracker.makeCurrent(task);
		Throwable thrown = null;
		try {
			return future.get();
		}
		catch (Throwable ex) {
			thrown = ex;
			throw ex;
		}
		finally {
			end(task, call, FutureOutcome.ofGet(thrown));
			this.tracker.makeCurrent(before);
			this.asyncCalls.exchange(pending);
		}
	}

	private void end(TrackedTask task, AsyncCall call, FutureOutcome outcome) {
		(call.isCancelled() ? FutureOutcome.CANCELLED : outcome).end(this.tracker, task);
	}

	// Others may have put advice in between, which would see another future than the
	// method's
	private boolean isRightBehindSpring() {
		try {
			Advisor before = null;
			for (Advisor advisor : this.advised.getAdvisors()) {
				if (advisor.getAdvice() == this) {
					return before != null && isSprings(before.getAdvice().getClass());
				}
				before = advisor;
			}
			return false;
		}
		catch (Throwable ex) {
			this.tracker.faults().report("looking for Spring's @Async advice", ex);
			return false;
		}
	}

	private static boolean isSprings(Class<?> advice) {
		return advice == AnnotationAsyncExecutionInterceptor.class || advice == AsyncExecutionInterceptor.class;
	}

}
