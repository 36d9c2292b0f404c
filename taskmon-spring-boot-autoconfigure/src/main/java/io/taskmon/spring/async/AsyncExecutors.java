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

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ExecutorNames;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.interceptor.AsyncExecutionAspectSupport;
import org.springframework.aop.interceptor.SimpleAsyncUncaughtExceptionHandler;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Asks Spring's advice which executor it uses for a method. Spring caches its answer, and
 * would look it up in the same way a moment later.
 */
final class AsyncExecutors {

	private static final @Nullable Method DETERMINE_EXECUTOR = ReflectionUtils
		.findMethod(AsyncExecutionAspectSupport.class, "determineAsyncExecutor", Method.class);

	private static final @Nullable Field ADAPTED_EXECUTOR = ReflectionUtils.findField(TaskExecutorAdapter.class,
			"concurrentExecutor", Executor.class);

	private static final @Nullable PrivateField EXCEPTION_HANDLER = PrivateField.find(AsyncExecutionAspectSupport.class,
			"exceptionHandler", SingletonSupplier.class);

	static {
		if (DETERMINE_EXECUTOR != null) {
			ReflectionUtils.makeAccessible(DETERMINE_EXECUTOR);
		}
		if (ADAPTED_EXECUTOR != null) {
			ReflectionUtils.makeAccessible(ADAPTED_EXECUTOR);
		}
	}

	private final AsyncExecutionAspectSupport interceptor;

	private final ExecutorNames names;

	AsyncExecutors(AsyncExecutionAspectSupport interceptor, ExecutorNames names) {
		this.interceptor = interceptor;
		this.names = names;
	}

	/**
	 * Returns whether exceptions that no caller can see are merely logged, as Spring does
	 * unless the application handles them.
	 */
	boolean onlyLogExceptions() {
		return EXCEPTION_HANDLER != null && EXCEPTION_HANDLER.get(this.interceptor) instanceof Supplier<?> handler
				&& isLogging(handler.get());
	}

	private static boolean isLogging(@Nullable Object handler) {
		return handler instanceof SimpleAsyncUncaughtExceptionHandler
				|| (handler instanceof WovenCalls.TellingHandler telling && telling.onlyLogs());
	}

	/**
	 * Returns the executor that will take a method's calls.
	 * @return the executor, {@code null} if there is none or it cannot be found; what is
	 * wrong then, Spring says itself
	 */
	@Nullable Object determine(Method userMethod) {
		try {
			return (DETERMINE_EXECUTOR != null) ? DETERMINE_EXECUTOR.invoke(this.interceptor, userMethod) : null;
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	/**
	 * Returns the executor bean that will take a method's calls.
	 * @return the bean's name, {@code null} if there is none or it cannot be found; what
	 * is wrong then, Spring says itself
	 */
	ExecutorNames.@Nullable Entry find(Method userMethod) {
		return (determine(userMethod) instanceof Executor known) ? find(known) : null;
	}

	/**
	 * Returns the bean that an executor is, or adapts.
	 */
	ExecutorNames.@Nullable Entry find(Executor executor) {
		ExecutorNames.Entry entry = this.names.find(executor);
		if (entry == null && ADAPTED_EXECUTOR != null && executor instanceof TaskExecutorAdapter) {
			Object adapted = ReflectionUtils.getField(ADAPTED_EXECUTOR, executor);
			return (adapted instanceof Executor target) ? this.names.find(target) : null;
		}
		return entry;
	}

}
