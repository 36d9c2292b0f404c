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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.samples.office.SampleExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers, decorators and methods around the run of code see it as it is, wherever its
 * class comes from, unless nobody can name that.
 */
class ShownCodeTests {

	private static final BlockingQueue<Runnable> SEEN = new LinkedBlockingQueue<>();

	private final List<Runnable> nameable = new ArrayList<>();

	ShownCodeTests() throws Exception {
		Method method = ShownCodeTests.class.getDeclaredMethod("nothing");
		this.nameable.add(new ScheduledMethodRunnable(this, method));
		this.nameable.add(new Thread());
		this.nameable.add(new Visible());
		this.nameable.add(new Speaking());
		this.nameable.add(new Runnable() {

			@Override
			public void run() {
			}

		});
	}

	void nothing() {
	}

	@Test
	void handlerSeesCodeOfEveryClassThatCanBeNamed() throws Exception {
		List<Runnable> seen = new ArrayList<>();
		try (RefusedPool refused = new RefusedPool(() -> new LinkedBlockingQueue<>(1),
				(code, pool) -> seen.add(code))) {
			refused.pool.execute(new Visible());
			this.nameable.forEach(refused.pool::execute);
			CompletableFuture.runAsync(this::nothing, refused.pool);
			refused.pool.execute(new Hidden());
			assertThat(seen.subList(0, this.nameable.size())).isEqualTo(this.nameable);
			assertThat(seen.get(this.nameable.size())).isInstanceOf(CompletableFuture.AsynchronousCompletionTask.class);
			assertThat(refused.outcomes()).endsWith(TaskOutcome.UNKNOWN, TaskOutcome.DISCARDED)
				.hasSize(this.nameable.size() + 3);
		}
	}

	@Test
	void decoratorSeesCodeOfEveryClassThatCanBeNamedAndAllIsTracked() {
		try (TestApplication application = TestApplication.of(Decorated.class)) {
			SEEN.clear();
			ThreadPoolTaskExecutor pool = application.bean("decorated", ThreadPoolTaskExecutor.class);
			this.nameable.forEach(pool::execute);
			pool.execute(new Hidden());
			assertThat(application.ended()).hasSize(this.nameable.size() + 1)
				.allMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
			assertThat(List.copyOf(SEEN).subList(0, this.nameable.size())).isEqualTo(this.nameable);
		}
	}

	@Test
	void methodsAroundTheRunSeeCodeOfEveryClassThatCanBeNamed() throws Exception {
		try (TestApplication application = TestApplication.of(Looking.class)) {
			SEEN.clear();
			ThreadPoolTaskExecutor pool = application.bean("looking", ThreadPoolTaskExecutor.class);
			for (Runnable code : this.nameable) {
				pool.execute(code);
				assertThat(Latches.take(SEEN)).isSameAs(code);
				assertThat(Latches.take(SEEN)).isSameAs(code);
			}
			pool.execute(new Hidden());
			Latches.take(SEEN);
			assertThat(application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		}
	}

	static class Visible implements Runnable {

		@Override
		public void run() {
		}

	}

	interface Message {

	}

	private static final class Speaking implements Runnable, Message {

		@Override
		public void run() {
		}

	}

	private static final class Hidden implements Runnable {

		@Override
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorated {

		@Bean
		ThreadPoolTaskExecutor decorated() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator((code) -> {
				SEEN.add(code);
				return () -> code.run();
			});
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Looking {

		@Bean
		ThreadPoolTaskExecutor looking() {
			return new SampleExecutor(SEEN::add);
		}

	}

}
