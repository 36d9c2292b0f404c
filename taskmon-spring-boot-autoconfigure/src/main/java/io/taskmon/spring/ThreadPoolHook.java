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

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.TrackedThreadPool;
import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Puts a {@link TrackedThreadPool} in front of the pool of a
 * {@link ThreadPoolTaskExecutor}. The bean stays the same object, and so do its pool,
 * threads and queue.
 */
final class ThreadPoolHook {

	private static final @Nullable PrivateField POOL = PrivateField.find(ThreadPoolTaskExecutor.class,
			"threadPoolExecutor", ThreadPoolExecutor.class);

	private static final @Nullable PrivateField EXECUTOR = PrivateField.find(ExecutorConfigurationSupport.class,
			"executor", ExecutorService.class);

	private static final @Nullable PrivateField DECORATED_TASKS = PrivateField.find(ThreadPoolTaskExecutor.class,
			"decoratedTaskMap", Map.class);

	private ThreadPoolHook() {
	}

	/**
	 * Puts the face in front of the pool, unless a subclass made the pool.
	 * @return whether it is there
	 */
	static boolean install(ThreadPoolTaskExecutor bean, Submissions submissions) {
		if (POOL == null || EXECUTOR == null || !(POOL.get(bean) instanceof ThreadPoolExecutor pool)
				|| EXECUTOR.get(bean) != pool || !isSprings(pool)) {
			return false;
		}
		TrackedThreadPool face = TrackedThreadPool.before(pool, submissions, decoratedTasks(bean));
		POOL.set(bean, face);
		EXECUTOR.set(bean, face);
		return true;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Map<Runnable, Object> decoratedTasks(ThreadPoolTaskExecutor bean) {
		return (DECORATED_TASKS != null) ? (Map<Runnable, Object>) DECORATED_TASKS.get(bean) : null;
	}

	/**
	 * Returns the pool of a bean without a call of the bean.
	 * @return the pool, {@code null} if there is none yet
	 */
	static @Nullable ThreadPoolExecutor poolOf(ThreadPoolTaskExecutor bean) {
		return (POOL != null) ? (ThreadPoolExecutor) POOL.get(bean) : null;
	}

	/**
	 * Returns whether a pool is one that asks the task decorator of its bean, as Spring
	 * makes them.
	 */
	static boolean isSprings(@Nullable ThreadPoolExecutor pool) {
		return pool != null && pool.getClass().getEnclosingClass() == ThreadPoolTaskExecutor.class;
	}

	static boolean isInstalled(ThreadPoolTaskExecutor bean) {
		return POOL != null && POOL.get(bean) instanceof TrackedThreadPool;
	}

}
