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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Code that is handed to executors, seen by their decorator.
 */
class SubmittedCodeTests {

	private final TestApplication application = TestApplication.of(Beans.class);

	@AfterEach
	void close() {
		this.application.close();
	}

	private AsyncTaskExecutor executor(String name) {
		return this.application.bean(name, AsyncTaskExecutor.class);
	}

	private ThreadPoolTaskExecutor pool() {
		return this.application.bean("pool", ThreadPoolTaskExecutor.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "decorated", "finalPool", "simple", "concurrent", "concurrentOverNothing" })
	void executedCodeThatSucceeds(String name) throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		executor(name).execute(ran::countDown);
		Latches.await(ran);
		EndedTask task = this.application.onlyEnded();
		assertThat(task.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertThat(task.facts().kind()).isEqualTo(TaskKind.EXECUTOR);
		assertThat(task.facts().executor()).isEqualTo(name.equals("concurrent") ? "nativePool" : name);
		assertThat(task.facts().name()).startsWith("SubmittedCodeTests.lambda");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "decorated", "finalPool", "simple", "concurrent", "concurrentOverNothing" })
	void executedCodeThatThrows(String name) throws Exception {
		BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
		IllegalStateException exception = new IllegalStateException("thrown");
		executor(name).execute(() -> {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> uncaught.add(ex));
			throw exception;
		});
		assertThat(Latches.take(uncaught)).isSameAs(exception);
		EndedTask task = this.application.onlyEnded();
		assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(task.failure().message()).isEqualTo("thrown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "decorated", "finalPool", "simple", "concurrent", "concurrentOverNothing" })
	void submittedRunnables(String name) throws Exception {
		assertThat(Latches.get(executor(name).submit(() -> {
		}))).isNull();
		Runnable failing = () -> {
			throw new IllegalStateException("runnable");
		};
		assertFails(executor(name).submit(failing), "runnable");
		assertOutcomes("runnable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "decorated", "finalPool", "simple", "concurrent", "concurrentOverNothing" })
	void submittedCallables(String name) throws Exception {
		assertThat(Latches.get(executor(name).submit(() -> "callable"))).isEqualTo("callable");
		Callable<String> failing = () -> {
			throw new IllegalStateException("callable");
		};
		assertFails(executor(name).submit(failing), "callable");
		assertOutcomes("callable");
	}

	private void assertOutcomes(String message) {
		List<EndedTask> ended = this.application.ended();
		assertThat(ended).extracting(EndedTask::outcome).containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.FAILED);
		assertThat(ended.get(1).failure().message()).isEqualTo(message);
		assertThat(ended.get(1).failure().type()).isEqualTo(IllegalStateException.class.getName());
	}

	private static void assertFails(Future<?> future, String message) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(future))
			.havingCause()
			.withMessage(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "decorated", "simple", "concurrent", "concurrentOverNothing" })
	void stagesThatThrowAreNeverTakenForSuccess(String name) throws Exception {
		AsyncTaskExecutor executor = executor(name);
		assertFails(executor.submitCompletable(() -> {
			throw new IllegalStateException("submitCompletable");
		}), "submitCompletable");
		assertFails(CompletableFuture.supplyAsync(() -> {
			throw new IllegalStateException("supplyAsync");
		}, executor), "supplyAsync");
		assertFails(CompletableFuture.runAsync(() -> {
			throw new IllegalStateException("runAsync");
		}, executor), "runAsync");
		assertFails(CompletableFuture.completedFuture("").thenApplyAsync((value) -> {
			throw new IllegalStateException("thenApplyAsync");
		}, executor), "thenApplyAsync");
		// Spring's own stage is made by the executor, which is a face only where it can
		// be
		TaskOutcome outcome = name.equals("simple") ? TaskOutcome.FAILED : TaskOutcome.UNKNOWN;
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(outcome, TaskOutcome.UNKNOWN, TaskOutcome.UNKNOWN, TaskOutcome.UNKNOWN);
		assertThat(this.application.coverage(name.equals("concurrent") ? "nativePool" : name)).satisfies((coverage) -> {
			assertThat(coverage.level()).isEqualTo(Coverage.Level.PARTIAL);
			assertThat(coverage.missing()).anyMatch((missing) -> missing.contains("CompletableFuture"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "limited" })
	void stageThatSpringSubmitsTellsNameOutcomeAndCanceller(String name) throws Exception {
		AsyncTaskExecutor executor = executor(name);
		assertThat(Latches.get(executor.submitCompletable(() -> "done"))).isEqualTo("done");
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<String> future = executor.submitCompletable(() -> {
			running.countDown();
			Latches.awaitStubbornly(release);
			return "";
		});
		Latches.await(running);
		future.cancel(true);
		assertThat(this.application.live()).singleElement().matches(LiveTask::cancelled);
		release.countDown();
		List<EndedTask> ended = this.application.ended();
		assertThat(ended).extracting(EndedTask::outcome).containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.CANCELLED);
		assertThat(ended).allMatch((task) -> task.facts().name().startsWith("SubmittedCodeTests.lambda"));
		assertThat(ended.get(1).cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
		assertThat(this.application.coverage(name)).isEqualTo(Coverage.FULL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "decorated", "simple", "concurrent", "concurrentOverNothing" })
	void submittedCodeThatIsCancelledWhileRunning(String name) throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		Future<?> future = executor(name).submit(() -> {
			started.countDown();
			Latches.awaitInterruptibly(new CountDownLatch(1));
			return null;
		});
		Latches.await(started);
		assertThat(future.cancel(true)).isTrue();
		EndedTask task = this.application.onlyEnded();
		assertThat(task.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(task.failure()).isNull();
	}

	@Test
	void submittedCodeThatIsCancelledWhileQueuedLeavesTheLiveListAtOnceAndTheQueueOnPurge() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		pool().execute(() -> Latches.await(release));
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			futures.add(pool().submit(() -> {
			}));
		}
		futures.forEach((future) -> future.cancel(false));
		assertThat(this.application.live()).hasSize(1);
		pool().getThreadPoolExecutor().purge();
		assertThat(pool().getQueueSize()).isZero();
		release.countDown();
		this.application.ended();
	}

	@Test
	void purgedFutureWasCancelledNotDropped() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		pool().execute(() -> Latches.await(release));
		pool().submit(() -> {
		}).cancel(false);
		pool().getThreadPoolExecutor().purge();
		release.countDown();
		assertThat(this.application.endedAfterCollection()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.CANCELLED);
	}

	@Test
	void twoHundredCancelledWhileRunningAreAllCancelled() throws Exception {
		for (int i = 0; i < 200; i++) {
			CountDownLatch started = new CountDownLatch(1);
			Future<?> future = pool().submit(() -> {
				started.countDown();
				Latches.awaitInterruptibly(new CountDownLatch(1));
				return null;
			});
			Latches.await(started);
			future.cancel(true);
		}
		assertThat(this.application.ended()).hasSize(200).allMatch((task) -> task.outcome() == TaskOutcome.CANCELLED);
	}

	@Test
	void interruptOfCancelledTaskDoesNotReachTheNext() throws Exception {
		for (int i = 0; i < 500; i++) {
			CountDownLatch started = new CountDownLatch(1);
			Future<?> victim = pool().submit(started::countDown);
			Future<Boolean> next = pool().submit(() -> Thread.currentThread().isInterrupted());
			Latches.await(started);
			victim.cancel(true);
			assertThat(Latches.get(next)).isFalse();
		}
		assertThat(this.application.ended()).hasSize(1_000);
	}

	@Test
	void invokeAllAndInvokeAny() throws Exception {
		ThreadPoolExecutor nativePool = pool().getThreadPoolExecutor();
		Callable<String> failing = () -> {
			throw new IllegalStateException("invoked");
		};
		List<Future<String>> futures = nativePool.invokeAll(List.of(() -> "first", failing));
		assertThat(futures.get(0).get()).isEqualTo("first");
		assertFails(futures.get(1), "invoked");
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.FAILED);
		assertThat(nativePool.invokeAny(List.of(failing, () -> "any"))).isEqualTo("any");
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.doesNotContain(TaskOutcome.REJECTED, TaskOutcome.DISCARDED);
		assertThat(this.application.ended().subList(2, 3)).noneMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
	}

	@Test
	void completionServiceDeliversTheSameFuturesAndIsNeverTakenForSuccess() throws Exception {
		ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool());
		Future<String> submitted = service.submit(() -> {
			throw new IllegalStateException("service");
		});
		Future<String> taken = service.poll(20, TimeUnit.SECONDS);
		assertThat(taken).isSameAs(submitted);
		assertFails(taken, "service");
		assertThat(this.application.onlyEnded().outcome()).isNotEqualTo(TaskOutcome.SUCCEEDED);
	}

	@Test
	void futureTaskThatIsExecuted() throws Exception {
		FutureTask<String> future = new FutureTask<>(() -> "own");
		pool().execute(future);
		assertThat(Latches.get(future)).isEqualTo("own");
		assertThat(this.application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
	}

	@Test
	void sameRunnableTwiceIsTwoTasks() throws Exception {
		CountDownLatch ran = new CountDownLatch(2);
		Runnable code = ran::countDown;
		pool().execute(code);
		pool().execute(code);
		Latches.await(ran);
		assertThat(this.application.ended()).hasSize(2);
	}

	@Test
	void codeThatIsHandedToTheNativePool() throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		pool().getThreadPoolExecutor().execute(ran::countDown);
		Latches.await(ran);
		assertThat(this.application.onlyEnded().facts().executor()).isEqualTo("pool");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nested", "nestedDecorated", "delegating" })
	void codeThatGoesThroughSeveralExecutorsIsOneTask(String name) throws Exception {
		CountDownLatch ran = new CountDownLatch(3);
		ran.countDown();
		this.application.bean(name, Executor.class).execute(ran::countDown);
		this.application.bean(name, Executor.class).execute(new Named(ran));
		Latches.await(ran);
		assertThat(this.application.ended()).hasSize(2)
			.allMatch((task) -> task.facts().executor().equals(name.equals("nested") ? "pool" : "decorated"));
	}

	@Test
	void callerRunsIsOneTaskAndLeavesTheCallersOwnTaskCurrent() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AsyncTaskExecutor callerRuns = executor("callerRuns");
		callerRuns.execute(() -> Latches.await(release));
		callerRuns.execute(() -> {
		});
		CompletableFuture<String> before = new CompletableFuture<>();
		pool().execute(() -> {
			String current = String.valueOf(this.application.monitor().tracker().current().id());
			callerRuns.execute(() -> {
			});
			before.complete(current + this.application.monitor().tracker().current().id());
		});
		assertThat(Latches.get(before)).isEqualTo("33");
		release.countDown();
		List<EndedTask> ended = this.application.ended();
		assertThat(ended).hasSize(4);
		assertThat(ended.get(3).facts().parentId()).isEqualTo(3L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "discardOldest", "decoratedDiscardOldest" })
	void discardOldestRecordsEachTaskOnce(String name) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch ran = new CountDownLatch(1);
		executor(name).execute(() -> Latches.await(release));
		executor(name).execute(new Named(new CountDownLatch(1)));
		executor(name).execute(() -> {
		});
		executor(name).submit(() -> {
		});
		executor(name).execute(ran::countDown);
		release.countDown();
		Latches.await(ran);
		assertThat(this.application.endedAfterCollection()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED, TaskOutcome.DISCARDED, TaskOutcome.DISCARDED,
					TaskOutcome.SUCCEEDED);
	}

	@Test
	void refusedAndDroppedCodeLeavesTheLiveListAtOnce() {
		CountDownLatch release = new CountDownLatch(1);
		for (String name : List.of("abort", "discard")) {
			AsyncTaskExecutor executor = executor(name);
			executor.execute(() -> Latches.await(release));
			executor.execute(() -> {
			});
			for (int i = 0; i < 100; i++) {
				try {
					executor.execute(new Named(null));
				}
				catch (TaskRejectedException ex) {
					assertThat(ex).hasMessageContaining("task: a Named");
					assertThat(ex.getCause()).hasMessageContaining("Task a Named rejected");
				}
			}
		}
		assertThat(this.application.live()).hasSize(4);
		release.countDown();
		List<TaskOutcome> outcomes = this.application.ended().stream().map(EndedTask::outcome).toList();
		assertThat(outcomes).filteredOn((outcome) -> outcome == TaskOutcome.DISCARDED).hasSize(100);
		assertThat(outcomes).filteredOn((outcome) -> outcome == TaskOutcome.REJECTED).hasSize(100);
	}

	@Test
	void invokeAllThatIsRefusedAtOnceRejectsTheRefusedOne() {
		CountDownLatch release = new CountDownLatch(1);
		ThreadPoolTaskExecutor abort = this.application.bean("abort", ThreadPoolTaskExecutor.class);
		abort.execute(() -> Latches.await(release));
		abort.execute(() -> {
		});
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(
				() -> abort.getThreadPoolExecutor().invokeAll(List.<Callable<String>>of(() -> "", () -> "", () -> "")));
		release.countDown();
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.SUCCEEDED, TaskOutcome.REJECTED);
	}

	@Test
	void contextThatClosesEndsItsTasks() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		TestApplication closing = TestApplication.of(Beans.class);
		TaskMonitor monitor = closing.monitor();
		ThreadPoolTaskExecutor pool = closing.bean("pool", ThreadPoolTaskExecutor.class);
		pool.setAwaitTerminationSeconds(20);
		Future<?> running = pool.submit(() -> {
			started.countDown();
			Latches.awaitInterruptibly(new CountDownLatch(1));
			return null;
		});
		Latches.await(started);
		Future<?> queued = pool.submit(() -> {
		});
		pool.execute(() -> {
		});
		pool.shutdown();
		closing.close();
		assertThat(queued).isCancelled();
		assertThat(running).isDone();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return monitor.reader().live(TaskQuery.ALL).tasks().isEmpty();
		});
		assertThat(monitor.reader().ended(TaskQuery.ALL).tasks()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.FAILED, TaskOutcome.DISCARDED, TaskOutcome.DISCARDED);
	}

	@Test
	void concurrentTaskExecutorOverForkJoinPoolIsLeftAlone() throws Exception {
		ConcurrentTaskExecutor executor = this.application.bean("overForkJoinPool", ConcurrentTaskExecutor.class);
		assertThat(executor.submit(() -> "forked")).isInstanceOf(ForkJoinTask.class);
		assertThat(this.application.coverage("overForkJoinPool").level()).isEqualTo(Coverage.Level.NONE);
		assertThat(this.application.live()).isEmpty();
	}

	@Test
	void coverageIsFull() {
		for (String name : List.of("pool", "simple", "concurrent", "finalPool", "nested", "nativePool")) {
			assertThat(this.application.coverage(name).level()).as(name).isEqualTo(Coverage.Level.FULL);
			assertThat(this.application.coverage(name).missing()).as(name).isEmpty();
		}
	}

	static final class Named implements Runnable {

		private final CountDownLatch ran;

		Named(CountDownLatch ran) {
			this.ran = ran;
		}

		@Override
		public void run() {
			this.ran.countDown();
		}

		@Override
		public String toString() {
			return "a Named";
		}

	}

	static final class FinalPool extends ThreadPoolTaskExecutor {

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor decorated() {
			return decorated(new ThreadPoolTaskExecutor());
		}

		@Bean
		FinalPool finalPool() {
			return new FinalPool();
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskExecutor limited() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setConcurrencyLimit(1);
			return executor;
		}

		@Bean
		ConcurrentTaskExecutor concurrent(ThreadPoolExecutor nativePool) {
			return new ConcurrentTaskExecutor(nativePool);
		}

		@Bean(destroyMethod = "shutdown")
		ThreadPoolExecutor nativePool() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		}

		@Bean
		ConcurrentTaskExecutor concurrentOverNothing() {
			return new ConcurrentTaskExecutor((command) -> new Thread(command).start());
		}

		@Bean
		ConcurrentTaskExecutor overForkJoinPool() {
			return new ConcurrentTaskExecutor(ForkJoinPool.commonPool());
		}

		@Bean
		ConcurrentTaskExecutor nested(ThreadPoolTaskExecutor pool) {
			return new ConcurrentTaskExecutor(pool);
		}

		@Bean
		ConcurrentTaskExecutor nestedDecorated(ThreadPoolTaskExecutor decorated) {
			ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(decorated);
			executor.setTaskDecorator((runnable) -> () -> runnable.run());
			return executor;
		}

		@Bean
		Executor delegating(ThreadPoolTaskExecutor decorated) {
			return (command) -> decorated.execute(command);
		}

		@Bean
		ThreadPoolTaskExecutor abort() {
			return small(new ThreadPoolExecutor.AbortPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor callerRuns() {
			return small(new ThreadPoolExecutor.CallerRunsPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor discard() {
			return small(new ThreadPoolExecutor.DiscardPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor discardOldest() {
			return small(new ThreadPoolExecutor.DiscardOldestPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor decoratedDiscardOldest() {
			return decorated(discardOldest());
		}

		private static ThreadPoolTaskExecutor small(RejectedExecutionHandler handler) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setMaxPoolSize(1);
			pool.setQueueCapacity(1);
			pool.setRejectedExecutionHandler(handler);
			return pool;
		}

		private static ThreadPoolTaskExecutor decorated(ThreadPoolTaskExecutor pool) {
			pool.setTaskDecorator((runnable) -> () -> runnable.run());
			return pool;
		}

	}

}
