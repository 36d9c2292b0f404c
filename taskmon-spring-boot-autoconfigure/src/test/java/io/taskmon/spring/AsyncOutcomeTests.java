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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How {@code @Async} methods end, whatever executor runs them: outcome, exception, name
 * and executor, in one record for each call.
 */
class AsyncOutcomeTests {

	private static TestApplication application(String executor) {
		return TestApplication.of(List.of("work.executor=" + executor), ExecutorBeans.class);
	}

	@ParameterizedTest
	@CsvSource({ "pool, pool", "decoratedPool, decoratedPool", "finalPool, finalPool", "nested, pool",
			"delegating, decoratedPool", "simple, simple", "concurrent, decoratedPool",
			"adaptedForkJoinPool, adaptedForkJoinPool", "concurrentOverNothing, concurrentOverNothing", "raw, raw",
			"forkJoinPool, forkJoinPool", "direct, direct", "threads, threads" })
	void everyCallIsRecordedOnceWithItsTrueOutcome(String qualifier, String executor) throws Exception {
		try (TestApplication application = application(qualifier)) {
			Work work = application.bean(Work.class);
			Failures failures = application.bean(Failures.class);
			assertEnded(application, executor, "Work.run", TaskOutcome.SUCCEEDED, null, 1, work::run);
			assertEnded(application, executor, "Work.runAndFail", TaskOutcome.FAILED, "run", 2, work::runAndFail);
			assertThat(Latches.take(failures.seen)).hasMessage("run");
			assertEnded(application, executor, "Work.future", TaskOutcome.SUCCEEDED, null, 3,
					() -> assertThat(Latches.get(work.future())).isEqualTo("future"));
			assertEnded(application, executor, "Work.futureThatFails", TaskOutcome.FAILED, "future", 4,
					() -> assertFails(work.futureThatFails(), "future"));
			assertEnded(application, executor, "Work.completable", TaskOutcome.SUCCEEDED, null, 5,
					() -> assertThat(Latches.get(work.completable())).isEqualTo("completable"));
			assertEnded(application, executor, "Work.completableThatFails", TaskOutcome.FAILED, "completable", 6,
					() -> assertFails(work.completableThatFails(), "completable"));
			assertEnded(application, executor, "Work.failedFuture", TaskOutcome.FAILED, "returned", 7,
					() -> assertFails(work.failedFuture(), "returned"));
			assertEnded(application, executor, "Work.checked", TaskOutcome.FAILED, "checked", 8,
					() -> assertFails(work.checked(), "checked"));
		}
	}

	private static void assertEnded(TestApplication application, String executor, String name, TaskOutcome outcome,
			String message, int records, Step step) throws Exception {
		step.run();
		List<EndedTask> ended = application.ended();
		assertThat(ended).hasSize(records);
		EndedTask task = ended.get(records - 1);
		assertThat(task.facts().name()).isEqualTo(name);
		assertThat(task.facts().kind()).isEqualTo(TaskKind.ASYNC);
		assertThat(task.facts().executor()).isEqualTo(executor);
		assertThat(task.facts().parentId()).isNull();
		assertThat(task.outcome()).isEqualTo(outcome);
		assertThat(Optional.ofNullable(task.failure()).map(Failure::message).orElse(null)).isEqualTo(message);
	}

	private static void assertFails(Future<?> future, String message) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(future))
			.havingCause()
			.withMessageEndingWith(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "raw" })
	void futureThatIsReturnedAndCompletesLaterEndsTheTaskWhenItDoes(String executor) throws Exception {
		try (TestApplication application = application(executor)) {
			Work work = application.bean(Work.class);
			CompletableFuture<String> later = new CompletableFuture<>();
			CompletableFuture<String> answer = work.later(later);
			Latches.take(application.bean(Starts.class).seen);
			assertThat(application.live()).hasSize(1);
			later.completeExceptionally(new IOException("later"));
			assertFails(answer, "later");
			EndedTask task = application.onlyEnded();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
			assertThat(task.failure()).extracting(Failure::type, Failure::message)
				.containsExactly(IOException.class.getName(), "later");
		}
	}

	@Test
	void exceptionIsTheOneThatTheMethodThrew() throws Exception {
		try (TestApplication application = application("pool")) {
			assertFails(application.bean(Work.class).checked(), "checked");
			Failure failure = application.onlyEnded().failure();
			assertThat(failure.type()).isEqualTo(UncheckedIOException.class.getName());
			assertThat(failure.stack().get(0)).startsWith(Work.class.getName() + ".checked(");
			assertThat(failure.stack()).contains("Caused by: java.io.IOException: cause");
		}
	}

	@Test
	void executorThatIsNoBeanLeavesTheExecutorUnknown() throws Exception {
		try (TestApplication application = TestApplication.of(ExecutorThatIsNoBean.class)) {
			application.bean(Unqualified.class).run();
			EndedTask task = application.onlyEnded();
			assertThat(task.facts().name()).isEqualTo("Unqualified.run");
			assertThat(task.facts().executor()).isNull();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void executorThatSpringMakesItselfLeavesTheExecutorUnknown() throws Exception {
		try (TestApplication application = TestApplication.of(NoDefaultExecutor.class)) {
			application.bean(Unqualified.class).run();
			assertThat(application.onlyEnded().facts().executor()).isNull();
		}
	}

	@Test
	void executorOfBootTakesUnqualifiedCalls() throws Exception {
		try (TestApplication application = TestApplication.of(OnlyAsync.class)) {
			application.bean(Unqualified.class).run();
			EndedTask task = application.onlyEnded();
			assertThat(task.facts().executor()).isEqualTo("applicationTaskExecutor");
			assertThat(task.facts().kind()).isEqualTo(TaskKind.ASYNC);
		}
	}

	interface Step {

		void run() throws Exception;

	}

	static class Work {

		private final Starts starts;

		Work(Starts starts) {
			this.starts = starts;
		}

		@Async("${work.executor}")
		public void run() {
		}

		@Async("${work.executor}")
		public void runAndFail() {
			throw new IllegalStateException("run");
		}

		@Async("${work.executor}")
		public Future<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		@Async("${work.executor}")
		public Future<String> futureThatFails() {
			throw new IllegalStateException("future");
		}

		@Async("${work.executor}")
		public CompletableFuture<String> completable() {
			return CompletableFuture.completedFuture("completable");
		}

		@Async("${work.executor}")
		public CompletableFuture<String> completableThatFails() {
			throw new IllegalStateException("completable");
		}

		@Async("${work.executor}")
		public CompletableFuture<String> failedFuture() {
			return CompletableFuture.failedFuture(new IllegalStateException("returned"));
		}

		@Async("${work.executor}")
		public Future<String> checked() {
			throw new UncheckedIOException("checked", new IOException("cause"));
		}

		@Async("${work.executor}")
		public CompletableFuture<String> later(CompletableFuture<String> later) {
			this.starts.seen.add("later");
			return later;
		}

	}

	static class Starts {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

	}

	static class Unqualified {

		@Async
		public void run() {
		}

	}

	static class Failures implements AsyncUncaughtExceptionHandler {

		final BlockingQueue<Throwable> seen = new LinkedBlockingQueue<>();

		@Override
		public void handleUncaughtException(Throwable ex, java.lang.reflect.Method method, Object... params) {
			this.seen.add(ex);
		}

	}

	static final class FinalPool extends ThreadPoolTaskExecutor {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Work.class, Starts.class, Failures.class })
	static class ExecutorBeans implements AsyncConfigurer {

		private final Failures failures;

		ExecutorBeans(Failures failures) {
			this.failures = failures;
		}

		@Override
		public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
			return this.failures;
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor decoratedPool() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setTaskDecorator((runnable) -> () -> runnable.run());
			return executor;
		}

		@Bean
		FinalPool finalPool() {
			return new FinalPool();
		}

		@Bean
		ConcurrentTaskExecutor nested(ThreadPoolTaskExecutor pool) {
			return new ConcurrentTaskExecutor(pool);
		}

		@Bean
		Executor delegating(ThreadPoolTaskExecutor decoratedPool) {
			return (command) -> decoratedPool.execute(command);
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		ConcurrentTaskExecutor concurrent(ThreadPoolTaskExecutor decoratedPool) {
			return new ConcurrentTaskExecutor(decoratedPool.getThreadPoolExecutor());
		}

		@Bean
		ConcurrentTaskExecutor adaptedForkJoinPool(ForkJoinPool forkJoinPool) {
			return new ConcurrentTaskExecutor(forkJoinPool);
		}

		@Bean
		ConcurrentTaskExecutor concurrentOverNothing() {
			return new ConcurrentTaskExecutor((command) -> new Thread(command).start());
		}

		@Bean(destroyMethod = "shutdown")
		ExecutorService raw() {
			return Executors.newFixedThreadPool(1);
		}

		@Bean(destroyMethod = "shutdown")
		ForkJoinPool forkJoinPool() {
			return new ForkJoinPool(1);
		}

		@Bean
		Executor direct() {
			return Runnable::run;
		}

		@Bean
		Executor threads() {
			return (command) -> new Thread(command).start();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Unqualified.class)
	static class OnlyAsync {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Unqualified.class)
	static class ExecutorThatIsNoBean implements AsyncConfigurer {

		@Override
		public Executor getAsyncExecutor() {
			return Runnable::run;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Unqualified.class)
	static class NoDefaultExecutor {

		@Bean
		Executor first() {
			return Runnable::run;
		}

		@Bean
		Executor second() {
			return Runnable::run;
		}

	}

}
