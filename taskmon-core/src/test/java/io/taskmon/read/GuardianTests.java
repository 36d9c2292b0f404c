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

import io.taskmon.task.EndedTask;
import io.taskmon.task.Guardian;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskPreservation;
import io.taskmon.track.GuardianPosts;
import io.taskmon.track.TaskCode;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is meant to run as long as the application, and what is known of it.
 */
class GuardianTests {

	private final TaskCode site = guardian("Poller");

	private final TestMonitor monitor = new TestMonitor(new Limits(2, 5, 3), TestMonitor.NO_STACKS);

	private final Guardians guardians = this.monitor.monitor.guardians();

	@Test
	void taskOfAnotherSiteIsNone() {
		this.monitor.submit().run();
		this.monitor.submit(this.monitor.preservedSite).run();
		assertThat(this.guardians.all()).isEmpty();
		assertThat(this.guardians.dead()).isEmpty();
	}

	@Test
	void isWellWhileItWaitsAndRuns() {
		HandSteppedTask task = this.monitor.submit(this.site);
		assertThat(this.guardians.all()).containsExactly(new Guardian("Poller.poll", 1, null));
		task.begin();
		assertThat(this.guardians.all()).containsExactly(new Guardian("Poller.poll", 1, null));
		assertThat(this.guardians.dead()).isEmpty();
	}

	@Test
	void isDeadOnceItHasFailed() {
		HandSteppedTask task = this.monitor.submit(this.site);
		task.begin();
		this.monitor.clock.advance(Duration.ofSeconds(5));
		task.fail(new IllegalStateException("ten"));
		assertThat(this.guardians.dead()).containsExactly(this.monitor.ended(task.id()));
		EndedTask death = this.guardians.dead().get(0);
		assertThat(death.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(death.terminatedAt()).isEqualTo(HandSteppedClock.START.plusSeconds(5));
		assertThat(death.failure().message()).isEqualTo("ten");
		assertThat(this.guardians.all()).allMatch(Guardian::isDead);
	}

	@Test
	void isDeadHoweverItEnded() {
		this.monitor.submit(guardian("Succeeds")).run();
		this.monitor.submit(guardian("Cancelled")).tracked().endCancelled();
		this.monitor.submit(guardian("Rejected")).tracked().endRejected(new IllegalStateException());
		this.monitor.submit(guardian("Dropped")).tracked().endDiscarded("dropped");
		assertThat(this.guardians.dead()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.CANCELLED, TaskOutcome.DISCARDED, TaskOutcome.REJECTED, TaskOutcome.SUCCEEDED);
	}

	@Test
	void livesAsLongAsOneOfItsTasksDoes() {
		HandSteppedTask first = this.monitor.submit(this.site);
		HandSteppedTask second = this.monitor.submit(guardian("Poller"));
		first.run();
		assertThat(this.guardians.all()).containsExactly(new Guardian("Poller.poll", 1, null));
		second.run();
		assertThat(this.guardians.dead()).extracting((death) -> death.facts().id()).containsExactly(second.id());
	}

	@Test
	void cancelledOneLivesAsLongAsItsCodeRuns() {
		HandSteppedTask task = this.monitor.submit(this.site);
		task.begin();
		task.tracked().endCancelled();
		assertThat(this.guardians.dead()).isEmpty();
		task.succeed();
		assertThat(this.guardians.dead()).extracting(EndedTask::outcome).containsExactly(TaskOutcome.CANCELLED);
	}

	@Test
	void isWellAgainOnceAnotherTaskHasBegun() {
		this.monitor.submit(this.site).run();
		HandSteppedTask next = this.monitor.submit(this.site);
		assertThat(this.guardians.dead()).isEmpty();
		next.run();
		assertThat(this.guardians.dead()).extracting((death) -> death.facts().id()).containsExactly(next.id());
	}

	@Test
	void mayEndDuringShutdown() {
		HandSteppedTask stopped = this.monitor.submit(this.site);
		this.monitor.submit(guardian("Dead")).run();
		this.monitor.monitor.shuttingDown();
		stopped.run();
		assertThat(this.guardians.dead()).extracting((death) -> death.facts().name()).containsExactly("Dead.poll");
		assertThat(this.guardians.all()).contains(new Guardian("Poller.poll", 0, null));
	}

	@Test
	void oldDeathDoesNotComeBackAtShutdown() {
		this.monitor.submit(this.site).run();
		HandSteppedTask next = this.monitor.submit(this.site);
		this.monitor.monitor.shuttingDown();
		next.run();
		assertThat(this.guardians.dead()).isEmpty();
	}

	@Test
	void isNotCalledDeadWhenItMayRunUntracked() {
		this.monitor.submit(this.site).run();
		this.monitor.submit();
		this.monitor.submit();
		assertThat(this.monitor.submit(this.site).isTracked()).isFalse();
		assertThat(this.guardians.all()).containsExactly(new Guardian("Poller.poll", 0, null));
	}

	@Test
	void endlesslyManyAreBounded() {
		for (int i = 0; i < 3_000; i++) {
			this.monitor.submit(guardian("Generated" + i)).run();
		}
		assertThat(this.guardians.all()).hasSize(GuardianPosts.MAX_POSTS);
		assertThat(this.monitor.counts().errors()).isZero();
	}

	@Test
	void deathThatTheLogHasLostIsTurnedIntoText() {
		HandSteppedTask first = this.monitor.submit(this.site);
		first.begin();
		first.tracked().endCancelled();
		for (int i = 0; i < 10; i++) {
			this.monitor.submit(this.site).run();
		}
		first.succeed();
		assertThat(this.monitor.tracker.registry().log().find(first.id())).isNull();
		assertThat(this.guardians.dead()).extracting((death) -> death.facts().id()).containsExactly(first.id());
		this.monitor.keepHouse();
		assertThat(first.tracked().get()).isNull();
	}

	private static TaskCode guardian(String type) {
		return TaskCode.ofMethod("com.example.orders." + type, "poll", TaskKind.ASYNC, TaskPreservation.UNTIL_SHUTDOWN);
	}

}
