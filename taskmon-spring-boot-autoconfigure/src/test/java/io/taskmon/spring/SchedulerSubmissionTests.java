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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.taskmon.executor.submission.ResultHolder;
import io.taskmon.executor.submission.SubmittedCode;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.track.TaskCode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Code that a scheduler is given as any other executor is.
 */
class SchedulerSubmissionTests {

	private static final String[] ALL = { "pool", "handled", "decorated", "raw", "nameless", "concurrent", "simple",
			"simpleHandled" };

	private final TestApplication application = TestApplication.of(Beans.class);

	@AfterEach
	void close() {
		this.application.close();
	}

	static List<String> all() {
		return List.of(ALL);
	}

	@ParameterizedTest
	@MethodSource("all")
	void executedCode(String name) throws Exception {
		Executor executor = this.application.bean(name, Executor.class);
		CountDownLatch ran = new CountDownLatch(2);
		executor.execute(ran::countDown);
		executor.execute(() -> {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
			});
			ran.countDown();
			throw new IllegalStateException("executed");
		});
		Latches.await(ran);
		assertOutcomes(name, "executed");
	}

	@ParameterizedTest
	@MethodSource("all")
	void submittedCode(String name) throws Exception {
		Executor executor = this.application.bean(name, Executor.class);
		Latches.get(submit(executor, () -> "submitted"));
		swallowing(() -> Latches.get(submit(executor, () -> {
			throw new IllegalStateException("submitted");
		})));
		assertOutcomes(name, "submitted");
	}

	private void assertOutcomes(String name, String message) {
		List<EndedTask> ended = this.application.ended();
		assertThat(ended).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCEEDED, TaskOutcome.FAILED);
		assertThat(ended).allMatch((task) -> task.facts().kind() == TaskKind.EXECUTOR)
			.allMatch((task) -> task.facts().executor().equals(name))
			.filteredOn((task) -> task.outcome() == TaskOutcome.FAILED)
			.allMatch((task) -> task.failure().message().equals(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "raw", "nameless", "concurrent", "simple" })
	void futuresAndStagesThatFailAreNeverTakenForSuccess(String name) throws Exception {
		Executor executor = this.application.bean(name, Executor.class);
		FutureTask<String> future = new FutureTask<>(failing());
		executor.execute(future);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(future));
		CompletableFuture<String> stage = CompletableFuture.supplyAsync(() -> {
			throw new IllegalStateException("stage");
		}, executor);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(stage));
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.FAILED, TaskOutcome.UNKNOWN);
		assertThat(this.application.coverage(name).level()).isEqualTo(Coverage.Level.PARTIAL);
		assertThat(this.application.coverage(name).missing()).anyMatch((missing) -> missing.contains("stages"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "pool", "handled", "decorated", "raw", "nameless", "concurrent", "simple", "simpleHandled" })
	void cancelledWhileRunningIsCancelledNotFailed(String name) throws Exception {
		Executor executor = this.application.bean(name, Executor.class);
		for (int i = 0; i < 50; i++) {
			CountDownLatch running = new CountDownLatch(1);
			Future<?> future = submit(executor, () -> {
				running.countDown();
				new CountDownLatch(1).await();
				return "";
			});
			Latches.await(running);
			assertThat(future.cancel(true)).isTrue();
		}
		assertThat(this.application.ended()).hasSize(50)
			.allMatch((task) -> task.outcome() == TaskOutcome.CANCELLED)
			.allMatch((task) -> task.cancelledBy().thread().equals(Thread.currentThread().getName()));
	}

	// Between the end of the code and that of its future are a few instructions, which
	// cannot be stopped in
	@Test
	void futureThatIsCancelledWhenItsCodeIsThroughDecides() throws Exception {
		Callable<String> code = () -> "through";
		SubmittedCode<String> submitted = new SubmittedCode<>(this.application.monitor().tracker(), code, code,
				ResultHolder.THROWS, () -> false);
		submitted.submit(TaskCode.ofClass(code.getClass().getName(), false), "pool");
		submitted.call();
		submitted.cancelling(true);
		submitted.cancelled();
		EndedTask task = this.application.onlyEnded();
		assertThat(task.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(task.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
	}

	@Test
	void failureThatAnErrorHandlerHasGotIsNoCancellationAfterwards() throws Exception {
		CountDownLatch failed = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		SimpleAsyncTaskScheduler scheduler = this.application.bean("simple", SimpleAsyncTaskScheduler.class);
		scheduler.setErrorHandler((ex) -> {
			failed.countDown();
			Latches.awaitStubbornly(release);
		});
		Future<?> future = scheduler.submit(failing());
		Latches.await(failed);
		assertThat(future.cancel(true)).isTrue();
		release.countDown();
		EndedTask task = this.application.onlyEnded();
		assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(task.cancelledBy()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "raw", "nameless", "concurrent" })
	void cancelledWhileQueuedLeavesTheLiveListAtOnce(String name) throws Exception {
		Executor executor = this.application.bean(name, Executor.class);
		CountDownLatch release = block(executor);
		Future<?> queued = submit(executor, () -> "never");
		assertThat(this.application.live()).filteredOn((task) -> task.state() == TaskState.QUEUED).hasSize(1);
		queued.cancel(false);
		assertThat(this.application.live()).filteredOn((task) -> task.state() == TaskState.QUEUED).isEmpty();
		release.countDown();
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCEEDED, TaskOutcome.CANCELLED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "raw", "nameless" })
	void refusedAndDroppedCode(String name) throws Exception {
		ScheduledExecutorService service = this.application.bean(name, ScheduledExecutorService.class);
		CountDownLatch release = block(service);
		service.execute(() -> {
		});
		Future<?> submitted = service.submit(() -> {
		});
		service.shutdownNow();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> service.execute(() -> {
		}));
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> service.submit(failing()));
		assertThat(this.application.live()).hasSize(1);
		release.countDown();
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED, TaskOutcome.DISCARDED,
					TaskOutcome.REJECTED, TaskOutcome.REJECTED);
		assertThat(submitted.isDone()).isFalse();
	}

	@Test
	void removedByTheFutureThatTheApplicationHolds() throws Exception {
		ScheduledThreadPoolExecutor pool = this.application.bean("raw", ScheduledThreadPoolExecutor.class);
		CountDownLatch release = block(pool);
		Future<?> queued = pool.submit(() -> {
		});
		assertThat(pool.remove((Runnable) queued)).isTrue();
		release.countDown();
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED);
	}

	@Test
	void contextThatClosesDiscardsWhatWaits() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		AsyncTaskExecutor pool = this.application.bean("pool", AsyncTaskExecutor.class);
		pool.execute(() -> {
			running.countDown();
			Latches.await(new CountDownLatch(1));
		});
		pool.execute(() -> {
		});
		pool.submit(() -> {
		});
		CompletableFuture.runAsync(() -> {
		}, pool);
		Latches.await(running);
		TaskReader reader = this.application.tasks();
		this.application.close();
		Awaitility.await().until(() -> reader.live(TaskQuery.ALL).tasks().isEmpty());
		assertThat(reader.ended(TaskQuery.ALL).tasks()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.FAILED, TaskOutcome.DISCARDED, TaskOutcome.DISCARDED,
					TaskOutcome.DISCARDED);
	}

	@Test
	void runThatSchedulerHandsToAnotherExecutorIsOneTask() throws Exception {
		SimpleAsyncTaskScheduler scheduler = this.application.bean("handingOn", SimpleAsyncTaskScheduler.class);
		CountDownLatch runs = new CountDownLatch(2);
		ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(runs::countDown, Duration.ofMillis(5));
		Latches.await(runs);
		future.cancel(false);
		assertThat(this.application.ended()).allMatch((task) -> task.facts().kind() == TaskKind.SCHEDULED);
	}

	@Test
	void cancelledScheduleThatDoesNotInterruptItsRunLetsItSucceed() throws Exception {
		SimpleAsyncTaskScheduler scheduler = this.application.bean("simple", SimpleAsyncTaskScheduler.class);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(() -> {
			running.countDown();
			Latches.await(release);
		}, Duration.ofHours(1));
		Latches.await(running);
		future.cancel(true);
		assertThat(this.application.live()).hasSize(1);
		release.countDown();
		assertThat(this.application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
	}

	private static CountDownLatch block(Executor executor) {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		executor.execute(() -> {
			running.countDown();
			Latches.awaitStubbornly(release);
		});
		Latches.await(running);
		return release;
	}

	private static Future<?> submit(Executor executor, Callable<?> code) {
		if (executor instanceof AsyncTaskExecutor async) {
			return async.submit(code);
		}
		return ((ScheduledExecutorService) executor).submit(code);
	}

	private static Callable<String> failing() {
		return () -> {
			throw new IllegalStateException("failing");
		};
	}

	private static void swallowing(Callable<?> code) throws Exception {
		try {
			code.call();
		}
		catch (ExecutionException ex) {
			assertThat(ex.getCause()).isInstanceOf(IllegalStateException.class);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setTimeoutPerShutdownPhase(100);
			return processor;
		}

		@Bean
		ThreadPoolTaskScheduler pool() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskScheduler handled() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setErrorHandler((ex) -> {
			});
			return scheduler;
		}

		@Bean
		ThreadPoolTaskScheduler decorated() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setTaskDecorator((runnable) -> () -> runnable.run());
			return scheduler;
		}

		@Bean
		ScheduledThreadPoolExecutor raw() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ScheduledExecutorService nameless() {
			return Executors.newSingleThreadScheduledExecutor();
		}

		@Bean
		ConcurrentTaskScheduler concurrent() {
			return new ConcurrentTaskScheduler(new ScheduledThreadPoolExecutor(1));
		}

		@Bean
		SimpleAsyncTaskScheduler simple() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		SimpleAsyncTaskScheduler simpleHandled() {
			SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
			scheduler.setErrorHandler((ex) -> {
			});
			return scheduler;
		}

		@Bean
		SimpleAsyncTaskScheduler handingOn(ThreadPoolTaskExecutor target) {
			SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
			scheduler.setTargetTaskExecutor(target);
			return scheduler;
		}

		@Bean
		ThreadPoolTaskExecutor target() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
