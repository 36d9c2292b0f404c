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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.taskmon.executor.PrivateField;
import io.taskmon.spring.HookContext;
import io.taskmon.spring.MethodCodes;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.interceptor.AsyncExecutionAspectSupport;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.util.function.SingletonSupplier;

/**
 * The {@code @Async} methods that an aspect of AspectJ is woven into. Takes the place of
 * the map in which the aspect remembers the executor of each method, and gives it one
 * that tracks the calls of that method. Thread-safe.
 */
@SuppressWarnings("serial")
final class WovenAsyncMethods extends ConcurrentHashMap<Method, AsyncTaskExecutor> {

	private static final @Nullable PrivateField EXECUTORS = PrivateField.find(AsyncExecutionAspectSupport.class,
			"executors", Map.class);

	private static final @Nullable PrivateField EXCEPTION_HANDLER = PrivateField.find(AsyncExecutionAspectSupport.class,
			"exceptionHandler", SingletonSupplier.class);

	private final transient HookContext context;

	private final transient AsyncExecutors executors;

	private final transient WovenCalls calls = new WovenCalls();

	// An aspect asks for the executor of the same method within
	@SuppressWarnings("ThreadLocalUsage")
	private final transient ThreadLocal<@Nullable Method> lookedUp = new ThreadLocal<>();

	private WovenAsyncMethods(HookContext context, AsyncExecutionAspectSupport aspect) {
		this.context = context;
		this.executors = new AsyncExecutors(aspect, context.executors());
	}

	/**
	 * Returns whether a bean is an aspect for {@code @Async} methods. There is one for
	 * all application contexts.
	 */
	static boolean isAspect(Object bean) {
		return bean instanceof AsyncExecutionAspectSupport && !(bean instanceof AsyncExecutionInterceptor);
	}

	/**
	 * Tracks the methods of an aspect.
	 */
	static void track(Object aspect, HookContext context) {
		if (EXECUTORS == null || EXCEPTION_HANDLER == null
				|| !(EXCEPTION_HANDLER.get(aspect) instanceof Supplier<?> handler)) {
			return;
		}
		WovenAsyncMethods methods = new WovenAsyncMethods(context, (AsyncExecutionAspectSupport) aspect);
		EXCEPTION_HANDLER.set(aspect, SingletonSupplier.of(() -> methods.calls.telling(original(handler))));
		EXECUTORS.set(aspect, methods);
	}

	// Spring makes sure that there is one
	private static AsyncUncaughtExceptionHandler original(Supplier<?> handler) {
		return (AsyncUncaughtExceptionHandler) Objects.requireNonNull(handler.get());
	}

	/**
	 * Lets go of an aspect, which outlives its application context.
	 */
	static void release(Object aspect, HookContext context) {
		if (EXECUTORS == null || EXCEPTION_HANDLER == null
				|| !(EXECUTORS.get(aspect) instanceof WovenAsyncMethods methods)
				|| methods.context.tracker() != context.tracker()) {
			return;
		}
		EXECUTORS.set(aspect, new ConcurrentHashMap<>(16));
		if (EXCEPTION_HANDLER.get(aspect) instanceof Supplier<?> handler
				&& handler.get() instanceof WovenCalls.TellingHandler telling) {
			EXCEPTION_HANDLER.set(aspect, SingletonSupplier.of(telling.handler()));
		}
	}

	@Override
	public @Nullable AsyncTaskExecutor get(Object method) {
		AsyncTaskExecutor known = super.get(method);
		return (known != null || !(method instanceof Method asked) || asked.equals(this.lookedUp.get())) ? known
				: add(asked);
	}

	// Outside of the map's locks, for to find an executor may mean to create it
	private @Nullable AsyncTaskExecutor add(Method method) {
		Method before = this.lookedUp.get();
		this.lookedUp.set(method);
		try {
			Object executor = this.executors.determine(method);
			AsyncTaskExecutor tracked = (executor instanceof AsyncTaskExecutor found) ? tracked(method, found) : null;
			if (tracked != null) {
				put(method, tracked);
			}
			return tracked;
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("tracking a woven @Async method", ex);
			return null;
		}
		finally {
			this.lookedUp.set(before);
		}
	}

	private AsyncTaskExecutor tracked(Method method, AsyncTaskExecutor executor) {
		TaskCode site = MethodCodes.of(method.getDeclaringClass(), method, TaskKind.ASYNC);
		boolean exceptionLost = method.getReturnType() == void.class && this.executors.onlyLogExceptions();
		return new WovenMethodExecutor(this.context, this.calls, method, executor,
				AsyncMethods.describe(site, this.executors.find(executor), method.getReturnType(), exceptionLost));
	}

}
