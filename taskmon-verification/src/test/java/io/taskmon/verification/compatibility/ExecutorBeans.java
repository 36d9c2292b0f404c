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

package io.taskmon.verification.compatibility;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ForkJoinPoolFactoryBean;
import org.springframework.scheduling.concurrent.ScheduledExecutorFactoryBean;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An executor of every kind. Pools have one thread, so that all is in order.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ExecutorBeans {

	@Bean
	ThreadPoolTaskExecutor pool() {
		return new ThreadPoolTaskExecutor();
	}

	@Bean
	ThreadPoolTaskExecutor decoratedPool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setTaskDecorator((code) -> () -> code.run());
		pool.setDaemon(true);
		pool.setThreadPriority(Thread.MIN_PRIORITY);
		return pool;
	}

	@Bean
	ThreadPoolTaskExecutor customisedPool() {
		ThreadPoolTaskExecutor pool = new CustomisedPool();
		pool.setBeanName("named by its author");
		pool.setThreadGroupName("customised");
		return pool;
	}

	@Bean
	ThreadPoolTaskExecutor lookingPool() {
		return new ThreadPoolTaskExecutor() {

			@Override
			protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
				return new PriorityBlockingQueue<>(1, (one, other) -> 0);
			}

		};
	}

	@Bean
	ThreadPoolTaskExecutor initialisedPool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setThreadNamePrefix("initialised-");
		pool.initialize();
		return pool;
	}

	@Bean
	SimpleAsyncTaskExecutor threads() {
		return new SimpleAsyncTaskExecutor();
	}

	@Bean
	SimpleAsyncTaskExecutor decoratedThreads() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("decorated-");
		executor.setTaskDecorator((code) -> () -> code.run());
		executor.setTaskTerminationTimeout(1_000);
		return executor;
	}

	@Bean
	SimpleAsyncTaskExecutor limitedThreads() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(new CustomizableThreadFactory("limited-"));
		executor.setConcurrencyLimit(100);
		executor.setRejectTasksWhenLimitReached(true);
		return executor;
	}

	@Bean
	SimpleAsyncTaskExecutor customisedThreads() {
		return new CustomisedThreads();
	}

	@Bean
	ConcurrentTaskExecutor concurrent() {
		return new ConcurrentTaskExecutor(fixed(1));
	}

	@Bean
	ConcurrentTaskExecutor concurrentDecorated() {
		ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(fixed(1));
		executor.setTaskDecorator((code) -> () -> code.run());
		return executor;
	}

	@Bean
	ConcurrentTaskExecutor concurrentOfAnything() {
		return new ConcurrentTaskExecutor((code) -> code.run());
	}

	@Bean
	TaskExecutorAdapter adapter() {
		return new TaskExecutorAdapter(Executors.newSingleThreadExecutor());
	}

	@Bean
	ExecutorServiceAdapter serviceAdapter() {
		return new ExecutorServiceAdapter(new SimpleAsyncTaskExecutor("adapted-"));
	}

	@Bean
	SyncTaskExecutor synchronous() {
		return new SyncTaskExecutor();
	}

	@Bean
	TaskExecutor lambda() {
		return (code) -> code.run();
	}

	@Bean
	Executor common() {
		return CompletableFuture.delayedExecutor(0, TimeUnit.MILLISECONDS, new SyncTaskExecutor());
	}

	@Bean
	ThreadPoolExecutor raw() {
		return fixed(1);
	}

	@Bean
	ThreadPoolExecutor watchful() {
		return new CustomisedPool.Watchful();
	}

	@Bean
	ScheduledThreadPoolExecutor rawScheduled() {
		return new ScheduledThreadPoolExecutor(1);
	}

	@Bean
	ExecutorService single() {
		return Executors.newSingleThreadExecutor();
	}

	@Bean
	ExecutorService fixed() {
		return Executors.newFixedThreadPool(1, new CustomizableThreadFactory("fixed-"));
	}

	@Bean
	ExecutorService cached() {
		return Executors.newCachedThreadPool((code) -> new Thread(code, "cached"));
	}

	@Bean
	ExecutorService unconfigurable() {
		return Executors.unconfigurableExecutorService(fixed(1));
	}

	@Bean
	ExecutorService workStealing() {
		return Executors.newWorkStealingPool(1);
	}

	@Bean
	ForkJoinPool forkJoin() {
		return new ForkJoinPool(1);
	}

	@Bean
	ScheduledExecutorService singleScheduled() {
		return Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("single-scheduled-"));
	}

	@Bean
	ScheduledExecutorService fixedScheduled() {
		return Executors.newScheduledThreadPool(1);
	}

	@Bean
	ScheduledExecutorService unconfigurableScheduled() {
		return Executors.unconfigurableScheduledExecutorService(new ScheduledThreadPoolExecutor(1));
	}

	@Bean
	ThreadPoolExecutorFactoryBean produced() {
		return new ThreadPoolExecutorFactoryBean();
	}

	@Bean
	ThreadPoolExecutorFactoryBean producedUnconfigurable() {
		ThreadPoolExecutorFactoryBean factory = new ThreadPoolExecutorFactoryBean();
		factory.setExposeUnconfigurableExecutor(true);
		return factory;
	}

	@Bean
	ScheduledExecutorFactoryBean producedScheduled() {
		return new ScheduledExecutorFactoryBean();
	}

	@Bean
	ForkJoinPoolFactoryBean producedForkJoin() {
		ForkJoinPoolFactoryBean factory = new ForkJoinPoolFactoryBean();
		factory.setParallelism(1);
		return factory;
	}

	@Bean
	ThreadPoolTaskScheduler scheduler() {
		return new ThreadPoolTaskScheduler();
	}

	@Bean
	ThreadPoolTaskScheduler decoratedScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setTaskDecorator((code) -> () -> code.run());
		scheduler.setErrorHandler((ex) -> {
		});
		return scheduler;
	}

	@Bean
	SimpleAsyncTaskScheduler simpleScheduler() {
		return new SimpleAsyncTaskScheduler();
	}

	@Bean
	ConcurrentTaskScheduler concurrentScheduler() {
		return new ConcurrentTaskScheduler(Executors.newScheduledThreadPool(1));
	}

	@Bean
	ThreadPoolTaskExecutor proxied() {
		ThreadPoolTaskExecutor target = new ThreadPoolTaskExecutor();
		target.setThreadNamePrefix("proxied-");
		target.initialize();
		ProxyFactory factory = new ProxyFactory(target);
		factory.setProxyTargetClass(true);
		return (ThreadPoolTaskExecutor) factory.getProxy();
	}

	private static ThreadPoolExecutor fixed(int threads) {
		return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
	}

}
