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

import io.taskmon.tally.TallyLabels;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the termination log keeps, in which order, and what it lets go.
 */
class TerminationLogTests {

	private final TaskCode otherPreservedSite = TaskCode.ofClass("com.example.orders.Watcher", true);

	private final TestMonitor monitor = new TestMonitor(new Limits(100, 5, 3), TestMonitor.NO_STACKS);

	@Test
	void newestComesFirst() {
		run(3);
		assertThat(endedIds()).containsExactly(3L, 2L, 1L);
	}

	@Test
	void orderIsThatOfTheEndNotOfTheSubmission() {
		HandSteppedTask slow = this.monitor.submit();
		run(2);
		this.monitor.clock.advance(Duration.ofNanos(1));
		slow.run();
		assertThat(endedIds()).containsExactly(1L, 3L, 2L);
	}

	@Test
	void oldestGivesWay() {
		run(12);
		assertThat(endedIds()).containsExactly(12L, 11L, 10L, 9L, 8L);
		assertThat(this.monitor.counts().terminated()).isEqualTo(12);
		assertThat(this.monitor.monitor.reader().find(7)).isEmpty();
		assertThat(this.monitor.monitor.reader().findEnded(8)).isPresent();
	}

	@Test
	void floodDoesNotEvictPreservedTasks() {
		this.monitor.submit(this.monitor.preservedSite).run();
		this.monitor.submit(this.otherPreservedSite).run();
		run(10_000);
		assertThat(endedIds()).containsExactly(10_002L, 10_001L, 10_000L, 9_999L, 9_998L, 2L, 1L);
		assertThat(this.monitor.ended(1).facts().preserved()).isTrue();
		assertThat(this.monitor.ended(10_002).facts().preserved()).isFalse();
	}

	@Test
	void preservedTasksOfOneSiteAreBoundedAndLeaveTheOthersAlone() {
		this.monitor.submit(this.otherPreservedSite).run();
		run(2);
		for (int i = 0; i < 10_000; i++) {
			this.monitor.submit(this.monitor.preservedSite).run();
		}
		assertThat(endedIds()).containsExactly(10_003L, 10_002L, 10_001L, 3L, 2L, 1L);
		assertThat(this.monitor.counts().terminated()).isEqualTo(10_003);
	}

	@Test
	void sitesOfTheSameMethodShareTheirPlaces() {
		for (int i = 0; i < 10; i++) {
			this.monitor.submit(TaskCode.ofMethod("com.example.orders.Poller", "poll", TaskKind.SCHEDULED, true)).run();
		}
		assertThat(endedIds()).containsExactly(10L, 9L, 8L);
	}

	@Test
	void endlesslyManyMarkedClassesAreBounded() {
		for (int i = 0; i < 3_000; i++) {
			this.monitor.submit(TaskCode.ofClass("com.example.Generated" + i, true)).run();
		}
		assertThat(this.monitor.tracker.registry().log().snapshot()).hasSize(1_000 + 5);
		assertThat(this.monitor.tracker.registry().log().find(3_000)).isNotNull();
	}

	@Test
	void settledTasksComeOnceAndOnlyIfTheyAreStillThere() {
		TaskRing ring = new TaskRing(3, new TallyLabels());
		ring.add(this.monitor.submit().tracked());
		assertThat(ring.settled()).isEmpty();
		ring.add(this.monitor.submit().tracked());
		assertThat(ring.settled()).extracting(TrackedTask::id).containsExactly(1L);
		assertThat(ring.settled()).extracting(TrackedTask::id).containsExactly(2L);
		assertThat(ring.settled()).isEmpty();
		add(ring, 2);
		assertThat(ring.settled()).isEmpty();
		add(ring, 2);
		assertThat(ring.settled()).extracting(TrackedTask::id).containsExactly(4L);
		add(ring, 7);
		assertThat(ring.settled()).isEmpty();
		assertThat(ring.settled()).extracting(TrackedTask::id).containsExactly(11L, 12L, 13L);
	}

	private void add(TaskRing ring, int number) {
		for (int i = 0; i < number; i++) {
			ring.add(this.monitor.submit().tracked());
		}
	}

	private void run(int number) {
		for (int i = 0; i < number; i++) {
			this.monitor.submit().run();
		}
	}

	private List<Long> endedIds() {
		return this.monitor.ended().stream().map((task) -> task.facts().id()).toList();
	}

}
