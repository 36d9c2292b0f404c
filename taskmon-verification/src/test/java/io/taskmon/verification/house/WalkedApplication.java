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

package io.taskmon.verification.house;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A small web application with a pool for each kind of code, for a pool may remember what
 * it was given last, and a clockwork, which stands still until somebody asks for it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
class WalkedApplication {

	static ServletWebServerApplicationContext start() {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(WalkedApplication.class)
			.registerShutdownHook(false)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.jmx.enabled=false", "logging.level.root=warn",
					"management.endpoints.web.exposure.include=tasks")
			.run();
	}

	@Bean
	ThreadPoolTaskExecutor executes() {
		return singleThread();
	}

	@Bean
	ThreadPoolTaskExecutor calls() {
		return singleThread();
	}

	@Bean
	ThreadPoolTaskExecutor submits() {
		return singleThread();
	}

	private static ThreadPoolTaskExecutor singleThread() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		return executor;
	}

	@Bean
	Office office() {
		return new Office();
	}

	@Bean
	@Lazy
	Clockwork clockwork() {
		return new Clockwork();
	}

	static class Office {

		@Async("calls")
		public void work(CountDownLatch done) {
			done.countDown();
		}

	}

	static class Clockwork {

		private final Semaphore ticks = new Semaphore(0);

		@Scheduled(fixedDelay = 500)
		void tick() {
			this.ticks.release();
		}

		void next() throws InterruptedException {
			this.ticks.drainPermits();
			this.ticks.acquire();
		}

	}

}
