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

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters of executors, Spring Boot's and those that an application binds itself: there
 * are as many as without taskmon.
 */
class ExecutorMeterTests {

	@Test
	void metersAreThoseWithoutTaskmon() {
		Set<String> expected = meters(false);
		assertThat(expected).contains("executor.active pool", "executor.active scheduler", "executor.active nativePool",
				"executor.active nativeScheduler", "executor.active forkJoinPool",
				"executor.active applicationTaskExecutor");
		assertThat(meters(true)).isEqualTo(expected);
	}

	private static Set<String> meters(boolean enabled) {
		try (TestApplication application = TestApplication
			.of(List.of("taskmon.enabled=" + enabled, "spring.task.execution.mode=force"), Metered.class)) {
			MeterRegistry registry = application.bean(MeterRegistry.class);
			application.context()
				.getBeansOfType(ExecutorService.class)
				.forEach((name, executor) -> new ExecutorServiceMetrics(executor, name, List.of()).bindTo(registry));
			application.context().getBeansOfType(Executor.class).values().forEach((executor) -> executor.execute(() -> {
			}));
			Set<String> meters = new TreeSet<>();
			registry.getMeters()
				.forEach((meter) -> meters.add(meter.getId().getName() + " " + meter.getId().getTag("name")));
			return meters;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TaskExecutorMetricsAutoConfiguration.class)
	static class Metered {

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskScheduler scheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskScheduler simpleScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		ConcurrentTaskExecutor concurrent(@Qualifier("nativePool") Executor nativePool) {
			return new ConcurrentTaskExecutor(nativePool);
		}

		@Bean
		ThreadPoolExecutor nativePool() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Bean
		ScheduledThreadPoolExecutor nativeScheduler() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ForkJoinPool forkJoinPool() {
			return new ForkJoinPool(1);
		}

		@Bean
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean
		ExecutorService singleScheduler() {
			return Executors.newSingleThreadScheduledExecutor();
		}

	}

}
