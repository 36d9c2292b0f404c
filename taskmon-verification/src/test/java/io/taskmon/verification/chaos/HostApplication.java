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

package io.taskmon.verification.chaos;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A web application with an executor of every kind, which hears of what nobody caught.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@Import({ HostApplication.Service.class, HostApplication.Uncaught.class })
class HostApplication implements AsyncConfigurer {

	private final Uncaught uncaught;

	HostApplication(Uncaught uncaught) {
		this.uncaught = uncaught;
	}

	@Override
	public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
		return (ex, method, parameters) -> this.uncaught.add(ex);
	}

	@Bean
	ThreadPoolTaskExecutor pool(Uncaught uncaught) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setThreadFactory(uncaught.threads("pool-"));
		pool.setCorePoolSize(2);
		return pool;
	}

	@Bean
	ThreadPoolTaskExecutor narrow() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setMaxPoolSize(1);
		pool.setQueueCapacity(1);
		return pool;
	}

	@Bean
	ThreadPoolTaskExecutor held() {
		return new ThreadPoolTaskExecutor();
	}

	@Bean
	ThreadPoolTaskExecutor decorated(Uncaught uncaught) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setThreadFactory(uncaught.threads("decorated-"));
		pool.setTaskDecorator((code) -> () -> code.run());
		return pool;
	}

	@Bean
	ExecutorService service(Uncaught uncaught) {
		return Executors.newFixedThreadPool(2, uncaught.threads("service-"));
	}

	@Bean
	ScheduledExecutorService scheduledService(Uncaught uncaught) {
		return Executors.newScheduledThreadPool(2, uncaught.threads("scheduled-"));
	}

	@Bean
	ThreadPoolTaskScheduler scheduler(Uncaught uncaught) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadFactory(uncaught.threads("scheduler-"));
		scheduler.setErrorHandler(uncaught::add);
		return scheduler;
	}

	@Bean
	SimpleAsyncTaskScheduler simpleScheduler(Uncaught uncaught) {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setThreadFactory(uncaught.threads("simple-"));
		scheduler.setErrorHandler(uncaught::add);
		return scheduler;
	}

	@Bean
	SimpleAsyncTaskExecutor threads(Uncaught uncaught) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("thread-");
		executor.setThreadFactory(uncaught.threads("thread-"));
		return executor;
	}

	/**
	 * What nobody caught.
	 */
	static class Uncaught {

		private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		void add(Throwable throwable) {
			this.seen.add("uncaught " + throwable.getClass().getName());
		}

		BlockingQueue<String> seen() {
			return this.seen;
		}

		ThreadFactory threads(String prefix) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
			return (code) -> {
				Thread thread = threads.newThread(code);
				thread.setUncaughtExceptionHandler((ended, ex) -> add(ex));
				return thread;
			};
		}

	}

	/**
	 * A bean with {@code @Async} methods.
	 */
	static class Service {

		@Async("pool")
		public Future<String> future(Callable<String> code) throws Exception {
			return CompletableFuture.completedFuture(code.call());
		}

		@Async("pool")
		public CompletableFuture<String> completable(Callable<String> code) throws Exception {
			return CompletableFuture.completedFuture(code.call());
		}

		@Async("threads")
		public CompletableFuture<String> onThread(Callable<String> code) throws Exception {
			return CompletableFuture.completedFuture(code.call());
		}

		@Async("pool")
		public void nothing(Callable<String> code, BlockingQueue<String> seen) throws Exception {
			seen.add(code.call());
		}

	}

}
