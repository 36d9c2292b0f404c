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

import java.io.IOException;
import java.time.Duration;

import io.taskmon.spi.TaskEnd;
import io.taskmon.spi.TaskListener;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskOrigin;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.NotedSteps;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link TaskListener}s are told.
 */
class TaskListenerTests {

	private final TestMonitor tasks = new TestMonitor();

	private final NotedSteps recorder = new NotedSteps();

	@BeforeEach
	void record() {
		this.tasks.monitor.addListener(this.recorder);
	}

	@Test
	void tellsEachStepOnce() {
		HandSteppedTask parent = this.tasks.submit();
		HandSteppedTask child = parent.submitChild();
		parent.run();
		assertThat(child.begin()).isTrue();
		assertThat(child.begin()).isFalse();
		child.fail(new IOException("reset"));
		child.succeed();
		this.tasks.keepHouse();
		assertThat(this.recorder.steps).containsExactly("queued 1 OrderService.ship ASYNC in orders by 0",
				"queued 2 OrderService.ship ASYNC in orders by 1", "started 1", "ended 1 SUCCEEDED", "started 2",
				"ended 2 FAILED");
		assertThat(this.tasks.faults).isEmpty();
	}

	@Test
	void tellsAllRecordersWhateverOneThrows() {
		NotedSteps second = new NotedSteps();
		this.tasks.monitor.addListener(second);
		this.recorder.failing = true;
		HandSteppedTask task = this.tasks.submit();
		task.tracked().noteCanceller();
		task.run();
		assertThat(second.steps).hasSize(4).isEqualTo(this.recorder.steps);
		assertThat(this.tasks.faults).hasSize(4);
	}

	@Test
	void tellsWhatIsKnownAtTheEnd() {
		HandSteppedTask parent = this.tasks.submit();
		HandSteppedTask child = parent.submitChild();
		this.tasks.clock.advance(Duration.ofMillis(5));
		child.begin();
		this.tasks.clock.advance(Duration.ofMillis(7));
		child.fail(new IOException("reset"));
		assertThat(this.recorder.ended).singleElement().satisfies((ended) -> {
			assertThat(ended).isEqualTo(new TaskEnd(child.id(), "OrderService.ship", TaskKind.ASYNC, "orders",
					parent.id(), ended.createdFrom(), 5_000_000, TaskOutcome.FAILED, "java.io.IOException"));
			assertThat(ended.createdFrom()).isEqualTo(this.tasks.ended(child.id()).facts().createdFrom()).isNotNull();
		});
	}

	@Test
	void makesNoTextOfTheStackOfAShortTask() {
		TestMonitor withStacks = new TestMonitor(Limits.DEFAULTS, TestMonitor.capture(CaptureMode.ALWAYS));
		withStacks.monitor.addListener(this.recorder);
		HandSteppedTask task = withStacks.submit();
		withStacks.clock.advance(Duration.ofNanos(999_999));
		task.run();
		assertThat(this.recorder.ended).extracting(TaskEnd::createdFrom).containsOnlyNulls();
		assertThat(task.tracked().stack().isSymbolised()).isFalse();
	}

	@Test
	void tellsTheCreationSiteOfAShortTaskThatSomebodyLookedAt() {
		HandSteppedTask task = this.tasks.submit();
		assertThat(this.tasks.live()).hasSize(1);
		task.run();
		assertThat(this.recorder.ended).extracting(TaskEnd::createdFrom).doesNotContainNull();
	}

	@Test
	void tellsOfThoseThatNeverRan() {
		this.tasks.submit().tracked().endCancelled();
		this.tasks.submit().tracked().endRejected(new IllegalStateException());
		this.tasks.submit().tracked().endDiscarded("dropped");
		assertThat(this.recorder.ended).extracting((ended) -> ended.id() + " " + ended.outcome() + " " + ended.reason())
			.containsExactly("1 CANCELLED null", "2 REJECTED java.lang.IllegalStateException", "3 DISCARDED dropped");
		assertThat(this.recorder.steps).noneMatch((step) -> step.startsWith("started"));
	}

	@Test
	void tellsWhoCancels() {
		HandSteppedTask victim = this.tasks.submit();
		HandSteppedTask canceller = this.tasks.submit();
		canceller.inside(() -> {
			victim.tracked().noteCanceller();
			victim.tracked().endCancelled();
			victim.tracked().noteCanceller();
		});
		assertThat(this.recorder.steps).endsWith("cancelled 1 OrderService.ship by 2 OrderService.ship",
				"ended 1 CANCELLED");
	}

	@Test
	void tellsThatACancelledTaskHasEndedOnceItsCodeHas() {
		HandSteppedTask task = this.tasks.submit();
		task.begin();
		assertThat(this.tasks.monitor.canceller().cancel(task.id())).isEqualTo(TaskCanceller.Result.INTERRUPTED);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.recorder.steps).endsWith("started 1", "cancelled 1 OrderService.ship by 0 null");
		task.succeed();
		assertThat(this.recorder.steps).endsWith("ended 1 CANCELLED");
	}

	@Test
	void doesNotTellOfWhoCouldNotCancel() {
		HandSteppedTask task = this.tasks.submit();
		task.answersCancel(() -> TaskCarrier.Cancelling.UNREACHABLE_FUTURE);
		assertThat(this.tasks.monitor.canceller().cancel(task.id())).isEqualTo(TaskCanceller.Result.NOT_CANCELLABLE);
		assertThat(this.recorder.steps).hasSize(1);
	}

	@Test
	void lastWordIsWhatTheFutureSays() {
		HandSteppedTask task = this.tasks.submit();
		task.run();
		task.tracked().endCancelledAtLast();
		assertThat(this.recorder.steps).endsWith("ended 1 SUCCEEDED", "cancelled 1 OrderService.ship by 0 null",
				"ended 1 CANCELLED");
	}

	@Test
	void runOfAScheduleIsNotQueued() {
		TaskOrigin origin = this.tasks.tracker.origin(this.tasks.site);
		HandSteppedTask run = new HandSteppedTask(this.tasks.tracker, this.tasks.site, "scheduler", () -> {
		}, origin);
		run.run();
		assertThat(this.recorder.steps).containsExactly("started 1", "ended 1 SUCCEEDED");
	}

	@Test
	void isNotToldOfEndsThatItDoesNotWant() {
		this.recorder.recordingEnds = false;
		this.tasks.submit().run();
		assertThat(this.recorder.ended).isEmpty();
	}

	@Test
	void shouldIgnoreFailureOfTheRecorder() {
		this.recorder.failing = true;
		HandSteppedTask task = this.tasks.submit();
		assertThat(task.isTracked()).isTrue();
		task.run();
		HandSteppedTask cancelled = this.tasks.submit();
		cancelled.tracked().noteCanceller();
		cancelled.tracked().endCancelled();
		assertThat(this.tasks.ended()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCEEDED, TaskOutcome.CANCELLED);
		assertThat(this.tasks.live()).isEmpty();
		assertThat(this.tasks.faults).hasSize(6);
	}

}
