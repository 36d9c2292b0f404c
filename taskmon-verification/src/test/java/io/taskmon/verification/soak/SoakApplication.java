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

package io.taskmon.verification.soak;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An application with an executor of every kind.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
class SoakApplication {

	static ConfigurableApplicationContext start(int logCapacity) {
		return new SpringApplicationBuilder(SoakApplication.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties("taskmon.termination-log.capacity=" + logCapacity, "taskmon.console.port=0",
					"spring.main.banner-mode=off", "spring.jmx.enabled=false", "logging.level.root=off",
					"logging.level.io.taskmon=warn")
			.run();
	}

	@Bean
	ThreadPoolTaskExecutor pool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(2);
		pool.setMaxPoolSize(2);
		pool.setQueueCapacity(20);
		return pool;
	}

	@Bean
	ThreadPoolTaskScheduler scheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(2);
		scheduler.setErrorHandler((ex) -> {
		});
		return scheduler;
	}

	@Bean
	SimpleAsyncTaskExecutor threads() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("thread-");
		executor.setVirtualThreads(Runtime.version().feature() >= 21);
		executor.setConcurrencyLimit(50);
		executor.setRejectTasksWhenLimitReached(true);
		return executor;
	}

	@Bean
	ConcurrentTaskExecutor concurrent(@Qualifier("service") ExecutorService service) {
		return new ConcurrentTaskExecutor(service);
	}

	@Bean
	ExecutorService service() {
		return Executors.newFixedThreadPool(2);
	}

	@Bean
	ScheduledExecutorService scheduledService() {
		return Executors.newScheduledThreadPool(2);
	}

	@Bean
	SimpleAsyncTaskScheduler simpleScheduler() {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setErrorHandler((ex) -> {
		});
		return scheduler;
	}

	@Bean
	@ConditionalOnJava(JavaVersion.TWENTY_ONE)
	VirtualThreadTaskExecutor virtual() {
		return new VirtualThreadTaskExecutor("virtual-");
	}

	/**
	 * Is shut down in the midst of the load, and finishes what it has.
	 */
	@Bean
	ThreadPoolTaskExecutor patient() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setWaitForTasksToCompleteOnShutdown(true);
		return pool;
	}

	/**
	 * Is shut down in the midst of the load, and gives back what it has.
	 */
	@Bean
	ExecutorService impatient() {
		return Executors.newFixedThreadPool(1);
	}

	@Bean
	AsyncService asyncService() {
		return new AsyncService();
	}

}
