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

package io.taskmon.read;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskState;
import io.taskmon.task.TaskThread;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader sees of tasks that go on as it looks.
 */
class TaskReaderTests {

	private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

	private final TestMonitor monitor = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS,
			new InterruptingClock());

	private final TaskReader reader = this.monitor.monitor.reader();

	@Test
	void unknownTaskIsNotFound() {
		assertThat(this.reader.find(1)).isEmpty();
		assertThat(this.reader.findEnded(1)).isEmpty();
	}

	@Test
	void liveTaskIsFoundButNotAmongTheEnded() {
		HandSteppedTask task = this.monitor.submit();
		assertThat(this.reader.find(task.id())).get().extracting(TaskDetails::task).isInstanceOf(LiveTask.class);
		assertThat(this.reader.findEnded(task.id())).isEmpty();
		task.run();
		assertThat(this.reader.find(task.id())).get().extracting(TaskDetails::task).isInstanceOf(EndedTask.class);
		assertThat(this.reader.findEnded(task.id())).isEqualTo(this.reader.find(task.id()));
	}

	@Test
	void limitLeavesTheOldestOfAllThatMatch() {
		List<HandSteppedTask> tasks = Stream.generate(this.monitor::submit).limit(100).toList();
		tasks.stream().filter((task) -> task.id() % 3 == 0).forEach(HandSteppedTask::begin);
		tasks.stream().limit(40).filter((task) -> task.id() % 2 == 0).forEach(HandSteppedTask::run);
		TaskQuery running = TaskQuery.ALL.withState(TaskState.RUNNING).withLimit(10);
		assertThat(this.reader.live(running).tasks()).extracting((task) -> task.facts().id())
			.containsExactly(3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L, 30L);
		TaskQuery all = TaskQuery.ALL.withLimit(5);
		assertThat(this.reader.live(all).tasks()).extracting((task) -> task.facts().id())
			.containsExactly(1L, 3L, 5L, 6L, 7L);
	}

	@Test
	void taskThatEndsAsOthersAreDescribedIsShownAsItWas() {
		this.monitor.submit();
		HandSteppedTask second = this.monitor.submit();
		second.begin();
		this.monitor.clock.advance(Duration.ofMillis(5));
		this.meanwhile.set(second::succeed);
		List<LiveTask> live = this.monitor.live();
		assertThat(this.meanwhile).hasNullValue();
		assertThat(live).extracting(LiveTask::state).containsExactly(TaskState.QUEUED, TaskState.RUNNING);
		assertThat(live.get(1).thread()).isNotNull()
			.extracting(TaskThread::name)
			.isEqualTo(Thread.currentThread().getName());
		assertThat(live.get(1).facts().startedAt()).isEqualTo(HandSteppedClock.START);
		assertThat(live.get(1).runningFor()).isEqualTo(Duration.ofMillis(5));
	}

	@Test
	void taskThatIsBeingCancelledHasNoEndBeforeThatIsKnown() {
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		this.monitor.clock.advance(Duration.ofMillis(5));
		AtomicReference<Task> seen = new AtomicReference<>();
		this.meanwhile.set(() -> seen.set(this.monitor.details(task.id()).task()));
		task.tracked().endCancelled();
		assertThat(seen.get()).isInstanceOfSatisfying(LiveTask.class, (live) -> assertThat(live.cancelled()).isTrue());
		assertThat(this.monitor.ended(task.id()).terminatedAt()).isEqualTo(HandSteppedClock.START.plusMillis(5));
	}

	@Test
	void answersDoNotChangeAfterwards() {
		HandSteppedTask task = this.monitor.submit();
		List<LiveTask> live = this.monitor.live();
		TaskDetails details = this.monitor.details(task.id());
		task.run();
		assertThat(live).extracting(LiveTask::state).containsExactly(TaskState.QUEUED);
		assertThat(details.task()).isInstanceOf(LiveTask.class);
		assertThat(live).isUnmodifiable();
		assertThat(this.monitor.ended()).isUnmodifiable();
		assertThat(details.creationChain()).isUnmodifiable();
		assertThat(details.cancellationChain()).isUnmodifiable();
		assertThat(details.stack()).isUnmodifiable();
	}

	@Test
	void durationsAreNeverNegative() {
		HandSteppedTask task = this.monitor.submit();
		this.monitor.clock.advance(Duration.ofMillis(-5));
		task.begin();
		this.monitor.clock.advance(Duration.ofMillis(-5));
		assertThat(this.monitor.live().get(0).runningFor()).isZero();
		task.succeed();
		assertThat(this.monitor.onlyEnded().facts().queuedFor()).isZero();
		assertThat(this.monitor.onlyEnded().ranFor()).isZero();
	}

	@Test
	void timesAreExactToTheMillisecond() {
		HandSteppedTask task = this.monitor.submit();
		this.monitor.clock.advance(Duration.ofNanos(1_999_999));
		task.run();
		assertThat(this.monitor.onlyEnded().facts().queuedFor()).isEqualTo(Duration.ofMillis(1));
		assertThat(this.monitor.onlyEnded().terminatedAt()).isEqualTo(HandSteppedClock.START.plusMillis(1));
	}

	/**
	 * Does something once, at the next reading.
	 */
	private final class InterruptingClock extends HandSteppedClock {

		@Override
		public long nanoTime() {
			long reading = super.nanoTime();
			step();
			return reading;
		}

		@Override
		public Instant instantAt(long nanoTime) {
			step();
			return super.instantAt(nanoTime);
		}

		private void step() {
			Runnable step = TaskReaderTests.this.meanwhile.getAndSet(null);
			if (step != null) {
				step.run();
			}
		}

	}

}
