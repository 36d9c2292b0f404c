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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;

import io.taskmon.spring.AsyncCall;
import io.taskmon.spring.HookContext;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Hands the calls of one woven {@code @Async} method to its executor, tracked. Throws
 * what the executor throws.
 */
final class WovenMethodExecutor implements AsyncTaskExecutor {

	private final HookContext context;

	private final WovenCalls calls;

	private final Method method;

	private final AsyncTaskExecutor executor;

	private final AsyncMethods.AsyncMethod description;

	/**
	 * Creates an executor.
	 * @param executor runs the method
	 * @param description what is known of the method
	 */
	WovenMethodExecutor(HookContext context, WovenCalls calls, Method method, AsyncTaskExecutor executor,
			AsyncMethods.AsyncMethod description) {
		this.context = context;
		this.calls = calls;
		this.method = method;
		this.executor = executor;
		this.description = description;
	}

	@Override
	public void execute(Runnable code) {
		this.executor.execute(code);
	}

	@Override
	public Future<?> submit(Runnable code) {
		return this.executor.submit(code);
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> Future<T> submit(Callable<T> code) {
		return handOver(code, this.executor::submit);
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> CompletableFuture<T> submitCompletable(Callable<T> code) {
		return handOver(code, this.executor::submitCompletable);
	}

	private <T, F extends Future<T>> F handOver(Callable<T> code, Function<Callable<T>, F> submission) {
		AsyncCall call = register();
		if (call == null) {
			return submission.apply(code);
		}
		AsyncCall enclosing = this.context.asyncCalls().exchange(call);
		try {
			F future = submission.apply(new WovenCall<>(this.context, this.calls, this.method, code, call));
			this.context.tracker().guard("observing the future of an @Async call", () -> call.returned(future));
			return future;
		}
		catch (Throwable ex) {
			this.context.tracker().guard("recording a refused @Async call", () -> call.refused(ex));
			throw ex;
		}
		finally {
			this.context.asyncCalls().exchange(enclosing);
		}
	}

	private @Nullable AsyncCall register() {
		try {
			AsyncCall call = this.description.newCall();
			TrackedTask task = this.context.tracker()
				.submit(call, this.description.code(), this.description.executor());
			if (task != null) {
				if (this.description.exceptionLost()) {
					task.markUnseen();
				}
				call.track(task);
			}
			return call;
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("registering an @Async call", ex);
			return null;
		}
	}

}
