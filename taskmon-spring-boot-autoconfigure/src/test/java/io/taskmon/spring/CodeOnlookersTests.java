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
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.example.office.Idle;
import com.example.office.WatchingExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.samples.office.WatchingTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever overrides a method that sees code sees the code itself, whatever the name of
 * its package begins with.
 */
class CodeOnlookersTests {

	static Stream<Executor> standard() {
		return Stream.of(new ThreadPoolTaskExecutor(), new ThreadPoolTaskScheduler(), new SimpleAsyncTaskExecutor(),
				new SimpleAsyncTaskScheduler(), new ScheduledThreadPoolExecutor(1), new ForkJoinPool(1),
				new ConcurrentTaskExecutor(new ScheduledThreadPoolExecutor(1)),
				new ConcurrentTaskExecutor((code) -> code.run()));
	}

	static Stream<Executor> others() {
		return Stream.of(new WatchingTaskExecutor(), new WatchingExecutor((code) -> {
		}), new SimpleAsyncTaskExecutor() {

			@Override
			public Thread createThread(Runnable runnable) {
				return super.createThread(runnable);
			}

		}, new ConcurrentTaskExecutor(new WatchingTaskExecutor()));
	}

	@ParameterizedTest
	@MethodSource("standard")
	void theJdkSpringAndLambdasDoNotLook(Executor executor) {
		assertThat(CodeOnlookers.existFor(executor)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("others")
	void everybodyElseMayLook(Executor executor) {
		assertThat(CodeOnlookers.existFor(executor)).isTrue();
	}

	@Test
	void subclassThatSeesNoCodeIsNoOnlooker() {
		class Quiet extends ThreadPoolTaskExecutor {

			@Override
			public Thread createThread(Runnable runnable) {
				return super.createThread(runnable);
			}

			@Override
			public int getCorePoolSize() {
				return super.getCorePoolSize();
			}

		}
		assertThat(CodeOnlookers.existFor(new Quiet())).isFalse();
		assertThat(
				CodeOnlookers.existFor(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())))
			.isFalse();
	}

	@Test
	void applicationWithPackagesOfSpringsSeesItsCode() {
		Idle code = new Idle();
		try (TestApplication application = TestApplication.of(Samples.class)) {
			WatchingTaskExecutor executor = application.bean("watching", WatchingTaskExecutor.class);
			executor.execute(code);
			assertThat(executor.seen).containsExactly(code);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Samples {

		@Bean
		WatchingTaskExecutor watching() {
			return new WatchingTaskExecutor();
		}

	}

}
