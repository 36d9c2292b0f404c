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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.TrackedScheduledThreadPool;
import io.taskmon.executor.submission.TrackingContext;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Puts a {@link TrackedScheduledThreadPool} in front of the pool of a scheduler of
 * Spring. The bean stays the same object, and so do its pool, threads and queue.
 */
final class SchedulerHook {

	private static final @Nullable PrivateField POOL = PrivateField.find(ThreadPoolTaskScheduler.class,
			"scheduledExecutor", ScheduledExecutorService.class);

	private static final @Nullable PrivateField EXECUTOR = PrivateField.find(ExecutorConfigurationSupport.class,
			"executor", ExecutorService.class);

	private static final @Nullable PrivateField FIXED_DELAYS = PrivateField.find(SimpleAsyncTaskScheduler.class,
			"fixedDelayExecutor", ScheduledExecutorService.class);

	private static final @Nullable PrivateField TRIGGERS = PrivateField.find(SimpleAsyncTaskScheduler.class,
			"triggerExecutor", ScheduledExecutorService.class);

	private SchedulerHook() {
	}

	/**
	 * Puts the face in front of the pool, unless a subclass made the pool.
	 * @return whether it is there
	 */
	static boolean install(ThreadPoolTaskScheduler bean, TrackingContext context, String name) {
		if (POOL == null || EXECUTOR == null || !(POOL.get(bean) instanceof ScheduledThreadPoolExecutor pool)
				|| EXECUTOR.get(bean) != pool || pool.getClass().getEnclosingClass() != ThreadPoolTaskScheduler.class) {
			return false;
		}
		TrackedScheduledThreadPool face = TrackedScheduledThreadPool.before(pool, context, name);
		POOL.set(bean, face);
		EXECUTOR.set(bean, face);
		return true;
	}

	/**
	 * Returns the pool of a bean without a call of the bean.
	 * @return the pool, {@code null} if there is none yet
	 */
	static @Nullable ScheduledExecutorService poolOf(ThreadPoolTaskScheduler bean) {
		return (POOL != null) ? (ScheduledExecutorService) POOL.get(bean) : null;
	}

	static boolean isInstalled(ThreadPoolTaskScheduler bean) {
		return POOL != null && POOL.get(bean) instanceof TrackedScheduledThreadPool;
	}

	/**
	 * Returns the pool that runs all fixed delays of a scheduler, without a call of the
	 * bean.
	 * @return the pool, {@code null} if it is not known
	 */
	static @Nullable ScheduledThreadPoolExecutor fixedDelayPoolOf(SimpleAsyncTaskScheduler bean) {
		return (FIXED_DELAYS != null && FIXED_DELAYS.get(bean) instanceof ScheduledThreadPoolExecutor pool) ? pool
				: null;
	}

	/**
	 * Returns the pool that hands all other runs of a scheduler to threads, without a
	 * call of the bean.
	 * @return the pool, {@code null} if it is not known
	 */
	static @Nullable ScheduledThreadPoolExecutor triggerPoolOf(SimpleAsyncTaskScheduler bean) {
		return (TRIGGERS != null && TRIGGERS.get(bean) instanceof ScheduledThreadPoolExecutor pool) ? pool : null;
	}

}
