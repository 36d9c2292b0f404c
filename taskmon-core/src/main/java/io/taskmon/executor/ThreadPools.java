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

package io.taskmon.executor;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.observe.TaskPool;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the threads and the queue of a thread pool.
 */
public final class ThreadPools {

	private ThreadPools() {
	}

	public static TaskPool of(ThreadPoolExecutor pool) {
		int queue = pool.getQueue().size();
		int max = (pool instanceof ScheduledThreadPoolExecutor) ? pool.getCorePoolSize() : pool.getMaximumPoolSize();
		long capacity = (long) queue + pool.getQueue().remainingCapacity();
		return new TaskPool(pool.getPoolSize(), pool.getCorePoolSize(), bounded(max), pool.getActiveCount(), queue,
				bounded(capacity), overdue(pool.getQueue().peek()));
	}

	/**
	 * Returns for how long what is next in the queue of a scheduler has waited.
	 * @return the time, {@code null} if its time has not come
	 */
	public static @Nullable Duration overdue(@Nullable Runnable next) {
		long delay = (next instanceof Delayed delayed) ? delayed.getDelay(TimeUnit.NANOSECONDS) : 0;
		return (delay < 0) ? Duration.ofNanos(-delay) : null;
	}

	private static @Nullable Integer bounded(long number) {
		return (number < Integer.MAX_VALUE) ? (int) number : null;
	}

}
