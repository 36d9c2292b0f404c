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

package io.taskmon.track;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Coverage;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import io.taskmon.upkeep.Sweeper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes wrong inside taskmon: it is counted, and reaches nobody.
 */
class FaultTests {

	private final BrokenClock clock = new BrokenClock();

	private final TestMonitor monitor = new TestMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, this.clock);

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, OutOfMemoryError.class, StackOverflowError.class,
			LinkageError.class })
	void shouldIgnoreClockFailure(Class<? extends Throwable> type) throws Exception {
		this.clock.fault = type.getDeclaredConstructor().newInstance();
		liveAndReadEverything(this.monitor);
		assertThat(this.monitor.counts().errors()).isGreaterThan(10);
		this.monitor.keepHouse();
		assertThat(this.monitor.faults).isNotEmpty().containsOnly(this.clock.fault);
		assertNothingIsLive(this.monitor);
	}

	@Test
	void shouldIgnoreClockThatKnowsNoInstant() {
		this.clock.instant = null;
		liveAndReadEverything(this.monitor);
		assertThat(this.monitor.faults).isNotEmpty();
		assertNothingIsLive(this.monitor);
	}

	@Test
	void instantsOfABrokenClockAreThoseOfTheSystem() {
		Instant before = Instant.now().minusSeconds(1);
		this.clock.fault = new IllegalStateException();
		this.monitor.submit().run();
		assertThat(this.monitor.onlyEnded().terminatedAt()).isBetween(before, Instant.now().plusSeconds(1));
	}

	@Test
	void shouldIgnoreFaultListenerFailure() {
		TaskMonitor deaf = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, (activity, fault) -> {
			throw new StackOverflowError();
		}, this.clock);
		this.clock.fault = new IllegalStateException();
		HandSteppedTask task = new HandSteppedTask(deaf.tracker(), this.monitor.site, null, () -> {
		});
		// The clock is read for the task, and for what its stack took
		assertThat(deaf.tracker().faults().count()).isEqualTo(2);
		task.run();
		assertThat(deaf.reader().live(TaskQuery.ALL).tasks()).isEmpty();
		assertThat(deaf.reader().ended(TaskQuery.ALL).tasks()).hasSize(1);
	}

	@Test
	void faultListenerIsToldWhatTaskmonWasDoing() {
		List<String> activities = new ArrayList<>();
		TaskMonitor told = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
				(activity, fault) -> activities.add(activity + ": " + fault.getMessage()), this.clock);
		told.tracker().guard("feeding the cat", () -> {
			throw new IllegalStateException("no food");
		});
		assertThat(activities).containsExactly("feeding the cat: no food");
		assertThat(told.reader().live(TaskQuery.ALL).counts().errors()).isEqualTo(1);
	}

	@Test
	void listenerThatCouldNotTakeAFaultIsToldAgainOnce() {
		List<String> activities = new ArrayList<>();
		TaskMonitor overflowing = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, (activity, fault) -> {
			activities.add(activity);
			if (activities.size() == 1) {
				throw new StackOverflowError();
			}
		}, this.clock);
		overflowing.tracker().faults().report("feeding the cat", new IllegalStateException());
		overflowing.keepHouse();
		overflowing.keepHouse();
		assertThat(activities).containsExactly("feeding the cat", "feeding the cat");
		assertThat(overflowing.tracker().faults().count()).isEqualTo(1);
	}

	/**
	 * A logger whose class is first initialised where a stack overflows would be lost to
	 * the application.
	 */
	@Test
	void listenerIsNotToldOfAnErrorOnTheThreadThatHasIt() {
		this.monitor.tracker.faults().report("recursing", new StackOverflowError());
		assertThat(this.monitor.faults).isEmpty();
		this.monitor.keepHouse();
		this.monitor.keepHouse();
		assertThat(this.monitor.faults).hasSize(1).hasOnlyElementsOfType(StackOverflowError.class);
		assertThat(this.monitor.counts().errors()).isEqualTo(1);
	}

	@Test
	void taskThatEndedWithoutBeingForgottenIsForgottenOnce() {
		HandSteppedTask task = this.monitor.submit();
		task.run();
		// As if the stack had overflowed between the end and the removal
		this.monitor.tracker.registry().live().add(task.tracked());
		new Sweeper(this.monitor.tracker.registry()).sweep();
		assertNothingIsLive(this.monitor);
		this.monitor.onlyEnded();
	}

	@Test
	void shouldIgnoreFailureOfACarrierThatIsAskedWhetherItIsCancelled() {
		HandSteppedTask broken = this.monitor.submit();
		HandSteppedTask cancelled = this.monitor.submit();
		broken.answersIsCancelled(FaultTests::fail);
		cancelled.answersIsCancelled(() -> true);
		assertThat(this.monitor.live()).extracting((task) -> task.facts().id()).containsExactly(broken.id());
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(this.monitor.faults).isNotEmpty().allMatch(UnsupportedOperationException.class::isInstance);
		broken.run();
		assertNothingIsLive(this.monitor);
	}

	@Test
	void shouldIgnoreFailureOfACarrierThatIsAskedToCancel() {
		HandSteppedTask queued = this.monitor.submit();
		HandSteppedTask running = this.monitor.submit();
		queued.answersCancel(FaultTests::fail);
		running.answersCancel(FaultTests::fail);
		running.begin();
		assertThat(this.monitor.monitor.canceller().cancel(queued.id()))
			.isEqualTo(TaskCanceller.Result.NOT_CANCELLABLE);
		assertThat(this.monitor.monitor.canceller().cancel(running.id())).isEqualTo(TaskCanceller.Result.INTERRUPTED);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.monitor.faults).hasSize(2).allMatch(UnsupportedOperationException.class::isInstance);
		queued.run();
		running.succeed();
		assertNothingIsLive(this.monitor);
	}

	@Test
	void shouldIgnoreFailureOfACoverage() {
		this.monitor.monitor.executors().add("broken", "com.example.Pool", FaultTests::fail);
		this.monitor.monitor.executors().add("whole", "com.example.Pool", () -> Coverage.FULL);
		List<TaskExecutorInfo> executors = this.monitor.monitor.reader().executors();
		assertThat(executors).extracting(TaskExecutorInfo::name).containsExactly("broken", "whole");
		assertThat(executors).extracting((executor) -> executor.coverage().level())
			.containsExactly(Coverage.Level.NONE, Coverage.Level.FULL);
		assertThat(this.monitor.faults).hasSize(1);
	}

	@Test
	void hostileExceptionHidesNoOtherTask() {
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		task.fail(new Hostile());
		this.monitor.submit().run();
		this.monitor.keepHouse();
		assertThat(this.monitor.ended()).hasSize(2);
		assertThat(this.monitor.ended(task.id()).failure()).isNotNull();
		assertThat(this.monitor.ended(task.id()).failure().type()).isEqualTo(Hostile.class.getName());
		assertThat(this.monitor.faults).isEmpty();
	}

	/**
	 * A canceller whose stack overflows in the middle of its work must not leave the
	 * task's thread waiting for it.
	 */
	@Test
	@Timeout(60)
	void cancellerThatOverflowsLeavesNobodyWaiting() throws Exception {
		List<HandSteppedTask> tasks = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			HandSteppedTask task = this.monitor.submit();
			task.begin();
			tasks.add(task);
		}
		overflow(tasks, (task) -> task.tracked().endCancelled());
		runToTheEnd(() -> tasks.forEach(HandSteppedTask::succeed));
		assertThat(tasks).allMatch((task) -> task.tracked().isOver());
	}

	/**
	 * Nor may a task whose begin overflowed leave its canceller waiting for its thread.
	 */
	@Test
	@Timeout(60)
	void beginThatOverflowsLeavesNobodyWaiting() throws Exception {
		List<HandSteppedTask> tasks = new ArrayList<>();
		for (int i = 0; i < 2_000; i++) {
			tasks.add(this.monitor.submit());
		}
		overflow(tasks, HandSteppedTask::begin);
		runToTheEnd(() -> tasks.forEach((task) -> task.tracked().cancelAndInterrupt()));
		assertThat(tasks).allMatch((task) -> task.tracked().isCancelled());
	}

	@Test
	@Timeout(60)
	void additionThatOverflowsTakesNobodysPlace() throws Exception {
		TestMonitor narrow = new TestMonitor(new Limits(2_000, 1, 1), TestMonitor.NO_STACKS);
		LiveTasks live = narrow.tracker.registry().live();
		List<HandSteppedTask> tasks = new ArrayList<>(Stream.generate(narrow::submit).limit(2_000).toList());
		tasks.forEach((task) -> live.remove(task.tracked()));
		overflow(tasks, (task) -> live.add(task.tracked()));
		int added = live.snapshot().length;
		assertThat(added).isPositive();
		assertThat(Stream.generate(narrow::submit).limit(2_001)).filteredOn(HandSteppedTask::isTracked)
			.hasSize(2_000 - added);
	}

	private static void overflow(List<HandSteppedTask> tasks, Consumer<HandSteppedTask> step) throws Exception {
		List<HandSteppedTask> left = new ArrayList<>(tasks);
		Thread thread = new Thread(null, () -> stepOnTheWayBack(left, step), "overflowing", 256 * 1024);
		thread.start();
		thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(thread.isAlive()).isFalse();
		tasks.removeAll(left);
		assertThat(tasks).isNotEmpty();
	}

	// Each frame on the way back from the overflow has a little more room than the last
	@SuppressWarnings("InfiniteRecursion")
	private static void stepOnTheWayBack(List<HandSteppedTask> left, Consumer<HandSteppedTask> step) {
		try {
			stepOnTheWayBack(left, step);
		}
		catch (StackOverflowError ex) {
			// The way back begins
		}
		if (!left.isEmpty()) {
			step.accept(left.remove(left.size() - 1));
		}
	}

	private static void runToTheEnd(Runnable steps) throws Exception {
		Thread thread = new Thread(steps);
		thread.setDaemon(true);
		thread.start();
		thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(thread.isAlive()).isFalse();
	}

	private static void liveAndReadEverything(TestMonitor monitor) {
		monitor.monitor.executors().add("orders", "com.example.Pool", () -> Coverage.FULL);
		readEverything(monitor, 1);
		monitor.submit().run();
		monitor.submit(() -> {
			throw new IllegalStateException();
		}).run();
		HandSteppedTask running = monitor.submit();
		running.begin();
		readEverything(monitor, running.id());
		running.tracked().noteCanceller();
		running.tracked().cancelAndInterrupt();
		readEverything(monitor, running.id());
		assertThat(Thread.interrupted()).isTrue();
		running.submitChild().run();
		running.succeed();
		HandSteppedTask cancelled = monitor.submit();
		assertThat(monitor.monitor.canceller().cancel(cancelled.id())).isEqualTo(TaskCanceller.Result.CANCELLED);
		monitor.submit().tracked().endRejected(new RejectedExecutionException());
		monitor.submit().tracked().endDiscarded("dropped");
		monitor.submit().tracked().endFailed(new IllegalStateException());
		monitor.submit().tracked().endUnknown("lost");
		assertThat(monitor.tracker.origin(monitor.site)).isNotNull();
		monitor.keepHouse();
		readEverything(monitor, cancelled.id());
		assertThat(monitor.ended()).hasSize(9);
	}

	private static void readEverything(TestMonitor monitor, long id) {
		TaskReader reader = monitor.monitor.reader();
		reader.live(TaskQuery.ALL);
		reader.ended(TaskQuery.ALL);
		reader.find(id);
		reader.findEnded(id);
		reader.executors();
	}

	private static void assertNothingIsLive(TestMonitor monitor) {
		assertThat(monitor.live()).isEmpty();
		assertThat(monitor.tracker.registry().live().snapshot()).isEmpty();
		assertThat(monitor.counts().queued() + monitor.counts().running()).isZero();
	}

	private static <T> T fail() {
		throw new UnsupportedOperationException();
	}

	private static final class BrokenClock extends HandSteppedClock {

		private volatile @Nullable Throwable fault;

		private volatile @Nullable Instant instant = START;

		@Override
		public long nanoTime() {
			throwFault();
			return super.nanoTime();
		}

		@Override
		public Instant instantAt(long nanoTime) {
			throwFault();
			return (this.instant != null) ? super.instantAt(nanoTime) : null;
		}

		private void throwFault() {
			if (this.fault instanceof Error error) {
				throw error;
			}
			if (this.fault instanceof RuntimeException exception) {
				throw exception;
			}
		}

	}

	private static final class Hostile extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public StackTraceElement[] getStackTrace() {
			return new StackTraceElement[] { null };
		}

	}

}
