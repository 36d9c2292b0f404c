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

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.executor.NamelessHook;
import io.taskmon.executor.ThreadPools;
import io.taskmon.fault.TestDoubles;
import io.taskmon.observe.TaskPool;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Looks at the threads and the queue of an executor, where it has them and says so.
 */
final class ExecutorPools {

	private ExecutorPools() {
	}

	static @Nullable TaskPool of(@Nullable Executor executor) {
		if (executor == null || TestDoubles.isDouble(executor)) {
			return null;
		}
		if (executor instanceof SimpleAsyncTaskScheduler scheduler) {
			return fixedDelays(scheduler);
		}
		return (threads(executor) instanceof ThreadPoolExecutor pool && LeftAlone.reason(pool) == null)
				? ThreadPools.of(pool) : null;
	}

	// Without a call of the bean, for advice or a mock would see it
	private static @Nullable Executor threads(Executor executor) {
		if (executor instanceof ThreadPoolTaskExecutor bean) {
			return ThreadPoolHook.poolOf(bean);
		}
		if (executor instanceof ThreadPoolTaskScheduler bean) {
			return SchedulerHook.poolOf(bean);
		}
		Executor target = (executor instanceof ConcurrentTaskExecutor bean) ? ConcurrentHook.target(bean) : executor;
		Executor hidden = NamelessHook.delegate(target);
		return (hidden != null) ? hidden : target;
	}

	// All fixed delays share one thread, everything else gets as many as it likes: late
	// is
	// what waits for that thread, or for the one that hands over
	private static @Nullable TaskPool fixedDelays(SimpleAsyncTaskScheduler bean) {
		ScheduledThreadPoolExecutor pool = SchedulerHook.fixedDelayPoolOf(bean);
		ScheduledThreadPoolExecutor triggers = SchedulerHook.triggerPoolOf(bean);
		if (pool == null || triggers == null || LeftAlone.reason(bean) != null) {
			return null;
		}
		TaskPool seen = ThreadPools.of(pool);
		Duration overdue = ThreadPools.overdue(triggers.getQueue().peek());
		Duration most = (overdue != null && (seen.overdueFor() == null || overdue.compareTo(seen.overdueFor()) > 0))
				? overdue : seen.overdueFor();
		return new TaskPool(seen.size(), seen.core(), null, seen.active(), seen.queue(), null, most);
	}

}
