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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * {@code @Async} calls that do not end by themselves: refused, dropped, cancelled,
 * completed by others.
 */
class AsyncEndingTests {

	private static TestApplication application(String executor) {
		return TestApplication.of(List.of("work.executor=" + executor), Beans.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "abort", "rawAbort", "decoratedAbort" })
	void refusedCallIsRejectedAndItsCallerSeesWhatItAlwaysSaw(String executor) {
		try (TestApplication application = application(executor)) {
			Work work = application.bean(Work.class);
			CountDownLatch release = fill(application, work);
			for (Runnable call : List.<Runnable>of(work::run, work::completable, work::future)) {
				TaskRejectedException exception = catchThrowableOfType(TaskRejectedException.class, call::run);
				assertThat(exception).hasMessageContaining("did not accept task: ")
					.hasMessageContaining(exception.getMessage().contains("CompletableFuture") ? "Async"
							: "org.springframework.aop.interceptor.AsyncExecutionInterceptor$$Lambda")
					.hasCauseInstanceOf(RejectedExecutionException.class);
				assertThat(exception.toString() + exception.getCause()).doesNotContain("Tracked");
			}
			release.countDown();
			List<EndedTask> rejected = ended(application, TaskOutcome.REJECTED);
			assertThat(rejected).hasSize(3)
				.allMatch((task) -> task.failure().type().contains("Rejected"))
				.allMatch((task) -> task.facts().executor().equals(executor) && task.facts().startedAt() == null);
			assertThat(ended(application, TaskOutcome.SUCCEEDED)).hasSize(2);
		}
	}

	@Test
	void limitOfSimpleAsyncTaskExecutorRejects() {
		try (TestApplication application = application("limited")) {
			Work work = application.bean(Work.class);
			CountDownLatch release = new CountDownLatch(1);
			work.waitFor(release);
			awaitStart(application);
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(work::run);
			release.countDown();
			assertThat(application.ended()).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.REJECTED);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "callerRuns", "rawCallerRuns", "decoratedCallerRuns" })
	void callThatItsCallerRunsIsOneTask(String executor) {
		try (TestApplication application = application(executor)) {
			Work work = application.bean(Work.class);
			CountDownLatch release = fill(application, work);
			work.run();
			assertThat(application.bean(Notes.class).threads).containsExactly(Thread.currentThread().getName());
			assertThat(application.monitor().tracker().current()).isNull();
			release.countDown();
			assertThat(application.ended()).hasSize(3).allMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "discardOldest", "decoratedDiscardOldest" })
	void callThatReplacesTheOldestIsOneTask(String executor) {
		try (TestApplication application = application(executor)) {
			Work work = application.bean(Work.class);
			CountDownLatch release = fill(application, work);
			work.run();
			work.completable();
			release.countDown();
			List<EndedTask> ended = application.endedAfterCollection();
			assertThat(ended).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED, TaskOutcome.DISCARDED,
						TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void callThatIsDroppedIsDiscarded() {
		try (TestApplication application = application("discard")) {
			Work work = application.bean(Work.class);
			CountDownLatch release = fill(application, work);
			work.run();
			release.countDown();
			assertThat(application.endedAfterCollection()).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED);
		}
	}

	@Test
	void callThatIsDroppedIsDiscardedEvenIfItsCallerKeepsTheFuture() {
		try (TestApplication application = application("discard")) {
			Work work = application.bean(Work.class);
			CountDownLatch release = fill(application, work);
			CompletableFuture<String> kept = work.completable();
			release.countDown();
			assertThat(application.endedAfterCollection()).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED);
			assertThat(kept).isNotDone();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "abort", "rawAbort", "simple" })
	void futureThatIsCancelledWhileItsBodyRunsInterruptsIt(String executor) throws Exception {
		try (TestApplication application = application(executor)) {
			CountDownLatch never = new CountDownLatch(1);
			Future<String> future = application.bean(Work.class).future(never);
			awaitStart(application);
			assertThat(future.cancel(true)).isTrue();
			assertThat(Latches.take(application.bean(Notes.class).interrupted)).isEqualTo("future");
			EndedTask task = application.onlyEnded();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(task.failure()).isNull();
			assertThat(task.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
		}
	}

	@Test
	void twoHundredFuturesThatAreCancelledWhileRunningAreAllCancelled() throws Exception {
		try (TestApplication application = application("simple")) {
			for (int i = 0; i < 200; i++) {
				Future<String> future = application.bean(Work.class).future(new CountDownLatch(1));
				awaitStart(application);
				future.cancel(true);
			}
			assertThat(application.ended()).hasSize(200).allMatch((task) -> task.outcome() == TaskOutcome.CANCELLED);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "abort", "rawAbort", "scheduler" })
	void futureThatIsCancelledWhileQueuedLeavesTheLiveListAtOnce(String executor) throws Exception {
		try (TestApplication application = application(executor)) {
			Work work = application.bean(Work.class);
			CountDownLatch release = new CountDownLatch(1);
			work.waitFor(release);
			awaitStart(application);
			Future<String> future = work.future(release);
			assertThat(application.live()).hasSize(2);
			future.cancel(false);
			assertThat(application.live()).hasSize(1);
			EndedTask cancelled = application.ended(1).get(0);
			assertThat(cancelled.outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(cancelled.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
			release.countDown();
			assertThat(application.ended()).hasSize(2);
		}
	}

	@Test
	void futureThatWaitsWhenItsSchedulerIsClosedIsDiscardedAtOnce() throws Exception {
		try (TestApplication application = application("scheduler")) {
			Work work = application.bean(Work.class);
			CountDownLatch release = new CountDownLatch(1);
			work.future(release);
			awaitStart(application);
			Future<String> future = work.future(release);
			application.bean(ThreadPoolTaskScheduler.class).shutdown();
			assertThat(future.isCancelled()).isTrue();
			assertThat(application.ended()).last().extracting(EndedTask::outcome).isEqualTo(TaskOutcome.DISCARDED);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "abort", "rawAbort" })
	void completableFutureThatIsCancelledLetsItsBodyRunOn(String executor) throws Exception {
		try (TestApplication application = application(executor)) {
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> future = application.bean(Work.class).completable(release);
			awaitStart(application);
			future.cancel(true);
			assertThat(application.live()).singleElement()
				.matches(LiveTask::cancelled)
				.matches((task) -> task.state() == TaskState.RUNNING);
			EndedTask cancelled = application.ended(1).get(0);
			assertThat(cancelled.outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(cancelled.bodyStillRunning()).isTrue();
			assertThat(cancelled.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
			assertThat(cancelled.cancelledBy().taskId()).isNull();
			assertThat(cancelled.cancelledBy().stack().toString()).contains("completableFutureThatIsCancelledLets");
			release.countDown();
			EndedTask ended = application.onlyEnded();
			assertThat(ended.outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(ended.bodyStillRunning()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "abort", "rawAbort" })
	void threadThatComesToTellOfCancellationBeforeItsCancellerIsNotTakenForIt(String executor) throws Exception {
		try (TestApplication application = application(executor)) {
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> future = application.bean(Work.class).completable(release);
			awaitStart(application);
			// Told before the dependent that taskmon has added
			CompletableFuture<List<EndedTask>> ended = future.handle((value, ex) -> {
				release.countDown();
				return application.ended();
			});
			future.cancel(true);
			assertThat(ended.join()).singleElement()
				.matches((task) -> task.outcome() == TaskOutcome.CANCELLED && task.cancelledBy() == null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "abort", "rawAbort" })
	void completableFutureThatIsCancelledWhileQueuedNeverRuns(String executor) throws Exception {
		try (TestApplication application = application(executor)) {
			Work work = application.bean(Work.class);
			CountDownLatch release = new CountDownLatch(1);
			work.waitFor(release);
			awaitStart(application);
			work.completable().cancel(false);
			assertThat(application.live()).hasSize(1);
			EndedTask cancelled = application.ended(1).get(0);
			assertThat(cancelled.outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(cancelled.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
			release.countDown();
			application.ended();
			assertThat(application.bean(Notes.class).threads).isEmpty();
		}
	}

	@Test
	void cancellerThatIsTaskItselfIsNamed() throws Exception {
		try (TestApplication application = application("simple")) {
			Work work = application.bean(Work.class);
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> victim = work.completable(release);
			awaitStart(application);
			work.cancel(victim);
			Latches.take(application.bean(Notes.class).cancelled);
			release.countDown();
			EndedTask cancelled = ended(application, TaskOutcome.CANCELLED).get(0);
			assertThat(cancelled.cancelledBy().name()).isEqualTo("Work.cancel");
			assertThat(cancelled.cancelledBy().taskId()).isEqualTo(2);
		}
	}

	@Test
	void timeOutFromOutsideIsNoCancellation() throws Exception {
		try (TestApplication application = application("simple")) {
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> future = application.bean(Work.class)
				.completable(release)
				.orTimeout(1, TimeUnit.MILLISECONDS);
			awaitStart(application);
			assertThat(future.handle((value, ex) -> ex).get(20, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
			assertThat(application.live()).singleElement().matches((task) -> !task.cancelled());
			release.countDown();
			assertThat(application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void completionFromOutsideOfQueuedCallDiscardsIt() throws Exception {
		try (TestApplication application = application("abort")) {
			Work work = application.bean(Work.class);
			CountDownLatch release = new CountDownLatch(1);
			work.waitFor(release);
			awaitStart(application);
			CompletableFuture<String> future = work.completable();
			future.complete("from outside");
			assertThat(application.live()).hasSize(1);
			release.countDown();
			assertThat(application.ended()).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED);
			assertThat(application.bean(Notes.class).threads).isEmpty();
			assertThat(Latches.get(future)).isEqualTo("from outside");
		}
	}

	@Test
	void futureThatNeverCompletesKeepsItsTaskLiveUntilItsThreadIsInterrupted() throws Exception {
		try (TestApplication application = application("simple")) {
			Future<String> future = application.bean(Work.class).returned(new CompletableFuture<>());
			awaitStart(application);
			assertThat(application.live()).hasSize(1);
			future.cancel(true);
			assertThat(application.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		}
	}

	@Test
	void returnedFutureThatWasCancelledMakesTheCallCancelled() {
		try (TestApplication application = application("simple")) {
			CompletableFuture<String> inner = new CompletableFuture<>();
			inner.cancel(true);
			Future<String> future = application.bean(Work.class).returned(inner);
			assertThat(application.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
			assertThat(future).isDone();
		}
	}

	private static CountDownLatch fill(TestApplication application, Work work) {
		CountDownLatch release = new CountDownLatch(1);
		work.waitFor(release);
		awaitStart(application);
		work.waitFor(release);
		return release;
	}

	private static void awaitStart(TestApplication application) {
		try {
			Latches.take(application.bean(Notes.class).started);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<EndedTask> ended(TestApplication application, TaskOutcome outcome) {
		return application.ended().stream().filter((task) -> task.outcome() == outcome).toList();
	}

	private static List<TaskOutcome> outcomes(TestApplication application, int count) {
		return new ArrayList<>(application.ended(count).stream().map(EndedTask::outcome).toList());
	}

	static class Notes {

		final BlockingQueue<String> started = new LinkedBlockingQueue<>();

		final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

		final BlockingQueue<String> interrupted = new LinkedBlockingQueue<>();

		final BlockingQueue<Boolean> cancelled = new LinkedBlockingQueue<>();

	}

	static class Work {

		private final Notes notes;

		Work(Notes notes) {
			this.notes = notes;
		}

		@Async("${work.executor}")
		public void run() {
			this.notes.threads.add(Thread.currentThread().getName());
		}

		@Async("${work.executor}")
		public void waitFor(CountDownLatch release) {
			this.notes.started.add("waitFor");
			Latches.await(release);
		}

		@Async("${work.executor}")
		public CompletableFuture<String> completable() {
			this.notes.threads.add(Thread.currentThread().getName());
			return CompletableFuture.completedFuture("completable");
		}

		@Async("${work.executor}")
		public CompletableFuture<String> completable(CountDownLatch release) {
			this.notes.started.add("completable");
			Latches.await(release);
			return CompletableFuture.completedFuture("completable");
		}

		@Async("${work.executor}")
		public Future<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		@Async("${work.executor}")
		public Future<String> future(CountDownLatch release) {
			this.notes.started.add("future");
			try {
				Latches.awaitInterruptibly(release);
			}
			catch (InterruptedException ex) {
				this.notes.interrupted.add("future");
				throw new IllegalStateException(ex);
			}
			return CompletableFuture.completedFuture("future");
		}

		@Async("${work.executor}")
		public Future<String> returned(Future<String> future) {
			this.notes.started.add("returned");
			return future;
		}

		@Async("${work.executor}")
		public void cancel(Future<?> future) {
			this.notes.cancelled.add(future.cancel(true));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Work.class, Notes.class })
	static class Beans {

		@Bean
		ThreadPoolTaskExecutor abort() {
			return pool();
		}

		@Bean
		ThreadPoolTaskExecutor decoratedAbort() {
			return decorated(pool());
		}

		@Bean
		ThreadPoolTaskExecutor callerRuns() {
			ThreadPoolTaskExecutor pool = pool();
			pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor decoratedCallerRuns() {
			return decorated(callerRuns());
		}

		@Bean
		ThreadPoolTaskExecutor discardOldest() {
			ThreadPoolTaskExecutor pool = pool();
			pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor decoratedDiscardOldest() {
			return decorated(discardOldest());
		}

		@Bean
		ThreadPoolTaskExecutor discard() {
			ThreadPoolTaskExecutor pool = pool();
			pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
			return pool;
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService rawAbort() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(1));
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService rawCallerRuns() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(1),
					new ThreadPoolExecutor.CallerRunsPolicy());
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskExecutor limited() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setConcurrencyLimit(1);
			executor.setRejectTasksWhenLimitReached(true);
			return executor;
		}

		@Bean
		ThreadPoolTaskScheduler scheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		Executor unused() {
			return Runnable::run;
		}

		private static ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setMaxPoolSize(1);
			pool.setQueueCapacity(1);
			return pool;
		}

		private static ThreadPoolTaskExecutor decorated(ThreadPoolTaskExecutor pool) {
			pool.setTaskDecorator((runnable) -> () -> runnable.run());
			return pool;
		}

	}

}
