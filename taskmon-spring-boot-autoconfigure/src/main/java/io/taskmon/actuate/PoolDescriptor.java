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

package io.taskmon.actuate;

import java.util.concurrent.ThreadPoolExecutor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Description of a pool of threads.
 *
 * @param size threads that it has
 * @param max threads that it may have, absent if it does not say
 * @param active threads that run something, tracked or not
 * @param queue what waits in its queue, tracked or not
 * @param queueCapacity what its queue holds at the most, absent if it is unbounded
 */
@JsonInclude(Include.NON_NULL)
public record PoolDescriptor(int size, @Nullable Integer max, int active, int queue, @Nullable Integer queueCapacity) {

	static @Nullable PoolDescriptor optional(@Nullable Object executor) {
		try {
			if (executor instanceof ThreadPoolTaskExecutor pool) {
				return new PoolDescriptor(pool.getPoolSize(), bounded(pool.getMaxPoolSize()), pool.getActiveCount(),
						pool.getQueueSize(), bounded(pool.getQueueCapacity()));
			}
			if (executor instanceof ThreadPoolTaskScheduler pool) {
				ThreadPoolExecutor threads = pool.getScheduledThreadPoolExecutor();
				return new PoolDescriptor(threads.getPoolSize(), threads.getCorePoolSize(), threads.getActiveCount(),
						threads.getQueue().size(), null);
			}
			return (executor instanceof ThreadPoolExecutor pool) ? of(pool) : null;
		}
		catch (RuntimeException ex) {
			// Not initialised yet, or a subclass that does not say
			return null;
		}
	}

	private static PoolDescriptor of(ThreadPoolExecutor pool) {
		int queue = pool.getQueue().size();
		long capacity = (long) queue + pool.getQueue().remainingCapacity();
		return new PoolDescriptor(pool.getPoolSize(), bounded(pool.getMaximumPoolSize()), pool.getActiveCount(), queue,
				bounded(capacity));
	}

	private static @Nullable Integer bounded(long number) {
		return (number < Integer.MAX_VALUE) ? (int) number : null;
	}

}
