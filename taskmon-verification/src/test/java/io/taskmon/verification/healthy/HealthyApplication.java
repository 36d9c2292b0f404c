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

package io.taskmon.verification.healthy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.diagnosis.Finding;
import io.taskmon.diagnosis.FindingListener;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An application with executors of many kinds, all of them seen entirely.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
class HealthyApplication {

	static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(HealthyApplication.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties("taskmon.diagnosis.interval=1s", "taskmon.diagnosis.leak-window=10s",
					"spring.main.banner-mode=off", "spring.jmx.enabled=false", "logging.level.root=off",
					"logging.level.io.taskmon=warn")
			.run();
	}

	@Bean
	ThreadPoolTaskExecutor parents() {
		return pool();
	}

	@Bean
	ThreadPoolTaskExecutor children() {
		return pool();
	}

	private static ThreadPoolTaskExecutor pool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(2);
		pool.setMaxPoolSize(4);
		pool.setQueueCapacity(1_000);
		return pool;
	}

	@Bean
	ThreadPoolTaskScheduler taskScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(2);
		return scheduler;
	}

	@Bean
	SimpleAsyncTaskExecutor threads() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("thread-");
		executor.setVirtualThreads(Runtime.version().feature() >= 21);
		return executor;
	}

	@Bean
	ExecutorService service() {
		return Executors.newFixedThreadPool(2);
	}

	@Bean
	Findings findings() {
		return new Findings();
	}

	@Bean
	Office office() {
		return new Office();
	}

	/**
	 * What has ever been found.
	 */
	static final class Findings implements FindingListener {

		final List<Finding> raised = new CopyOnWriteArrayList<>();

		@Override
		public void raised(Finding finding) {
			this.raised.add(finding);
		}

		@Override
		public void cleared(Finding finding) {
		}

	}

	/**
	 * A bean with asynchronous methods.
	 */
	static class Office {

		@Async("threads")
		@PreserveTerminationLog
		public void work(CountDownLatch closed) throws InterruptedException {
			closed.await();
		}

		@Async("parents")
		public CompletableFuture<Integer> count(int number) {
			return CompletableFuture.completedFuture(number);
		}

		@Async("parents")
		public Future<Integer> fail(int number) {
			throw new IllegalStateException("number " + number);
		}

		@Async("threads")
		public void note(CountDownLatch noted) {
			noted.countDown();
		}

		@Scheduled(fixedRate = 50)
		void tick() {
			// Nothing to do is a healthy run, too
		}

	}

}
