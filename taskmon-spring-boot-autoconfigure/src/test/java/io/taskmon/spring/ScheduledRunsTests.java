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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each way to schedule on each type of scheduler, on platform and on virtual threads.
 */
class ScheduledRunsTests {

	private static final TaskQuery EVERYTHING = TaskQuery.ALL.withLimit(10_000);

	private static final Duration PERIOD = Duration.ofMillis(1);

	private final List<Throwable> faults = new CopyOnWriteArrayList<>();

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> this.faults.add(fault));

	private final ExecutorTracking tracking = new ExecutorTracking(HookContext.of(this.monitor));

	static Stream<Arguments> combinations() {
		List<Boolean> threads = (Runtime.version().feature() >= 21) ? List.of(false, true) : List.of(false);
		return Stream.of(Type.values())
			.flatMap((type) -> Stream.of(Way.values())
				.flatMap((way) -> threads.stream().map((virtual) -> Arguments.of(type, way, virtual))));
	}

	@ParameterizedTest
	@MethodSource("combinations")
	void eachRunIsOneRecordOfItsFailure(Type type, Way way, boolean virtual) throws Exception {
		List<Boolean> runs = new CopyOnWriteArrayList<>();
		CountDownLatch enough = new CountDownLatch(way.runs);
		try (Schedule schedule = type.create(virtual)) {
			TaskScheduler scheduler = (TaskScheduler) this.tracking.track(schedule.executor(), "timer", true);
			ScheduledFuture<?> future = way.schedule(scheduler, () -> {
				runs.add(Thread.currentThread().toString().startsWith("VirtualThread"));
				enough.countDown();
				throw new IllegalStateException("failed run");
			});
			Latches.await(enough);
			future.cancel(false);
		}
		Awaitility.await().until(() -> ended().size() == runs.size() && live() == 0);
		assertThat(runs).containsOnly(virtual);
		assertThat(ended()).allMatch((task) -> task.outcome() == TaskOutcome.FAILED)
			.allMatch((task) -> task.failure().message().equals("failed run"))
			.allMatch((task) -> task.facts().kind() == TaskKind.SCHEDULED)
			.allMatch((task) -> task.facts().executor().equals("timer"));
		assertThat(this.faults).isEmpty();
	}

	private List<EndedTask> ended() {
		return this.monitor.reader().ended(EVERYTHING).tasks();
	}

	private int live() {
		return this.monitor.reader().live(EVERYTHING).tasks().size();
	}

	/**
	 * A scheduler that is closed at the end.
	 */
	record Schedule(Executor executor, Runnable shutdown) implements AutoCloseable {

		@Override
		public void close() {
			this.shutdown.run();
		}

	}

	/**
	 * A type of scheduler.
	 */
	enum Type {

		THREAD_POOL {

			@Override
			Schedule create(boolean virtual) {
				ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
				scheduler.setVirtualThreads(virtual);
				scheduler.initialize();
				return new Schedule(scheduler, scheduler::shutdown);
			}

		},

		SIMPLE {

			@Override
			Schedule create(boolean virtual) {
				SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
				scheduler.setVirtualThreads(virtual);
				return new Schedule(scheduler, scheduler::close);
			}

		},

		CONCURRENT {

			@Override
			Schedule create(boolean virtual) {
				ScheduledExecutorService service = Executors.newScheduledThreadPool(1, virtual
						? new VirtualThreadTaskExecutor().getVirtualThreadFactory() : Executors.defaultThreadFactory());
				return new Schedule(new ConcurrentTaskScheduler(service), service::shutdown);
			}

		};

		abstract Schedule create(boolean virtual);

	}

	/**
	 * A way to schedule code.
	 */
	enum Way {

		FIXED_RATE(3) {

			@Override
			ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code) {
				return scheduler.scheduleAtFixedRate(code, PERIOD);
			}

		},

		FIXED_DELAY(3) {

			@Override
			ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code) {
				return scheduler.scheduleWithFixedDelay(code, PERIOD);
			}

		},

		TRIGGER(3) {

			@Override
			ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code) {
				return scheduler.schedule(code, new PeriodicTrigger(PERIOD));
			}

		},

		CRON(1) {

			@Override
			ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code) {
				return scheduler.schedule(code, new CronTrigger("* * * * * *"));
			}

		},

		ONE_SHOT(1) {

			@Override
			ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code) {
				return scheduler.schedule(code, Instant.now());
			}

		};

		private final int runs;

		Way(int runs) {
			this.runs = runs;
		}

		abstract ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code);

	}

}
