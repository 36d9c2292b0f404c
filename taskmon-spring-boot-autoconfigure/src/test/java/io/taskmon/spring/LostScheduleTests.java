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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.observe.LastRun;
import io.taskmon.observe.Observation;
import io.taskmon.observe.TaskThresholds;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;
import org.springframework.scheduling.support.TaskUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Exceptions that schedulers keep in futures, and schedules that end by them.
 */
class LostScheduleTests {

	private static final Duration PERIOD = Duration.ofMillis(1);

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
				throw new AssertionError(activity, fault);
			});

	private final ExecutorTracking tracking = new ExecutorTracking(HookContext.of(this.monitor));

	private final ThreadPoolTaskScheduler springs = new ThreadPoolTaskScheduler();

	@AfterEach
	void close() {
		this.springs.shutdown();
		this.monitor.close();
	}

	static Stream<ScheduledExecutorService> pools() {
		return Stream.of(new ScheduledThreadPoolExecutor(2), Executors.newSingleThreadScheduledExecutor());
	}

	@ParameterizedTest
	@MethodSource("pools")
	@SuppressWarnings("FutureReturnValueIgnored")
	void exceptionThatOnlyAFutureKnowsIsUnseen(ScheduledExecutorService pool) {
		ScheduledExecutorService tracked = tracked(pool);
		tracked.execute(LostScheduleTests::fail);
		tracked.submit(LostScheduleTests::fail);
		tracked.submit(LostScheduleTests::fail, "result");
		tracked.submit(callable());
		tracked.schedule(LostScheduleTests::fail, 0, TimeUnit.SECONDS);
		tracked.schedule(callable(), 0, TimeUnit.SECONDS);
		tracked.scheduleAtFixedRate(LostScheduleTests::fail, 0, 1, TimeUnit.DAYS);
		tracked.scheduleWithFixedDelay(LostScheduleTests::fail, 0, 1, TimeUnit.DAYS);
		new ConcurrentTaskScheduler(tracked).getConcurrentExecutor().execute(LostScheduleTests::fail);
		untilEnded(9);
		assertThat(observed().unseenFailures()).hasSize(9);
		assertThat(observed().endedSchedules()).hasSize(2);
		pool.shutdownNow();
	}

	@ParameterizedTest
	@MethodSource("pools")
	void exceptionIsSeenByWhoAsksTheFuture(ScheduledExecutorService pool) {
		ScheduledExecutorService tracked = tracked(pool);
		List<Future<?>> futures = List.of(tracked.submit(LostScheduleTests::fail), tracked.submit(callable()),
				tracked.schedule(callable(), 0, TimeUnit.SECONDS),
				tracked.scheduleAtFixedRate(LostScheduleTests::fail, 0, 1, TimeUnit.DAYS));
		untilEnded(4);
		for (Future<?> future : futures) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(future));
		}
		assertThat(observed().unseenFailures()).isEmpty();
		assertThat(observed().endedSchedules()).as("it is dead all the same").hasSize(1);
		pool.shutdownNow();
	}

	@Test
	@SuppressWarnings("FutureReturnValueIgnored")
	void whoWaitsForAScheduleSeesItsExceptions() throws Exception {
		ScheduledExecutorService tracked = tracked(new ScheduledThreadPoolExecutor(1));
		CountDownLatch released = new CountDownLatch(1);
		ScheduledFuture<?> future = tracked.scheduleAtFixedRate(() -> {
			Latches.await(released);
			fail();
		}, 0, 1, TimeUnit.DAYS);
		Thread waiting = new Thread(() -> Answers.to(() -> Latches.get(future)));
		waiting.start();
		Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
		released.countDown();
		waiting.join();
		untilEnded(1);
		assertThat(observed().unseenFailures()).isEmpty();
		tracked.shutdownNow();
	}

	@Test
	@SuppressWarnings("FutureReturnValueIgnored")
	void whatSpringLogsIsSeenAndItsSchedulesGoOn() {
		this.springs.initialize();
		TaskScheduler tracked = (TaskScheduler) this.tracking.track(this.springs, "springs", true);
		this.springs.execute(LostScheduleTests::fail);
		this.springs.submit(callable());
		tracked.scheduleAtFixedRate(LostScheduleTests::fail, PERIOD);
		tracked.scheduleWithFixedDelay(LostScheduleTests::fail, PERIOD);
		tracked.schedule(LostScheduleTests::fail, new PeriodicTrigger(PERIOD));
		untilEnded(30);
		assertThat(observed().unseenFailures()).isEmpty();
		this.springs.shutdown();
		assertThat(observed().endedSchedules()).isEmpty();
	}

	@Test
	@SuppressWarnings("FutureReturnValueIgnored")
	void errorHandlerThatRethrowsEndsSpringsSchedules() {
		this.springs.setErrorHandler(TaskUtils.LOG_AND_PROPAGATE_ERROR_HANDLER);
		this.springs.initialize();
		TaskScheduler tracked = (TaskScheduler) this.tracking.track(this.springs, "springs", true);
		tracked.scheduleAtFixedRate(LostScheduleTests::fail, PERIOD);
		tracked.scheduleWithFixedDelay(LostScheduleTests::fail, PERIOD);
		tracked.schedule(LostScheduleTests::fail, new PeriodicTrigger(PERIOD));
		untilEnded(3);
		Awaitility.await().until(() -> observed().endedSchedules().size() == 3);
		assertThat(observed().endedSchedules()).extracting(LastRun::task)
			.extracting(EndedTask::failure)
			.allMatch((failure) -> "lost".equals(failure.message()));
		assertThat(observed().unseenFailures()).as("the handler has logged them").isEmpty();
	}

	private ScheduledExecutorService tracked(ScheduledExecutorService pool) {
		return (ScheduledExecutorService) this.tracking.track(pool, "pool", true);
	}

	private Observation observed() {
		return this.monitor.reader().observe(100, new Unlimited());
	}

	private void untilEnded(int count) {
		Awaitility.await().until(() -> this.monitor.reader().ended(TaskQuery.ALL).counts().terminated() >= count);
	}

	private static Callable<String> callable() {
		return () -> {
			throw new IllegalStateException("lost");
		};
	}

	private static void fail() {
		throw new IllegalStateException("lost");
	}

	private static final class Unlimited implements TaskThresholds {

		@Override
		public boolean isEmpty() {
			return true;
		}

		@Override
		public @Nullable Duration of(String name, @Nullable String executor) {
			return null;
		}

	}

}
