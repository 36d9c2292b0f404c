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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Outcomes are known without a call of anything of the application's on its threads:
 * neither its exceptions nor its futures are asked more often than without taskmon.
 */
class UntouchedOutcomesTests {

	@Test
	void exceptionsAndFuturesAreAskedAsOftenAsWithoutTaskmon() throws Exception {
		Map<String, Integer> without = observe(false);
		assertThat(without).hasSize(9);
		assertThat(observe(true)).isEqualTo(without);
	}

	private static Map<String, Integer> observe(boolean enabled) throws Exception {
		Map<String, Integer> asked = new TreeMap<>();
		try (TestApplication application = TestApplication.of(List.of("taskmon.enabled=" + enabled), Beans.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			ThreadPoolTaskScheduler scheduler = application.bean("scheduler", ThreadPoolTaskScheduler.class);
			SimpleAsyncTaskExecutor simple = application.bean("simple", SimpleAsyncTaskExecutor.class);
			Work work = application.bean(Work.class);
			List<Curious> failures = new ArrayList<>();
			for (Way way : List.<Way>of((failure) -> pool.submit(() -> failure.raise()),
					(failure) -> execute(pool, new FutureTask<>(() -> failure.raise())),
					(failure) -> execute(pool, new Own(failure::raise, failure)),
					(failure) -> simple.submitCompletable(() -> failure.raise()),
					(failure) -> scheduler.submit(() -> failure.raise()),
					(failure) -> execute(scheduler, new FutureTask<>(() -> failure.raise())), work::failing,
					work::failed, work::completable)) {
				Curious failure = new Curious();
				Future<?> future = way.go(failure);
				Awaitility.await().until(() -> isDone(future));
				failures.add(failure);
			}
			if (enabled) {
				assertThat(application.ended()).hasSize(failures.size())
					.allMatch((task) -> task.outcome() == TaskOutcome.FAILED);
			}
			for (int i = 0; i < failures.size(); i++) {
				asked.put("failure " + i, failures.get(i).asked.get());
			}
		}
		return asked;
	}

	private static boolean isDone(Future<?> future) {
		return (future instanceof Own own) ? own.done.getCount() == 0 : future.isDone();
	}

	private static Future<?> execute(Executor executor, FutureTask<?> future) {
		executor.execute(future);
		return future;
	}

	@Test
	void futureThatAnAsyncMethodReturnsIsAskedOnceAndItsTaskLastsUntilThen() throws Exception {
		try (TestApplication application = TestApplication.of(Beans.class)) {
			Reluctant returned = new Reluctant();
			Future<String> future = application.bean(Work.class).reluctant(returned);
			Latches.await(returned.asked);
			assertThat(application.live()).singleElement()
				.matches((task) -> task.thread().id() == returned.thread.getId());
			returned.complete("late");
			assertThat(Latches.get(future)).isEqualTo("late");
			assertThat(application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
			assertThat(returned.times).hasValue(1);
		}
	}

	@Test
	void executedFutureWithItsOwnWayOfTellingItsStateIsNotAsked() throws Exception {
		try (TestApplication application = TestApplication.of(Beans.class)) {
			Curious failure = new Curious();
			Own own = new Own(failure::raise, failure);
			application.bean("pool", ThreadPoolTaskExecutor.class).execute(own);
			EndedTask task = application.onlyEnded();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
			assertThat(failure.asked).hasValue(0);
		}
	}

	@Test
	void exceptionThatSomebodyCompletesTheFutureWithIsNotAsked() throws Exception {
		try (TestApplication application = TestApplication.of(Beans.class)) {
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<Object> future = application.bean(Work.class).waiting(release);
			Curious failure = new Curious();
			Thread completer = new Thread(() -> future.completeExceptionally(failure), "pool-outside");
			completer.start();
			completer.join();
			release.countDown();
			application.ended();
			assertThat(failure.asked).hasValue(0);
		}
	}

	interface Way {

		Future<?> go(Curious failure) throws Exception;

	}

	/**
	 * Counts how often it is asked for its text on threads of executors. Who reads the
	 * log may ask, too.
	 */
	static final class Curious extends RuntimeException {

		final AtomicInteger asked = new AtomicInteger();

		Object raise() {
			throw this;
		}

		@Override
		public String getMessage() {
			askedOnExecutor();
			return "message";
		}

		void askedOnExecutor() {
			if (Thread.currentThread().getName().matches("(pool|simple|scheduler)-.*")) {
				this.asked.incrementAndGet();
			}
		}

	}

	/**
	 * Has methods of its own.
	 */
	static final class Own extends FutureTask<Object> {

		final CountDownLatch done = new CountDownLatch(1);

		private final Curious failure;

		Own(Callable<Object> code, Curious failure) {
			super(code);
			this.failure = failure;
		}

		@Override
		protected void done() {
			this.done.countDown();
		}

		@Override
		public boolean isDone() {
			this.failure.askedOnExecutor();
			return super.isDone();
		}

		@Override
		public Object get() throws InterruptedException, ExecutionException {
			this.failure.askedOnExecutor();
			return super.get();
		}

	}

	static final class Reluctant extends CompletableFuture<String> {

		final CountDownLatch asked = new CountDownLatch(1);

		final AtomicInteger times = new AtomicInteger();

		volatile Thread thread;

		@Override
		public String get() throws InterruptedException, ExecutionException {
			this.thread = Thread.currentThread();
			this.times.incrementAndGet();
			this.asked.countDown();
			return super.get();
		}

	}

	static class Work {

		@Async("pool")
		public Future<Object> failing(Curious failure) {
			return CompletableFuture.completedFuture(failure.raise());
		}

		@Async("pool")
		public Future<Object> failed(Curious failure) {
			return CompletableFuture.failedFuture(failure);
		}

		@Async("pool")
		public CompletableFuture<Object> completable(Curious failure) {
			throw failure;
		}

		@Async("pool")
		public CompletableFuture<Object> waiting(CountDownLatch release) {
			Latches.await(release);
			return CompletableFuture.completedFuture("");
		}

		@Async("pool")
		public Future<String> reluctant(Reluctant returned) {
			return returned;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Work.class)
	static class Beans {

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
			return new SimpleAsyncTaskExecutor("simple-");
		}

	}

}
