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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.read.TaskQuery;
import io.taskmon.spi.TaskClock;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An application with real pools of two threads, on a clock that a test steps, and its
 * diagnostician.
 */
final class Ward implements AutoCloseable {

	private static final Duration AT_MOST = Duration.ofSeconds(20);

	final CountDownLatch release = new CountDownLatch(1);

	final List<Finding> raised = new CopyOnWriteArrayList<>();

	final List<Finding> cleared = new CopyOnWriteArrayList<>();

	private final List<Object> held = new CopyOnWriteArrayList<>();

	private final Clock clock = new Clock();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	final Diagnostician diagnostician;

	Ward() {
		this(DiagnosisSettings.DEFAULTS);
	}

	Ward(Map<String, Duration> slowNames, Map<String, Duration> slowExecutors) {
		this(slow(new SlowTaskThresholds(slowNames, slowExecutors)));
	}

	private Ward(DiagnosisSettings settings) {
		this(settings, Limits.DEFAULTS);
	}

	Ward(DiagnosisSettings settings, Limits limits) {
		this.context.registerBean(TaskMonitor.class, () -> new TaskMonitor(limits, CaptureSettings.DEFAULTS,
				(activity, fault) -> fault.printStackTrace(), this.clock));
		this.context.register(Application.class);
		this.context.refresh();
		this.diagnostician = new Diagnostician(monitor().reader(), settings, monitor().tracker().faults(),
				this.clock::nanoTime);
		this.diagnostician.addListener(new FindingListener() {

			@Override
			public void raised(Finding finding) {
				Ward.this.raised.add(finding);
			}

			@Override
			public void cleared(Finding finding) {
				Ward.this.cleared.add(finding);
			}

		});
	}

	private static DiagnosisSettings slow(SlowTaskThresholds thresholds) {
		DiagnosisSettings defaults = DiagnosisSettings.DEFAULTS;
		return new DiagnosisSettings(defaults.interval(), defaults.queueWait(), defaults.blockedFor(),
				defaults.overdueFor(), defaults.cancelledFor(), defaults.unseenFor(), defaults.floodSize(),
				defaults.leakWindow(), defaults.leakSize(), thresholds);
	}

	TaskMonitor monitor() {
		return this.context.getBean(TaskMonitor.class);
	}

	ThreadPoolTaskExecutor pool(String name) {
		return this.context.getBean(name, ThreadPoolTaskExecutor.class);
	}

	ThreadPoolTaskScheduler scheduler() {
		return this.context.getBean(ThreadPoolTaskScheduler.class);
	}

	Nurse nurse() {
		return this.context.getBean(Nurse.class);
	}

	<T> T hold(T future) {
		this.held.add(future);
		return future;
	}

	/**
	 * Submits code that waits for the end of the test.
	 */
	Future<?> occupy(String pool) {
		return hold(pool(pool).submit(() -> await(this.release)));
	}

	/**
	 * Submits code that waits for the end of the test, and waits until it runs.
	 */
	void occupyAndWait(String pool) {
		CountDownLatch running = new CountDownLatch(1);
		hold(pool(pool).submit(() -> {
			running.countDown();
			await(this.release);
		}));
		await(running);
	}

	/**
	 * Submits a parent to a pool that submits a child to another one once all parents
	 * run, and waits for it.
	 */
	void parent(String pool, CountDownLatch parentsRun, Callable<Future<?>> child) {
		hold(pool(pool).submit(() -> {
			parentsRun.countDown();
			await(parentsRun);
			return child.call().get();
		}));
	}

	void occupyScheduler() {
		scheduler().execute(() -> await(this.release));
	}

	static void await(CountDownLatch latch) {
		try {
			if (!latch.await(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("waited in vain");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

	/**
	 * Waits until as many tasks run, all of them on threads that wait.
	 */
	void untilParked(int running) {
		Awaitility.await()
			.atMost(AT_MOST)
			.until(() -> live().stream().filter((task) -> task.thread() != null && isParked(task)).count() == running);
	}

	private static boolean isParked(LiveTask task) {
		return switch (task.thread().state()) {
			case WAITING, TIMED_WAITING, BLOCKED -> true;
			default -> false;
		};
	}

	void untilTerminated(int ended) {
		Awaitility.await()
			.atMost(AT_MOST)
			.until(() -> monitor().reader().live(TaskQuery.ALL).counts().terminated() == ended);
	}

	List<LiveTask> live() {
		return monitor().reader().live(TaskQuery.ALL).tasks();
	}

	Ward after(Duration duration) {
		this.clock.reading.addAndGet(duration.toNanos());
		return this;
	}

	Ward afterSeconds(int seconds) {
		return after(Duration.ofSeconds(seconds));
	}

	List<Finding> findings() {
		return this.diagnostician.findings();
	}

	/**
	 * Lets the diagnostician look by itself.
	 */
	List<Finding> round() {
		this.diagnostician.round();
		return this.diagnostician.lastFindings();
	}

	@Override
	public void close() {
		this.release.countDown();
		// A context that closes waits for tasks that wait for each other
		this.context.getBeansOfType(ThreadPoolTaskExecutor.class)
			.values()
			.forEach((pool) -> pool.getThreadPoolExecutor().shutdownNow());
		this.context.close();
	}

	private static final class Clock implements TaskClock {

		private final AtomicLong reading = new AtomicLong();

		@Override
		public long nanoTime() {
			return this.reading.get();
		}

		@Override
		public Instant instantAt(long nanoTime) {
			return Instant.parse("2026-11-23T07:19:17Z").plusNanos(nanoTime);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TaskmonAutoConfiguration.class)
	@EnableAsync
	static class Application {

		@Bean
		ThreadPoolTaskExecutor mail() {
			return pool();
		}

		@Bean
		ThreadPoolTaskExecutor parcels() {
			return pool();
		}

		@Bean
		ThreadPoolTaskScheduler clockwork() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		Nurse nurse() {
			return new Nurse();
		}

		private static ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(2);
			return pool;
		}

	}

	/**
	 * A bean with asynchronous methods.
	 */
	static class Nurse {

		@Async("mail")
		public void lose() {
			throw new IllegalStateException("nobody hears me");
		}

		@Async("mail")
		@PreserveTerminationLog(untilShutdown = true)
		public void watch(boolean asleep) {
			if (asleep) {
				throw new IllegalStateException("asleep");
			}
		}

		@Async("mail")
		public Future<String> answer() {
			throw new IllegalStateException("ask me");
		}

		@Async("mail")
		public CompletableFuture<String> complete() {
			return CompletableFuture.completedFuture("done");
		}

		@Async("mail")
		public CompletableFuture<String> linger(CountDownLatch running, CountDownLatch release) {
			running.countDown();
			await(release);
			return CompletableFuture.completedFuture("done");
		}

	}

}
