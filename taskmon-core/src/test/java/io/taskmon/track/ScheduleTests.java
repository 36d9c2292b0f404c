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

import java.time.Duration;
import java.util.List;

import io.taskmon.diagnosis.SlowTaskThresholds;
import io.taskmon.observe.LastRun;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schedules: what they learn of their runs, and the book of those that have died.
 */
class ScheduleTests {

	private final TestMonitor monitor = new TestMonitor();

	@Test
	void threeRunsThatSucceedMakeAHabit() {
		TaskOrigin origin = origin();
		run(origin, 5);
		run(origin, 16);
		assertThat(origin.schedule().usualNanos()).isNull();
		run(origin, 7);
		assertThat(origin.schedule().usualNanos()).isEqualTo(16);
		assertThat(origin.schedule().ended()).isEqualTo(3);
	}

	@Test
	void schedulesOfOneSiteHaveHabitsOfTheirOwn() {
		TaskOrigin quick = origin();
		TaskOrigin slow = origin();
		for (int i = 0; i < 3; i++) {
			run(quick, 0);
			run(slow, 16);
		}
		assertThat(quick.schedule().usualNanos()).isZero();
		assertThat(slow.schedule().usualNanos()).isEqualTo(16);
	}

	@Test
	void failuresTellHowLongRunsTakeButNotHowShort() {
		TaskOrigin origin = origin();
		for (int i = 0; i < 5; i++) {
			fail(origin);
		}
		assertThat(origin.schedule().usualNanos()).isNull();
		assertThat(origin.schedule().ended()).isEqualTo(5);
	}

	@Test
	void oneLongRunIsForgottenInTheEnd() {
		TaskOrigin origin = origin();
		run(origin, 1_000);
		for (int i = 0; i < 150; i++) {
			run(origin, 1);
		}
		assertThat(origin.schedule().usualNanos()).isEqualTo(1_000);
		for (int i = 0; i < 50; i++) {
			run(origin, 1);
		}
		assertThat(origin.schedule().usualNanos()).isEqualTo(1);
	}

	@Test
	void scheduleThatItsOwnRunMakesAnewIsStillTheSame() {
		TaskOrigin origin = origin();
		TaskOrigin[] next = new TaskOrigin[1];
		HandSteppedTask run = task(origin, () -> next[0] = origin());
		run.run();
		assertThat(next[0].schedule()).isSameAs(origin.schedule());
		HandSteppedTask other = this.monitor.submit(() -> next[0] = origin());
		other.run();
		assertThat(next[0].schedule()).isNotSameAs(origin.schedule());
	}

	@Test
	void scheduleThatEndedIsToldWhateverElseEnds() {
		TaskOrigin origin = origin();
		run(origin, 1);
		HandSteppedTask last = fail(origin);
		this.monitor.tracker.scheduleEnded(last.tracked());
		this.monitor.tracker.scheduleEnded(last.tracked());
		for (int i = 0; i < 2_000; i++) {
			this.monitor.submit().run();
		}
		this.monitor.keepHouse();
		assertThat(last.tracked().hasException()).as("it is text").isFalse();
		assertThat(ended()).singleElement().satisfies((ended) -> {
			assertThat(ended.number()).isEqualTo(2);
			assertThat(ended.task().facts().id()).isEqualTo(last.id());
			assertThat(ended.task().failure()).isNotNull();
		});
	}

	@Test
	void endsThatAreNoneAreNotTold() {
		TaskOrigin origin = origin();
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		task.fail(new IllegalStateException("no schedule"));
		this.monitor.tracker.scheduleEnded(task.tracked());
		this.monitor.tracker.scheduleEnded(run(origin, 1).tracked());
		assertThat(ended()).isEmpty();
	}

	@Test
	void scheduleThatIsMadeTakesThePlaceOfADeadOne() {
		for (int i = 0; i < 3; i++) {
			this.monitor.tracker.scheduleEnded(fail(origin()).tracked());
			TaskOrigin second = this.monitor.tracker.origin(this.monitor.preservedSite);
			assertThat(second).isNotNull();
			assertThat(ended()).as("of another site").hasSize(1);
			origin();
			assertThat(ended()).isEmpty();
		}
	}

	@Test
	void eachNewScheduleTakesThePlaceOfOne() {
		TaskOrigin first = origin();
		TaskOrigin second = origin();
		HandSteppedTask died = fail(first);
		HandSteppedTask diedLater = fail(second);
		this.monitor.tracker.scheduleEnded(died.tracked());
		this.monitor.tracker.scheduleEnded(diedLater.tracked());
		origin();
		assertThat(ended()).extracting((ended) -> ended.task().facts().id()).containsExactly(diedLater.id());
	}

	@Test
	void endsAtShutdownAreNotTold() {
		TaskOrigin origin = origin();
		this.monitor.monitor.shuttingDown();
		this.monitor.tracker.scheduleEnded(fail(origin).tracked());
		assertThat(ended()).isEmpty();
	}

	@Test
	void deadSchedulesAreBounded() {
		TaskOrigin[] origins = new TaskOrigin[2 * DeadSchedules.CAPACITY];
		for (int i = 0; i < origins.length; i++) {
			origins[i] = origin();
		}
		for (TaskOrigin origin : origins) {
			this.monitor.tracker.scheduleEnded(fail(origin).tracked());
		}
		assertThat(ended()).hasSize(DeadSchedules.CAPACITY);
	}

	private TaskOrigin origin() {
		TaskOrigin origin = this.monitor.tracker.origin(this.monitor.site);
		assertThat(origin).isNotNull();
		return origin;
	}

	private List<LastRun> ended() {
		return this.monitor.monitor.reader().observe(10, SlowTaskThresholds.NONE).endedSchedules();
	}

	private HandSteppedTask run(TaskOrigin origin, long nanos) {
		HandSteppedTask task = task(origin, () -> this.monitor.clock.advance(Duration.ofNanos(nanos)));
		task.run();
		return task;
	}

	private HandSteppedTask fail(TaskOrigin origin) {
		HandSteppedTask task = task(origin, () -> {
		});
		task.begin();
		task.fail(new IllegalStateException("failing"));
		return task;
	}

	private HandSteppedTask task(TaskOrigin origin, Runnable code) {
		return new HandSteppedTask(this.monitor.tracker, this.monitor.site, "orders", code, origin);
	}

}
