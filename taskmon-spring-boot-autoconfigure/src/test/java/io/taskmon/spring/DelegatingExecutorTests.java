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

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskmon.task.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ExecutorServiceAdapter;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;
import org.springframework.security.concurrent.DelegatingSecurityContextScheduledExecutorService;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that hand what they are given to another bean: what can be seen of that is what
 * can be seen of them.
 */
class DelegatingExecutorTests {

	@ParameterizedTest
	@CsvSource({ "securedTasks,pool", "secured,nativePool", "securedService,nativePool", "securedSchedules,schedules",
			"adapter,pool", "concurrent,pool", "service,pool", "timed,nativePool", "context,nativePool",
			"timedSchedules,schedules", "chain,pool", "ofPoolInside,pool" })
	void coverageIsThatOfTheDelegate(String name, String delegate) {
		try (TestApplication application = TestApplication.of(Delegating.class)) {
			application.bean(name, Executor.class).execute(() -> {
			});
			assertThat(application.onlyEnded().facts().executor()).isEqualTo(delegate);
			assertThat(application.coverage(name).level()).isEqualTo(Coverage.Level.FULL);
			assertThat(application.coverage(name).reason()).isEqualTo("its tasks are those of '" + delegate + "'");
			assertThat(application.coverage(name).missing()).isEmpty();
		}
	}

	@Test
	void delegateThatIsNotSeenSaysWhy() {
		try (TestApplication application = TestApplication.of(Delegating.class)) {
			Coverage coverage = application.coverage("securedForkJoinPool");
			assertThat(coverage.level()).isEqualTo(Coverage.Level.NONE);
			assertThat(coverage.reason()).startsWith("its tasks are those of 'forkJoinPool': ");
			assertThat(coverage.missing()).isNotEmpty();
		}
	}

	@Test
	void delegateThatIsNoBeanIsNotSeen() {
		try (TestApplication application = TestApplication.of(Delegating.class)) {
			assertThat(application.coverage("securedStranger").level()).isEqualTo(Coverage.Level.NONE);
			assertThat(application.coverage("securedStranger").reason()).doesNotContain("its tasks are those");
		}
	}

	@Test
	void scopedProxyIsSeenOnceItsTargetIsThere() {
		try (TestApplication application = TestApplication.of(Delegating.class)) {
			AsyncTaskExecutor proxy = application.bean("scoped", AsyncTaskExecutor.class);
			assertThat(application.coverage("scoped").level()).isEqualTo(Coverage.Level.NONE);
			proxy.execute(() -> {
			});
			assertThat(application.onlyEnded().facts().executor()).isEqualTo("scopedTarget.scoped");
			assertThat(application.coverage("scoped").level()).isEqualTo(Coverage.Level.FULL);
			assertThat(application.coverage("scoped").reason())
				.isEqualTo("its tasks are those of 'scopedTarget.scoped'");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Delegating {

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolExecutor nativePool() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Bean
		ScheduledThreadPoolExecutor schedules() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ForkJoinPool forkJoinPool() {
			return new ForkJoinPool(1);
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ThreadPoolTaskExecutor scoped() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setDaemon(true);
			return pool;
		}

		@Bean
		AsyncTaskExecutor securedTasks(@Qualifier("pool") AsyncTaskExecutor pool) {
			return new DelegatingSecurityContextAsyncTaskExecutor(pool);
		}

		@Bean
		Executor secured(@Qualifier("nativePool") Executor pool) {
			return new DelegatingSecurityContextExecutor(pool);
		}

		@Bean
		ExecutorService securedService(@Qualifier("nativePool") ExecutorService pool) {
			return new DelegatingSecurityContextExecutorService(pool);
		}

		@Bean
		ScheduledExecutorService securedSchedules(@Qualifier("schedules") ScheduledExecutorService schedules) {
			return new DelegatingSecurityContextScheduledExecutorService(schedules);
		}

		@Bean
		AsyncTaskExecutor adapter(@Qualifier("pool") Executor pool) {
			return new TaskExecutorAdapter(pool);
		}

		@Bean
		AsyncTaskExecutor concurrent(@Qualifier("pool") Executor pool) {
			return new ConcurrentTaskExecutor(pool);
		}

		@Bean
		ExecutorService service(@Qualifier("pool") AsyncTaskExecutor pool) {
			return new ExecutorServiceAdapter(pool);
		}

		@Bean
		ExecutorService timed(@Qualifier("nativePool") ExecutorService pool) {
			return ExecutorServiceMetrics.monitor(new SimpleMeterRegistry(), pool, "pool");
		}

		@Bean
		ScheduledExecutorService timedSchedules(@Qualifier("schedules") ScheduledExecutorService pool) {
			return ExecutorServiceMetrics.monitor(new SimpleMeterRegistry(), pool, "pool");
		}

		@Bean
		ExecutorService context(@Qualifier("nativePool") ExecutorService pool) {
			ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
			return ContextExecutorService.wrap(pool, snapshots);
		}

		@Bean
		Executor chain(@Qualifier("pool") AsyncTaskExecutor pool) {
			return new DelegatingSecurityContextExecutor(
					new TaskExecutorAdapter(new DelegatingSecurityContextAsyncTaskExecutor(pool)));
		}

		@Bean
		Executor ofPoolInside(@Qualifier("pool") ThreadPoolTaskExecutor pool) {
			return new DelegatingSecurityContextExecutor(pool.getThreadPoolExecutor());
		}

		@Bean
		Executor securedForkJoinPool(@Qualifier("forkJoinPool") Executor pool) {
			return new DelegatingSecurityContextExecutor(pool);
		}

		@Bean
		Executor securedStranger() {
			return new DelegatingSecurityContextExecutor(new SimpleAsyncTaskExecutor());
		}

	}

}
