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

package io.taskmon.verification.cost;

import java.util.concurrent.CountDownLatch;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A small application with the executors that are measured, with taskmon or without it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
class MeasuredApplication {

	static ConfigurableApplicationContext start(Tracking tracking, String... properties) {
		return new SpringApplicationBuilder(MeasuredApplication.class).web(WebApplicationType.NONE)
			.properties(tracking.properties)
			.properties(properties)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn")
			.run();
	}

	@Bean
	ThreadPoolTaskExecutor pool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(1);
		return pool;
	}

	@Bean
	SimpleAsyncTaskExecutor virtual() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
		if (Runtime.version().feature() >= 21) {
			executor.setVirtualThreads(true);
		}
		return executor;
	}

	@Bean
	Service service() {
		return new Service();
	}

	/**
	 * Whether, and how, the application is tracked.
	 */
	enum Tracking {

		OFF("taskmon.enabled=false"),

		OVER_BUDGET("taskmon.capture.budget=1", "taskmon.capture.window=1h"),

		EXACT("taskmon.capture.mode=always", "taskmon.capture.max-live-stacks=1000000"),

		DEFAULTS("taskmon.enabled=true");

		private final String[] properties;

		Tracking(String... properties) {
			this.properties = properties;
		}

	}

	static class Service {

		private final NoOperation code = new NoOperation();

		@Async("pool")
		public void run() {
			this.code.run();
		}

		@Async("pool")
		public void observed(Runnable observation) {
			observation.run();
		}

		@Async("pool")
		public void await(CountDownLatch hold) throws InterruptedException {
			hold.await();
		}

		@Async("pool")
		public void signal(CountDownLatch drained) {
			drained.countDown();
		}

	}

}
