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

import io.taskmon.spring.AsyncCall;
import io.taskmon.spring.HookContext;
import io.taskmon.track.TrackedTask;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * Advice right before Spring's {@code @Async} advice, on the submitting thread: registers
 * the call, and sees whether it was refused and which future the caller gets.
 */
final class AsyncSubmissionInterceptor implements MethodInterceptor {

	private final HookContext context;

	private final AsyncMethods methods;

	AsyncSubmissionInterceptor(HookContext context, AsyncMethods methods) {
		this.context = context;
		this.methods = methods;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		AsyncCall call = submit(invocation);
		if (call == null) {
			return invocation.proceed();
		}
		AsyncCall enclosing = this.context.asyncCalls().exchange(call);
		try {
			Object result = invocation.proceed();
			guard("observing the future of an @Async call", () -> call.returned(result));
			return result;
		}
		catch (Throwable ex) {
			guard("recording a refused @Async call", () -> call.refused(ex));
			throw ex;
		}
		finally {
			this.context.asyncCalls().exchange(enclosing);
		}
	}

	private @Nullable AsyncCall submit(MethodInvocation invocation) {
		try {
			return (invocation instanceof ProxyMethodInvocation proxied) ? register(proxied) : null;
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("registering an @Async call", ex);
			return null;
		}
	}

	// Also a call that is not tracked is one, lest the decorator take it for a new task
	private AsyncCall register(ProxyMethodInvocation invocation) {
		AsyncMethods.AsyncMethod method = this.methods.of(invocation);
		AsyncCall call = method.newCall();
		TrackedTask task = this.context.tracker().submit(call, method.code(), method.executor());
		if (task != null) {
			if (method.exceptionLost()) {
				task.markUnseen();
			}
			call.attachTo(invocation, task);
		}
		return call;
	}

	private void guard(String activity, Runnable step) {
		this.context.tracker().guard(activity, step);
	}

}
