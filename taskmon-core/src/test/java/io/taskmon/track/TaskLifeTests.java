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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.task.TaskThread;
import io.taskmon.track.fixture.HandSteppedClock;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of one task, step by step.
 */
class TaskLifeTests {

	private final TestMonitor monitor = new TestMonitor();

	private final HandSteppedTask task = this.monitor.submit();

	@Test
	void submittedTaskIsQueued() {
		this.monitor.clock.advance(Duration.ofMillis(40));
		LiveTask live = this.monitor.live().get(0);
		assertThat(live.state()).isEqualTo(TaskState.QUEUED);
		assertThat(live.cancelled()).isFalse();
		assertThat(live.thread()).isNull();
		assertThat(live.runningFor()).isNull();
		assertThat(live.facts().id()).isEqualTo(1);
		assertThat(live.facts().name()).isEqualTo("OrderService.ship");
		assertThat(live.facts().kind()).isEqualTo(TaskKind.ASYNC);
		assertThat(live.facts().executor()).isEqualTo("orders");
		assertThat(live.facts().parentId()).isNull();
		assertThat(live.facts().preserved()).isFalse();
		assertThat(live.facts().createdAt()).isEqualTo(HandSteppedClock.START);
		assertThat(live.facts().startedAt()).isNull();
		assertThat(live.facts().queuedFor()).isEqualTo(Duration.ofMillis(40));
		assertThat(this.monitor.counts()).isEqualTo(new TaskCounts(1, 0, 0, 0, 0));
	}

	@Test
	void begunTaskRunsOnItsThread() {
		this.monitor.clock.advance(Duration.ofMillis(2));
		assertThat(this.task.begin()).isTrue();
		this.monitor.clock.advance(Duration.ofMillis(30));
		LiveTask live = this.monitor.live().get(0);
		assertThat(live.state()).isEqualTo(TaskState.RUNNING);
		assertThat(live.runningFor()).isEqualTo(Duration.ofMillis(30));
		assertThat(live.facts().startedAt()).isEqualTo(HandSteppedClock.START.plusMillis(2));
		assertThat(live.facts().queuedFor()).isEqualTo(Duration.ofMillis(2));
		Thread thread = Thread.currentThread();
		assertThat(live.thread())
			.isEqualTo(new TaskThread(thread.getId(), thread.getName(), false, Thread.State.RUNNABLE));
		assertThat(this.monitor.details(1).stack()).anyMatch((frame) -> frame.getMethodName().startsWith("begunTask"));
		assertThat(this.monitor.counts()).isEqualTo(new TaskCounts(0, 1, 0, 0, 0));
	}

	@Test
	void succeededTaskIsInTheLogWithItsTimes() {
		this.monitor.clock.advance(Duration.ofMillis(2));
		this.task.begin();
		this.monitor.clock.advance(Duration.ofMillis(30));
		this.task.succeed();
		this.monitor.clock.advance(Duration.ofMillis(500));
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertThat(ended.facts().id()).isEqualTo(1);
		assertThat(ended.facts().queuedFor()).isEqualTo(Duration.ofMillis(2));
		assertThat(ended.ranFor()).isEqualTo(Duration.ofMillis(30));
		assertThat(ended.terminatedAt()).isEqualTo(HandSteppedClock.START.plusMillis(32));
		assertThat(ended.bodyStillRunning()).isFalse();
		assertThat(ended.failure()).isNull();
		assertThat(ended.reason()).isNull();
		assertThat(ended.cancelledBy()).isNull();
		assertThat(this.monitor.details(1).stack()).isEmpty();
		assertNothingIsLive();
	}

	@Test
	void failedTaskShowsItsException() {
		this.task.begin();
		this.task.fail(new IOException("Broken pipe"));
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(ended.failure()).isNotNull();
		assertThat(ended.failure().type()).isEqualTo("java.io.IOException");
		assertThat(ended.failure().message()).isEqualTo("Broken pipe");
		assertNothingIsLive();
	}

	@Test
	void rejectedTaskShowsTheRejection() {
		this.monitor.clock.advance(Duration.ofMillis(7));
		this.task.tracked().endRejected(new RejectedExecutionException("Queue is full"));
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.REJECTED);
		assertThat(ended.failure()).isNotNull();
		assertThat(ended.failure().message()).isEqualTo("Queue is full");
		assertThat(ended.ranFor()).isNull();
		assertThat(ended.facts().startedAt()).isNull();
		assertThat(ended.facts().queuedFor()).isEqualTo(Duration.ofMillis(7));
		assertNothingIsLive();
	}

	@Test
	void discardedTaskSaysHowThatIsKnown() {
		this.task.tracked().endDiscarded("The queue was cleared");
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.DISCARDED);
		assertThat(ended.reason()).isEqualTo("The queue was cleared");
		assertThat(ended.failure()).isNull();
		assertNothingIsLive();
	}

	@Test
	void taskThatCouldNotBeSubmittedFails() {
		this.task.tracked().endFailed(new IllegalStateException("No decorator"));
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(ended.failure()).isNotNull();
		assertThat(ended.failure().message()).isEqualTo("No decorator");
		assertThat(ended.ranFor()).isNull();
		assertNothingIsLive();
	}

	@ParameterizedTest
	@EnumSource(names = { "UNKNOWN", "DISCARDED" })
	void taskWhoseEndNobodySawSaysWhy(TaskOutcome outcome) {
		this.task.begin();
		this.monitor.tracker.end(this.task.tracked(), outcome, "The future was purged");
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(outcome);
		assertThat(this.monitor.onlyEnded().reason()).isEqualTo("The future was purged");
		assertNothingIsLive();
	}

	@Test
	void queuedTaskOutOfSightIsUnknown() {
		this.task.tracked().endUnknown("Tracking failed");
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.UNKNOWN);
		assertThat(this.monitor.onlyEnded().reason()).isEqualTo("Tracking failed");
		assertThat(this.task.begin()).isFalse();
		assertNothingIsLive();
	}

	@Test
	void runningTaskOutOfSightIsUnknownHoweverItEnds() {
		this.task.begin();
		this.task.tracked().endUnknown("Tracking failed");
		this.task.succeed();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.UNKNOWN);
		assertNothingIsLive();
	}

	@Test
	void taskCancelledInTheQueueLeavesTheLiveListAtOnce() {
		assertThat(this.task.tracked().endCancelled()).isTrue();
		assertThat(this.task.tracked().isCancelled()).isTrue();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(ended.bodyStillRunning()).isFalse();
		assertThat(ended.ranFor()).isNull();
		assertNothingIsLive();
		assertThat(this.task.begin()).isFalse();
	}

	@Test
	void taskCancelledAsItRunsIsInTheLogAndLiveUntilItsCodeEnds() {
		this.task.begin();
		this.monitor.clock.advance(Duration.ofMillis(10));
		assertThat(this.task.tracked().endCancelled()).isTrue();
		this.monitor.clock.advance(Duration.ofMillis(10));
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(ended.bodyStillRunning()).isTrue();
		assertThat(ended.ranFor()).isEqualTo(Duration.ofMillis(10));
		LiveTask live = this.monitor.live().get(0);
		assertThat(live.cancelled()).isTrue();
		assertThat(live.state()).isEqualTo(TaskState.RUNNING);
		assertThat(live.runningFor()).isEqualTo(Duration.ofMillis(20));
		assertThat(this.monitor.details(1).task()).isEqualTo(ended);
		assertThat(this.monitor.details(1).stack()).isNotEmpty();
		this.task.succeed();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(this.monitor.onlyEnded().bodyStillRunning()).isFalse();
		assertThat(this.monitor.onlyEnded().ranFor()).isEqualTo(Duration.ofMillis(10));
		assertNothingIsLive();
	}

	@Test
	void exceptionOfACancelledTaskIsNotRecorded() {
		this.task.begin();
		this.task.tracked().endCancelled();
		this.task.fail(new InterruptedException());
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(this.monitor.onlyEnded().failure()).isNull();
	}

	@Test
	void secondCancellationHasNoEffect() {
		this.task.begin();
		assertThat(this.task.tracked().endCancelled()).isTrue();
		assertThat(this.task.tracked().endCancelled()).isFalse();
		assertThat(this.task.tracked().cancelAndInterrupt()).isFalse();
		assertThat(Thread.interrupted()).isFalse();
		this.task.succeed();
		assertThat(this.task.tracked().endCancelled()).isFalse();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertNothingIsLive();
	}

	@Test
	void taskWhoseFutureIsCancelledAfterItsCodeSucceededIsCancelled() {
		this.task.begin();
		this.task.succeed();
		this.task.tracked().endCancelledAtLast();
		this.task.tracked().endCancelledAtLast();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(ended.bodyStillRunning()).isFalse();
		assertThat(ended.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
		assertNothingIsLive();
	}

	@Test
	void cancellerThatIsToldAfterItsTaskHasSeenTheCancellationIsKept() {
		this.task.begin();
		this.monitor.tracker.end(this.task.tracked(), TaskOutcome.CANCELLED, (Throwable) null);
		this.task.tracked().endCancelledAtLast();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(ended.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
	}

	@Test
	void taskThatNobodyKnowsWhoCancelledIsCancelledByNobodyKnown() {
		this.task.begin();
		this.task.succeed();
		this.task.tracked().endCancelledByUnknownThread();
		this.task.tracked().endCancelledByUnknownThread();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(ended.cancelledBy()).isNull();
		assertNothingIsLive();
	}

	@Test
	void failureRemainsOneWhateverItsFutureTells() {
		this.task.begin();
		this.task.fail(new IllegalStateException("failed"));
		this.task.tracked().endCancelledAtLast();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(ended.cancelledBy()).isNull();
	}

	@Test
	void taskThatIsLiveIsNotCancelledAtLast() {
		this.task.tracked().endCancelledAtLast();
		this.task.begin();
		this.task.tracked().endCancelledAtLast();
		assertThat(this.monitor.live()).hasSize(1).noneMatch(LiveTask::cancelled);
	}

	@Test
	void taskCancelsItself() {
		this.task.begin();
		assertThat(this.task.tracked().cancelAndInterrupt()).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		this.task.fail(new InterruptedException());
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertNothingIsLive();
	}

	@Test
	void refusalAfterTheStartHasNoEffect() {
		this.task.begin();
		this.task.tracked().endRejected(new RejectedExecutionException());
		this.task.tracked().endDiscarded("dropped");
		this.task.tracked().endFailed(new IllegalStateException());
		assertThat(this.monitor.ended()).isEmpty();
		assertThat(this.monitor.live()).hasSize(1);
		this.task.succeed();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertNothingIsLive();
	}

	@Test
	void endWithoutABeginHasNoEffect() {
		this.task.succeed();
		this.task.fail(new IllegalStateException());
		assertThat(this.monitor.ended()).isEmpty();
		assertThat(this.monitor.live()).extracting(LiveTask::state).containsExactly(TaskState.QUEUED);
	}

	@Test
	void taskIsWithdrawnIfItsCodeMustNotRun() {
		assertThat(this.task.tracked().isWithdrawn()).isFalse();
		this.task.tracked().endCancelled();
		assertThat(this.task.tracked().isWithdrawn()).isTrue();
		HandSteppedTask discarded = this.monitor.submit();
		discarded.tracked().endDiscarded("dropped");
		assertThat(discarded.tracked().isWithdrawn()).isFalse();
		assertThat(discarded.tracked().isGivenUp()).isTrue();
		HandSteppedTask running = this.monitor.submit();
		running.begin();
		running.tracked().endCancelled();
		assertThat(running.tracked().isWithdrawn()).isFalse();
		HandSteppedTask untracked = this.monitor.submit();
		untracked.tracked().endUnknown("Tracking failed");
		assertThat(untracked.tracked().isWithdrawn()).isFalse();
	}

	@Test
	void taskBeginsOnce() {
		assertThat(this.task.begin()).isTrue();
		assertThat(this.task.begin()).isFalse();
		this.task.succeed();
		assertThat(this.task.begin()).isFalse();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertNothingIsLive();
	}

	@ParameterizedTest
	@EnumSource
	void firstEndCounts(TaskOutcome outcome) {
		this.task.begin();
		this.monitor.tracker.end(this.task.tracked(), outcome, (Throwable) null);
		endInEveryWay();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(outcome);
		assertThat(this.monitor.onlyEnded().failure()).isNull();
		assertThat(this.monitor.onlyEnded().reason()).isNull();
		assertNothingIsLive();
	}

	@Test
	void executorMayBecomeKnownLater() {
		HandSteppedTask other = new HandSteppedTask(this.monitor.tracker, this.monitor.site, null, () -> {
		});
		assertThat(this.monitor.live().get(1).facts().executor()).isNull();
		other.tracked().assignExecutor("mail");
		assertThat(this.monitor.live().get(1).facts().executor()).isEqualTo("mail");
	}

	@Test
	void currentTaskIsTheOneMadeCurrent() {
		assertThat(this.monitor.tracker.current()).isNull();
		assertThat(this.monitor.tracker.makeCurrent(this.task.tracked())).isNull();
		assertThat(this.monitor.tracker.current()).isSameAs(this.task.tracked());
		assertThat(this.monitor.tracker.makeCurrent(null)).isSameAs(this.task.tracked());
		assertThat(this.monitor.tracker.current()).isNull();
	}

	private void endInEveryWay() {
		TrackedTask tracked = this.task.tracked();
		this.task.succeed();
		this.task.fail(new IllegalStateException());
		tracked.endCancelled();
		tracked.cancelAndInterrupt();
		tracked.endRejected(new RejectedExecutionException());
		tracked.endDiscarded("dropped");
		tracked.endFailed(new IllegalStateException());
		tracked.endUnknown("lost");
		assertThat(Thread.interrupted()).isFalse();
	}

	private void assertNothingIsLive() {
		assertThat(this.monitor.live()).isEmpty();
		assertThat(this.monitor.counts().queued()).isZero();
		assertThat(this.monitor.counts().running()).isZero();
		assertThat(this.monitor.tracker.registry().live().snapshot()).isEmpty();
		assertThat(this.monitor.faults).isEmpty();
	}

}
