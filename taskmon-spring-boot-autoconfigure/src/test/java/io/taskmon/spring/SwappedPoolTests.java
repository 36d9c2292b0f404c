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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.task.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools that put a pool of their own into a bean: nothing is said to be tracked that is
 * not.
 */
class SwappedPoolTests {

	@Test
	void poolSwappedBeforeThatAsksNoDecoratorIsNotTracked() {
		try (TestApplication application = TestApplication.of(Swapped.class)) {
			run(application.bean("swapped", Executor.class));
			assertThat(application.ended()).isEmpty();
			Coverage coverage = application.coverage("swapped");
			assertThat(coverage.level()).isEqualTo(Coverage.Level.NONE);
			assertThat(coverage.reason()).contains("another tool");
			assertThat(coverage.missing()).isNotEmpty();
		}
	}

	@Test
	void poolSwappedBeforeThatAsksTheDecoratorIsTrackedByIt() {
		try (TestApplication application = TestApplication.of(Swapped.class)) {
			run(application.bean("decorating", Executor.class));
			assertThat(application.onlyEnded().facts().executor()).isEqualTo("decorating");
			assertThat(application.coverage("decorating").level()).isEqualTo(Coverage.Level.PARTIAL);
		}
	}

	@Test
	void poolSwappedBehindADecoratorIsNotTracked() {
		try (TestApplication application = TestApplication.of(Swapped.class)) {
			run(application.bean("decorating", Executor.class));
			ThreadPoolTaskExecutor bean = application.bean("decorating", ThreadPoolTaskExecutor.class);
			OtherPool other = new OtherPool(null);
			ReflectionTestUtils.setField(bean, "threadPoolExecutor", other);
			run(bean);
			assertThat(application.ended()).hasSize(1);
			assertThat(application.coverage("decorating").level()).isEqualTo(Coverage.Level.NONE);
			other.shutdown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "plainScheduler" })
	void poolSwappedLaterIsNotTracked(String name) {
		try (TestApplication application = TestApplication.of(Swapped.class)) {
			assertThat(application.coverage(name)).isEqualTo(Coverage.FULL);
			Executor bean = application.bean(name, Executor.class);
			ScheduledThreadPoolExecutor other = new ScheduledThreadPoolExecutor(1);
			ReflectionTestUtils.setField(bean,
					(bean instanceof ThreadPoolTaskScheduler) ? "scheduledExecutor" : "threadPoolExecutor", other);
			run(bean);
			assertThat(application.ended()).isEmpty();
			assertThat(application.coverage(name).level()).isEqualTo(Coverage.Level.NONE);
			assertThat(application.coverage(name).reason()).contains("another pool");
			other.shutdown();
		}
	}

	@Test
	void executorSwappedInAConcurrentTaskExecutorIsNotTracked() {
		try (TestApplication application = TestApplication.of(Swapped.class)) {
			ConcurrentTaskExecutor bean = application.bean(ConcurrentTaskExecutor.class);
			assertThat(application.coverage("concurrent")).isEqualTo(Coverage.FULL);
			OtherPool other = new OtherPool(null);
			bean.setConcurrentExecutor(other);
			run(bean);
			assertThat(application.ended()).isEmpty();
			assertThat(application.coverage("concurrent").level()).isEqualTo(Coverage.Level.NONE);
			other.shutdown();
		}
	}

	private static void run(Executor executor) {
		CountDownLatch ran = new CountDownLatch(1);
		executor.execute(ran::countDown);
		Latches.await(ran);
	}

	/**
	 * As tools that change pools at run time have them.
	 */
	static class OtherPool extends ThreadPoolExecutor {

		private final ThreadPoolTaskExecutor bean;

		OtherPool(ThreadPoolTaskExecutor bean) {
			super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
			this.bean = bean;
		}

		@Override
		public void execute(Runnable command) {
			TaskDecorator decorator = (this.bean != null)
					? (TaskDecorator) ReflectionTestUtils.getField(this.bean, "taskDecorator") : null;
			super.execute((decorator != null) ? decorator.decorate(command) : command);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Swapped {

		@Bean
		static BeanPostProcessor swapping() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (beanName.equals("swapped") || beanName.equals("decorating")) {
						ThreadPoolTaskExecutor executor = (ThreadPoolTaskExecutor) bean;
						executor.getThreadPoolExecutor().shutdown();
						OtherPool pool = new OtherPool(beanName.equals("decorating") ? executor : null);
						ReflectionTestUtils.setField(bean, "threadPoolExecutor", pool);
						ReflectionTestUtils.setField(bean, "executor", pool);
					}
					return bean;
				}

			};
		}

		@Bean
		ThreadPoolTaskExecutor swapped() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor decorating() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor plain() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskScheduler plainScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ConcurrentTaskExecutor concurrent() {
			return new ConcurrentTaskExecutor(
					new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
		}

	}

}
