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

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.taskmon.executor.PrivateField;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;

/**
 * The places where {@link ConcurrentTaskExecutor} and {@link ConcurrentTaskScheduler}
 * keep what they hand code to.
 */
final class ConcurrentHook {

	private static final @Nullable PrivateField TARGET = PrivateField.find(ConcurrentTaskExecutor.class,
			"concurrentExecutor", Executor.class);

	private static final @Nullable PrivateField SCHEDULING_TARGET = PrivateField.find(ConcurrentTaskScheduler.class,
			"scheduledExecutor", ScheduledExecutorService.class);

	private ConcurrentHook() {
	}

	/**
	 * Returns what an executor hands code to, without a call of it.
	 * @return the target, {@code null} if it is not known
	 */
	static @Nullable Executor target(ConcurrentTaskExecutor bean) {
		return (TARGET != null) ? (Executor) TARGET.get(bean) : null;
	}

	/**
	 * Returns what a scheduler schedules on, without a call of it.
	 * @return the target, {@code null} if it is not known
	 */
	static @Nullable ScheduledExecutorService schedulingTarget(ConcurrentTaskScheduler bean) {
		return (SCHEDULING_TARGET != null) ? (ScheduledExecutorService) SCHEDULING_TARGET.get(bean) : null;
	}

	/**
	 * Gives a scheduler another target in the place of one of a kind.
	 */
	static void schedulesOn(ConcurrentTaskScheduler bean, ScheduledExecutorService target) {
		if (SCHEDULING_TARGET != null) {
			SCHEDULING_TARGET.set(bean, target);
		}
	}

}
