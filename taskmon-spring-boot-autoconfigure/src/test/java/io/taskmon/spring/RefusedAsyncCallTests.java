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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskOutcome;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code @Async} calls that a pool refuses or gives back.
 */
class RefusedAsyncCallTests {

	private final TestApplication application = TestApplication.of(Beans.class);

	private final Work work = this.application.bean(Work.class);

	private final Kept kept = this.application.bean(Kept.class);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.application.close();
	}

	@Test
	void handlerThatKeepsCallsEndsThemAtOnceAndWhatRunsLaterIsATaskAgain() throws Exception {
		this.work.run(this.release);
		Latches.await(this.kept.running);
		this.work.run(this.release);
		List<Future<?>> held = List.of(this.work.future(), this.work.completable());
		this.work.run(this.release);
		assertThat(this.application.live()).extracting((task) -> task.facts().id()).containsExactly(1L, 2L);
		assertThat(this.application.ended(3)).allMatch((task) -> task.outcome() == TaskOutcome.DISCARDED
				&& task.reason().equals("refused; Beans.lambda had neither run nor queued it when it returned"));
		this.release.countDown();
		this.kept.codes.forEach(Runnable::run);
		assertThat(Latches.get(held.get(0))).isEqualTo("future");
		assertThat(Latches.get(held.get(1))).isEqualTo("completable");
		List<EndedTask> ended = this.application.ended();
		assertThat(ended).filteredOn((task) -> task.outcome() == TaskOutcome.SUCCEEDED)
			.extracting((task) -> task.facts().name())
			.containsExactly("Work.run", "Work.run", "Work.future", "Work.completable", "Work.run");
		assertThat(ended).hasSize(8);
	}

	@Test
	void callsThatTheApplicationRunsItselfAfterShutdownRunAsWithoutTaskmon() throws Exception {
		this.work.run(this.release);
		Latches.await(this.kept.running);
		Future<String> future = this.work.future();
		List<Runnable> withdrawn = this.application.bean("pool", ThreadPoolTaskExecutor.class)
			.getThreadPoolExecutor()
			.shutdownNow();
		withdrawn.forEach(Runnable::run);
		assertThat(Latches.get(future)).isEqualTo("future");
		assertThat(this.application.ended(2)).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.DISCARDED, TaskOutcome.SUCCEEDED);
	}

	@Test
	void refusedCallEndsWithTheExceptionOfItsCaller() {
		this.application.bean("pool", ThreadPoolTaskExecutor.class)
			.getThreadPoolExecutor()
			.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
		this.work.run(this.release);
		Latches.await(this.kept.running);
		this.work.run(this.release);
		List<ThrowingCallable> calls = List.of(() -> this.work.run(this.release), this.work::future,
				this.work::completable);
		for (ThrowingCallable call : calls) {
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(call);
		}
		assertThat(this.application.ended(3)).allSatisfy((task) -> {
			assertThat(task.outcome()).isEqualTo(TaskOutcome.REJECTED);
			assertThat(task.failure().type()).isEqualTo(TaskRejectedException.class.getName());
		});
	}

	static class Kept {

		final BlockingQueue<Runnable> codes = new LinkedBlockingQueue<>();

		final CountDownLatch running = new CountDownLatch(1);

	}

	static class Work {

		private final Kept kept;

		Work(Kept kept) {
			this.kept = kept;
		}

		@Async("pool")
		public void run(CountDownLatch release) {
			this.kept.running.countDown();
			Latches.awaitStubbornly(release);
		}

		@Async("pool")
		public Future<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		@Async("pool")
		public CompletableFuture<String> completable() {
			return CompletableFuture.completedFuture("completable");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Work.class, Kept.class })
	static class Beans {

		@Bean
		ThreadPoolTaskExecutor pool(Kept kept) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setMaxPoolSize(1);
			pool.setQueueCapacity(1);
			pool.setRejectedExecutionHandler((code, executor) -> kept.codes.add(code));
			return pool;
		}

	}

}
