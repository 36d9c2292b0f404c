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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.DefaultManagedTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The types of executors that an application may mock, and executors of them that it may
 * spy on. Mockito cannot mock a {@code ConcurrentTaskScheduler} where there is no Jakarta
 * Concurrency.
 *
 * @param <T> the type
 * @param type the type that is mocked, and injected
 * @param real makes an executor that is spied on, {@code null} if there is none to make
 */
record Doubles<T extends Executor>(Class<T> type, Supplier<? extends T> real) {

	private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

	@SuppressWarnings("resource")
	static Stream<Doubles<?>> kinds() {
		List<Doubles<?>> kinds = new ArrayList<>(
				List.of(new Doubles<>(ThreadPoolTaskExecutor.class, ThreadPoolTaskExecutor::new),
						new Doubles<>(ThreadPoolTaskScheduler.class, ThreadPoolTaskScheduler::new),
						new Doubles<>(SimpleAsyncTaskExecutor.class, SimpleAsyncTaskExecutor::new),
						new Doubles<>(SimpleAsyncTaskScheduler.class, SimpleAsyncTaskScheduler::new),
						new Doubles<>(ConcurrentTaskExecutor.class,
								() -> new ConcurrentTaskExecutor(new ScheduledThreadPoolExecutor(1))),
						new Doubles<>(TaskExecutorAdapter.class,
								() -> new TaskExecutorAdapter(new ScheduledThreadPoolExecutor(1))),
						new Doubles<>(SyncTaskExecutor.class, SyncTaskExecutor::new),
						new Doubles<>(DefaultManagedTaskExecutor.class, null),
						new Doubles<>(ThreadPoolExecutor.class,
								() -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())),
						new Doubles<>(ScheduledThreadPoolExecutor.class, () -> new ScheduledThreadPoolExecutor(1)),
						new Doubles<>(ForkJoinPool.class, () -> new ForkJoinPool(1)),
						new Doubles<>(ExecutorService.class, Executors::newSingleThreadExecutor),
						new Doubles<>(ScheduledExecutorService.class, Executors::newSingleThreadScheduledExecutor),
						new Doubles<>(Executor.class,
								() -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())),
						new Doubles<>(TaskExecutor.class, SimpleAsyncTaskExecutor::new),
						new Doubles<>(AsyncTaskExecutor.class, SimpleAsyncTaskExecutor::new)));
		kinds.add(new Doubles<>(VirtualThreadTaskExecutor.class,
				VIRTUAL_THREADS ? VirtualThreadTaskExecutor::new : null));
		return kinds.stream();
	}

	static Stream<Doubles<?>> spiedKinds() {
		return kinds().filter((kind) -> kind.real() != null);
	}

	@Override
	public String toString() {
		return this.type.getSimpleName();
	}

}
