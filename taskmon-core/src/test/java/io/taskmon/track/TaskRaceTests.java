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

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.taskmon.task.Limits;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.Race;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transitions of one task that race each other, over many rounds: one record each.
 */
class TaskRaceTests {

	private static final int ROUNDS = 10_000;

	private final TestMonitor monitor = new TestMonitor(new Limits(ROUNDS, ROUNDS, 1), TestMonitor.NO_STACKS);

	private final List<HandSteppedTask> tasks = Stream.generate(this.monitor::submit).limit(ROUNDS).toList();

	private final Race race = new Race();

	@AfterEach
	void close() {
		this.race.close();
	}

	@Test
	void interruptNeverOutlivesTheTask() throws Exception {
		this.race.run(ROUNDS, (round, meeting) -> {
			HandSteppedTask task = this.tasks.get(round);
			task.begin();
			meeting.meet();
			task.succeed();
			boolean interrupted = Thread.interrupted();
			meeting.meet();
			assertThat(Thread.interrupted()).isFalse();
			assertThat(interrupted).isEqualTo(task.tracked().outcome() == TaskOutcome.CANCELLED);
		}, (round, meeting) -> {
			TrackedTask task = this.tasks.get(round).tracked();
			meeting.meet();
			boolean cancelled = task.cancelAndInterrupt();
			meeting.meet();
			assertThat(cancelled).isEqualTo(task.outcome() == TaskOutcome.CANCELLED);
		});
		assertOneRecordEach(TaskOutcome.SUCCEEDED, TaskOutcome.CANCELLED);
	}

	/**
	 * What the race above meets by chance: the task ends while its cancellation is being
	 * written.
	 */
	@Test
	void endWaitsForTheInterruptThatIsOnItsWay() throws Exception {
		CountDownLatch cancelling = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		HandSteppedClock clock = new HandSteppedClock() {

			@Override
			public long nanoTime() {
				if (Thread.currentThread().getName().equals("canceller") && cancelling.getCount() > 0) {
					cancelling.countDown();
					letGoOn(ended);
				}
				return super.nanoTime();
			}

		};
		TestMonitor slow = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS, clock);
		HandSteppedTask task = slow.submit();
		task.begin();
		Thread canceller = new Thread(task.tracked()::cancelAndInterrupt, "canceller");
		canceller.start();
		cancelling.await();
		task.succeed();
		boolean interrupted = Thread.interrupted();
		ended.set(true);
		canceller.join();
		assertThat(interrupted).isTrue();
		assertThat(slow.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(slow.live()).isEmpty();
	}

	@Test
	void cancellationRacesTheBegin() throws Exception {
		boolean[] begun = new boolean[ROUNDS];
		this.race.run(ROUNDS, (round, meeting) -> {
			begun[round] = this.tasks.get(round).begin();
			this.tasks.get(round).succeed();
		}, (round, meeting) -> this.tasks.get(round).tracked().endCancelled());
		assertOneRecordEach(TaskOutcome.SUCCEEDED, TaskOutcome.CANCELLED);
		for (int round = 0; round < ROUNDS; round++) {
			TrackedTask task = this.tasks.get(round).tracked();
			assertThat(task.hasStarted()).isEqualTo(begun[round]);
			assertThat(begun[round] || task.isCancelled()).isTrue();
		}
	}

	@Test
	void interruptRacesTheBegin() throws Exception {
		this.race.run(ROUNDS, (round, meeting) -> {
			boolean begun = this.tasks.get(round).begin();
			meeting.meet();
			assertThat(Thread.interrupted()).isEqualTo(begun);
			this.tasks.get(round).succeed();
		}, (round, meeting) -> {
			assertThat(this.tasks.get(round).tracked().cancelAndInterrupt()).isTrue();
			meeting.meet();
		});
		assertOneRecordEach(TaskOutcome.CANCELLED);
	}

	@Test
	void discardRacesTheBegin() throws Exception {
		this.race.run(ROUNDS, (round, meeting) -> {
			HandSteppedTask task = this.tasks.get(round);
			boolean begun = task.begin();
			task.succeed();
			meeting.meet();
			assertThat(task.tracked().outcome()).isEqualTo(begun ? TaskOutcome.SUCCEEDED : TaskOutcome.DISCARDED);
		}, (round, meeting) -> {
			this.tasks.get(round).tracked().endDiscarded("dropped");
			meeting.meet();
		});
		assertOneRecordEach(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED);
	}

	@Test
	void twoThreadsRaceToBegin() throws Exception {
		AtomicBoolean[] begun = Stream.generate(AtomicBoolean::new).limit(ROUNDS).toArray(AtomicBoolean[]::new);
		Race.Action begin = (round, meeting) -> {
			if (this.tasks.get(round).begin()) {
				assertThat(begun[round].getAndSet(true)).isFalse();
				this.tasks.get(round).succeed();
			}
		};
		this.race.run(ROUNDS, begin, begin);
		assertOneRecordEach(TaskOutcome.SUCCEEDED);
	}

	@Test
	void lossOfSightRacesTheWholeLife() throws Exception {
		this.race.run(ROUNDS, (round, meeting) -> {
			this.tasks.get(round).begin();
			meeting.meet();
			this.tasks.get(round).succeed();
		}, (round, meeting) -> {
			this.tasks.get(round).tracked().endUnknown("Tracking failed");
			meeting.meet();
		});
		assertOneRecordEach(TaskOutcome.UNKNOWN);
	}

	@Test
	void allTransitionsRace() throws Exception {
		this.race.run(ROUNDS, (round, meeting) -> {
			this.tasks.get(round).begin();
			this.tasks.get(round).succeed();
			Thread.interrupted();
		}, (round, meeting) -> {
			TrackedTask task = this.tasks.get(round).tracked();
			task.noteCanceller();
			task.cancelAndInterrupt();
			task.endUnknown("Tracking failed");
		}, (round, meeting) -> {
			TrackedTask task = this.tasks.get(round).tracked();
			task.endRejected(new RejectedExecutionException());
			task.endCancelled();
			task.endDiscarded("dropped");
		});
		assertOneRecordEach(TaskOutcome.values());
	}

	private void assertOneRecordEach(TaskOutcome... possible) {
		assertThat(this.monitor.faults).isEmpty();
		assertThat(this.monitor.tracker.registry().live().snapshot()).isEmpty();
		assertThat(this.monitor.tracker.registry().log().total()).isEqualTo(ROUNDS);
		assertThat(this.monitor.tracker.registry().log().snapshot()).hasSize(ROUNDS).doesNotHaveDuplicates();
		assertThat(this.tasks).extracting(HandSteppedTask::tracked)
			.allMatch(TrackedTask::isOver)
			.allMatch((task) -> task.thread() == null)
			.extracting(TrackedTask::outcome)
			.isSubsetOf(possible);
	}

	// Whoever does not wait has ended by then
	private static void letGoOn(AtomicBoolean ended) {
		for (int i = 0; i < 10_000 && !ended.get(); i++) {
			Thread.yield();
		}
	}

}
