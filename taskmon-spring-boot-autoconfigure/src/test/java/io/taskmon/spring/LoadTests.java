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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Canceller;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many tasks, on real executors.
 */
class LoadTests {

	private static final TaskQuery EVERYTHING = TaskQuery.ALL.withLimit(100_000);

	private static final int RACES = 1_000;

	private static final int PARKED = 20_000;

	/**
	 * What the future says when all is over is what the log says, whoever was first; and
	 * nobody is taken for the canceller who was not.
	 */
	@ParameterizedTest
	@ValueSource(
			strings = { "pool", "decorated", "simple", "raw", "scheduler", "async", "asyncPool", "asyncScheduler" })
	void cancellationRacesTheEndOfTheCode(String name) throws Exception {
		try (TestApplication application = TestApplication.of(List.of("taskmon.termination-log.capacity=" + RACES),
				Beans.class)) {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < RACES; i++) {
				CyclicBarrier barrier = new CyclicBarrier(2);
				CountDownLatch cancelled = new CountDownLatch(isCancelledFirst(i) ? 1 : 0);
				Future<?> future = submit(application, name, () -> {
					barrier.await(20, TimeUnit.SECONDS);
					return cancelled.await(20, TimeUnit.SECONDS);
				});
				barrier.await(20, TimeUnit.SECONDS);
				spin(i % 50);
				future.cancel(true);
				cancelled.countDown();
				futures.add(future);
			}
			List<EndedTask> ended = application.ended();
			assertThat(ended).extracting(EndedTask::outcome)
				.containsExactlyElementsOf(futures.stream()
					.map((future) -> future.isCancelled() ? TaskOutcome.CANCELLED : TaskOutcome.SUCCEEDED)
					.toList());
			for (int i = 0; i < RACES; i++) {
				Canceller canceller = ended.get(i).cancelledBy();
				boolean cancelled = ended.get(i).outcome() == TaskOutcome.CANCELLED;
				assertThat(cancelled || !isCancelledFirst(i)).isTrue();
				if (cancelled && (canceller != null || !name.equals("async") || isCancelledFirst(i))) {
					assertThat(canceller).isNotNull();
					assertThat(canceller.thread()).isEqualTo(Thread.currentThread().getName());
				}
			}
		}
	}

	/**
	 * Whether the code cannot end before it is cancelled; who cancels it is known then.
	 */
	private static boolean isCancelledFirst(int race) {
		return race % 10 == 0;
	}

	private static Future<?> submit(TestApplication application, String name, Callable<?> code) throws Exception {
		Work work = application.bean(Work.class);
		return switch (name) {
			case "async" -> work.inForkJoinPool(code);
			case "asyncPool" -> work.inPool(code);
			case "asyncScheduler" -> work.inScheduler(code);
			default -> submit(application.bean(name, Executor.class), code);
		};
	}

	private static Future<?> submit(Executor executor, Callable<?> code) {
		return (executor instanceof AsyncTaskExecutor async) ? async.submit(code)
				: ((ExecutorService) executor).submit(code);
	}

	private static void spin(int times) {
		for (int i = 0; i < times * 20; i++) {
			Thread.onSpinWait();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void parkedVirtualThreadsAreListedShownAndCancelled(boolean spring) throws Exception {
		try (TestApplication application = TestApplication.of(List.of("taskmon.termination-log.capacity=" + PARKED),
				Virtual.class)) {
			AsyncTaskExecutor executor = application.bean(spring ? "simple" : "virtual", AsyncTaskExecutor.class);
			CountDownLatch running = new CountDownLatch(PARKED);
			for (int i = 0; i < PARKED; i++) {
				executor.submit(() -> {
					running.countDown();
					return new CountDownLatch(1).await(1, TimeUnit.HOURS);
				});
			}
			Latches.await(running);
			TaskReader reader = application.tasks();
			List<LiveTask> live = reader.live(EVERYTHING).tasks();
			assertThat(live).hasSize(PARKED).allMatch((task) -> task.thread() != null && task.thread().virtual());
			for (LiveTask task : live.subList(0, 100)) {
				Awaitility.await()
					.until(() -> reader.find(task.facts().id())
						.orElseThrow()
						.stack()
						.stream()
						.anyMatch((frame) -> frame.getMethodName().equals("await")));
			}
			TaskCanceller canceller = application.bean(TaskCanceller.class);
			assertThat(live)
				.allMatch((task) -> canceller.cancel(task.facts().id()) == TaskCanceller.Result.INTERRUPTED);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> reader.live(EVERYTHING).tasks().isEmpty());
			assertThat(reader.ended(EVERYTHING).tasks()).hasSize(PARKED)
				.allMatch((task) -> task.outcome() == TaskOutcome.CANCELLED)
				.allMatch((task) -> task.cancelledBy() != null);
		}
	}

	@Test
	void taskThatResubmitsItselfForEverFitsIntoASmallHeapAndWashesNoPreservedEndAway() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx40m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				SelfResubmission.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(process.inputReader().lines())
				.contains("live 0, terminated 1000001, dropped 0, errors 0, preserved FAILED");
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * A program that resubmits a task to a tracked pool.
	 */
	static final class SelfResubmission implements Runnable {

		private static final int ROUNDS = 1_000_000;

		private final CountDownLatch rounds = new CountDownLatch(ROUNDS);

		private final Executor executor;

		private SelfResubmission(Executor executor) {
			this.executor = executor;
		}

		public static void main(String[] args) throws Exception {
			TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
					(activity, fault) -> fault.printStackTrace());
			monitor.start();
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setWaitForTasksToCompleteOnShutdown(true);
			pool.setAwaitTerminationSeconds(20);
			pool.initialize();
			new ExecutorTracking(HookContext.of(monitor)).track(pool, "pool", false);
			pool.submit(new Poller());
			SelfResubmission resubmission = new SelfResubmission(pool);
			pool.execute(resubmission);
			resubmission.rounds.await();
			pool.shutdown();
			TaskReader reader = monitor.reader();
			TaskCounts counts = reader.live(EVERYTHING).counts();
			List<EndedTask> preserved = reader.ended(TaskQuery.ALL.withPreserved(true).withLimit(10)).tasks();
			System.out.println("live " + (counts.queued() + counts.running()) + ", terminated " + counts.terminated()
					+ ", dropped " + counts.dropped() + ", errors " + counts.errors() + ", preserved "
					+ preserved.get(0).outcome());
			System.exit(0);
		}

		@Override
		public void run() {
			this.rounds.countDown();
			if (this.rounds.getCount() > 0) {
				this.executor.execute(this);
			}
		}

	}

	@PreserveTerminationLog
	static final class Poller implements Runnable {

		@Override
		public void run() {
			throw new IllegalStateException("polling");
		}

	}

	static class Work {

		@Async("forkJoinPool")
		public CompletableFuture<Object> inForkJoinPool(Callable<?> code) throws Exception {
			return CompletableFuture.completedFuture(code.call());
		}

		@Async("pool")
		public Future<Object> inPool(Callable<?> code) throws Exception {
			return CompletableFuture.completedFuture(code.call());
		}

		@Async("threadPoolScheduler")
		public Future<Object> inScheduler(Callable<?> code) throws Exception {
			return CompletableFuture.completedFuture(code.call());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Work.class)
	static class Beans {

		@Bean
		ForkJoinPool forkJoinPool() {
			return new ForkJoinPool(2);
		}

		@Bean
		ThreadPoolTaskScheduler threadPoolScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor decorated() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setTaskDecorator((runnable) -> () -> runnable.run());
			return executor;
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		ExecutorService raw() {
			return Executors.newCachedThreadPool();
		}

		@Bean
		SimpleAsyncTaskScheduler scheduler() {
			return new SimpleAsyncTaskScheduler();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Virtual {

		@Bean
		SimpleAsyncTaskExecutor simple() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setVirtualThreads(true);
			return executor;
		}

		@Bean
		VirtualThreadTaskExecutor virtual() {
			return new VirtualThreadTaskExecutor();
		}

	}

}
