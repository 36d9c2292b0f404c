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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.spi.FaultListener;
import io.taskmon.spi.TaskClock;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Errors inside taskmon, and code that is as hostile as it can be: neither the task, nor
 * its caller, nor start-up sees anything.
 */
@ExtendWith(OutputCaptureExtension.class)
class TrackingFaultTests {

	private static volatile Supplier<? extends Throwable> clockFault;

	private static volatile FaultListener listener;

	@ParameterizedTest
	@EnumSource
	void clockThatFailsHurtsNobody(Fault fault) throws Exception {
		BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
		clockFault = fault::create;
		listener = (activity, ex) -> faults.add(ex);
		try (TestApplication application = TestApplication.of(Broken.class)) {
			useEverything(application);
			assertThat(application.monitor().tracker().faults().count()).isGreaterThan(10);
			application.monitor().keepHouse();
			assertThat(faults).isNotEmpty().allMatch((ex) -> ex.getClass() == fault.create().getClass());
		}
	}

	@Test
	void listenerThatFailsHurtsNobodyAndIsCounted() throws Exception {
		clockFault = IllegalStateException::new;
		listener = (activity, ex) -> {
			throw new StackOverflowError();
		};
		try (TestApplication application = TestApplication.of(Broken.class)) {
			useEverything(application);
			assertThat(application.monitor().tracker().faults().count()).isGreaterThan(20);
		}
	}

	private static void useEverything(TestApplication application) throws Exception {
		Work work = application.bean(Work.class);
		assertThat(Latches.get(work.completable("value"))).isEqualTo("value");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(work.completable(null)))
			.havingCause()
			.withMessage("no value");
		CompletableFuture<String> ran = new CompletableFuture<>();
		work.run(ran);
		assertThat(Latches.get(ran)).isEqualTo("ran");
		for (String name : List.of("pool", "simple")) {
			AsyncTaskExecutor pool = application.bean(name, AsyncTaskExecutor.class);
			CountDownLatch executed = new CountDownLatch(1);
			pool.execute(executed::countDown);
			Latches.await(executed);
			assertThat(Latches.get(pool.submit(() -> name))).isEqualTo(name);
			assertThat(Latches.get(pool.submitCompletable(() -> name))).isEqualTo(name);
			pool.submit(() -> name).cancel(true);
		}
		work.completable("cancelled").cancel(true);
		Awaitility.await()
			.until(() -> application.monitor().tracker().current() == null
					&& application.tasks().live(TaskQuery.ALL).tasks().isEmpty());
	}

	@Test
	void onlyTheFirstFaultOfAKindIsLogged(CapturedOutput output) throws Exception {
		try (TestApplication application = TestApplication.of(Hostile.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			for (int i = 0; i < 3; i++) {
				application.monitor().tracker().guard("testing", () -> {
					throw new IllegalStateException("deliberate");
				});
			}
			assertThat(Latches.get(pool.submit(() -> ""))).isEmpty();
			assertThat(output).containsOnlyOnce("taskmon failed at testing").containsOnlyOnce("deliberate");
			assertThat(output).contains("TrackingFaultTests.java");
			assertThat(application.tasks().live(TaskQuery.ALL).counts().errors()).isEqualTo(3);
		}
	}

	@Test
	void runnableWhoseMethodsThrowRunsAsAlways() throws Exception {
		try (TestApplication application = TestApplication.of(Hostile.class)) {
			for (String name : List.of("pool", "decorated")) {
				ThreadPoolTaskExecutor pool = application.bean(name, ThreadPoolTaskExecutor.class);
				CompletableFuture<String> ran = new CompletableFuture<>();
				pool.execute(new HostileRunnable(ran));
				assertThat(Latches.get(ran)).isEqualTo("ran");
			}
			application.bean(Work.class).take(new HostileRunnable(new CompletableFuture<>()));
			assertThat(application.ended()).hasSize(3);
		}
	}

	@Test
	void exceptionWhoseMethodsThrowIsStillARecord() throws Exception {
		try (TestApplication application = TestApplication.of(Hostile.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			pool.submit(() -> {
				throw new HostileException();
			});
			application.bean(Work.class).fail(new HostileException());
			List<EndedTask> ended = application.ended();
			assertThat(ended).hasSize(2).allMatch((task) -> task.outcome() == TaskOutcome.FAILED);
			assertThat(ended.get(1).failure().type()).isEqualTo(HostileException.class.getName());
		}
	}

	@Test
	void refusedHostileRunnableThrowsWhatItsToStringThrows() {
		try (TestApplication application = TestApplication.of(Hostile.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			pool.getThreadPoolExecutor().shutdown();
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> pool.execute(new HostileRunnable(null)))
				.withMessage("toString");
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> pool.submit(() -> ""));
		}
	}

	/**
	 * In a process of its own: where a stack overflows in Spring's own code, locks of its
	 * caches may stay locked, with taskmon or without it.
	 */
	@Test
	void stackThatOverflowsAnywhereInsideLeavesNoLiveTaskAndNoCurrentOne(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), OverflowingApplication.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(process.exitValue()).as(() -> tail(output)).isEqualTo(OverflowingApplication.NOTHING_LEFT);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String tail(Path output) {
		try {
			List<String> lines = Files.readAllLines(output);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void limitOfLiveTasksLeavesTheOthersUntrackedNotUnexecuted() throws Exception {
		try (TestApplication application = TestApplication.of(List.of("taskmon.max-live-tasks=1"), Hostile.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			CountDownLatch release = new CountDownLatch(1);
			pool.execute(() -> Latches.await(release));
			CountDownLatch ran = new CountDownLatch(1);
			pool.execute(ran::countDown);
			CompletableFuture<String> completable = application.bean(Work.class).completable("untracked");
			release.countDown();
			Latches.await(ran);
			assertThat(Latches.get(completable)).isEqualTo("untracked");
			assertThat(application.onlyEnded().facts().id()).isEqualTo(1L);
			assertThat(application.tasks().live(TaskQuery.ALL).counts().dropped()).isEqualTo(2);
		}
	}

	enum Fault {

		RUNTIME_EXCEPTION {

			@Override
			Throwable create() {
				return new IllegalStateException("clock");
			}

		},

		ERROR {

			@Override
			Throwable create() {
				return new LinkageError("clock");
			}

		},

		STACK_OVERFLOW {

			@Override
			Throwable create() {
				return new StackOverflowError();
			}

		};

		abstract Throwable create();

	}

	static class FailingClock implements TaskClock {

		@Override
		public long nanoTime() {
			throw TrackingFaultTests.<RuntimeException>sneaky(clockFault.get());
		}

		@Override
		public Instant instantAt(long nanoTime) {
			return Instant.EPOCH;
		}

	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable throwable) throws T {
		throw (T) throwable;
	}

	static class HostileRunnable implements Runnable {

		private final CompletableFuture<String> ran;

		HostileRunnable(CompletableFuture<String> ran) {
			this.ran = ran;
		}

		@Override
		public void run() {
			this.ran.complete("ran");
		}

		@Override
		public boolean equals(Object other) {
			throw new UnsupportedOperationException("equals");
		}

		@Override
		public int hashCode() {
			throw new UnsupportedOperationException("hashCode");
		}

		@Override
		public String toString() {
			throw new UnsupportedOperationException("toString");
		}

	}

	static class HostileException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException("getMessage");
		}

		@Override
		public synchronized Throwable getCause() {
			throw new UnsupportedOperationException("getCause");
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new UnsupportedOperationException("getStackTrace");
		}

		@Override
		public String toString() {
			throw new UnsupportedOperationException("toString");
		}

		@Override
		public int hashCode() {
			throw new UnsupportedOperationException("hashCode");
		}

		@Override
		public boolean equals(Object other) {
			throw new UnsupportedOperationException("equals");
		}

	}

	static class Work {

		@Async("pool")
		public void run(CompletableFuture<String> ran) {
			ran.complete("ran");
		}

		@Async("pool")
		public CompletableFuture<String> completable(String value) {
			if (value == null) {
				throw new IllegalArgumentException("no value");
			}
			return CompletableFuture.completedFuture(value);
		}

		@Async("caller")
		public void recurse(Work proxy, AtomicInteger depth) {
			depth.incrementAndGet();
			proxy.recurse(proxy, depth);
		}

		@Async("pool")
		public void take(Runnable hostile) {
		}

		@Async("pool")
		public CompletableFuture<String> fail(RuntimeException exception) {
			throw exception;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Work.class)
	static class Hostile implements AsyncConfigurer {

		@Override
		public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
			return (ex, method, parameters) -> {
			};
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor decorated() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator((runnable) -> () -> runnable.run());
			return pool;
		}

		@Bean
		SyncTaskExecutor caller() {
			return new SyncTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Hostile.class)
	static class Broken {

		@Bean
		TaskMonitor taskMonitor() {
			return new TaskMonitor(new Limits(100, 100, 100), CaptureSettings.DEFAULTS, listener, new FailingClock());
		}

	}

}
