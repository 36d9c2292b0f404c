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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.spring.AsyncCall;
import io.taskmon.spring.MethodCodes;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;

/**
 * The {@code @Async} methods of one proxy: site and executor of each, looked up once.
 * Thread-safe.
 */
final class AsyncMethods {

	private final Map<Method, AsyncMethod> methods = new ConcurrentHashMap<>();

	private final AsyncExecutors executors;

	AsyncMethods(AsyncExecutors executors) {
		this.executors = executors;
	}

	AsyncMethod of(MethodInvocation invocation) {
		AsyncMethod known = this.methods.get(invocation.getMethod());
		return (known != null) ? known : add(invocation.getMethod(), invocation.getThis());
	}

	// Not computed inside the map: to find the executor may mean to create it, and so to
	// call the application, which may wait for another thread in here
	private AsyncMethod add(Method method, @Nullable Object target) {
		AsyncMethod described = describe(method, target);
		AsyncMethod known = this.methods.putIfAbsent(method, described);
		return (known != null) ? known : described;
	}

	private AsyncMethod describe(Method method, @Nullable Object target) {
		Class<?> targetClass = (target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass();
		Method userMethod = BridgeMethodResolver.getMostSpecificMethod(method, targetClass);
		TaskCode site = MethodCodes.of(targetClass, userMethod, TaskKind.ASYNC);
		ExecutorNames.Entry executor = this.executors.find(userMethod);
		Class<?> answer = userMethod.getReturnType();
		boolean exceptionLost = answer == void.class && this.executors.onlyLogExceptions();
		return describe(site, executor, answer, exceptionLost);
	}

	/**
	 * Describes a method.
	 * @param answer what it returns
	 */
	static AsyncMethod describe(TaskCode site, ExecutorNames.@Nullable Entry executor, Class<?> answer,
			boolean exceptionLost) {
		return (executor != null)
				? new AsyncMethod(site, executor.name(), executor.decorated(), answer == Future.class, exceptionLost)
				: new AsyncMethod(site, null, false, answer == Future.class, exceptionLost);
	}

	/**
	 * An {@code @Async} method.
	 *
	 * @param futureExpected whether callers get a future of the executor's
	 * @param exceptionLost whether no code of the application gets to see its exceptions
	 */
	record AsyncMethod(TaskCode code, @Nullable String executor, boolean executorDecorated, boolean futureExpected,
			boolean exceptionLost) {

		AsyncCall newCall() {
			return new AsyncCall(this.executorDecorated ? this.executor : null, this.futureExpected);
		}

	}

}
