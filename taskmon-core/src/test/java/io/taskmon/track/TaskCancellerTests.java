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

import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskCanceller.Result;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier.Cancelling;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes of a cancellation from outside.
 */
class TaskCancellerTests {

	private final TestMonitor monitor = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS);

	private final TaskCanceller canceller = this.monitor.monitor.canceller();

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@ParameterizedTest
	@CsvSource({ "DONE, CANCELLED, CANCELLED", "INTERRUPT, CANCELLED, CANCELLED", "NO_FUTURE, CANCELLED, CANCELLED",
			"UNREACHABLE_FUTURE, NOT_CANCELLABLE, SUCCEEDED", "TOO_LATE, ALREADY_ENDED, SUCCEEDED" })
	void queuedTask(Cancelling answer, Result result, TaskOutcome outcome) {
		HandSteppedTask task = this.monitor.submit();
		task.answersCancel(() -> answer);
		assertThat(this.canceller.cancel(task.id())).isEqualTo(result);
		task.run();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(outcome);
		assertThat(Thread.interrupted()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "DONE, INTERRUPTED, false, CANCELLED", "INTERRUPT, INTERRUPTED, true, CANCELLED",
			"NO_FUTURE, INTERRUPTED, true, CANCELLED", "UNREACHABLE_FUTURE, INTERRUPTED, true, CANCELLED",
			"TOO_LATE, ALREADY_ENDED, false, SUCCEEDED" })
	void runningTask(Cancelling answer, Result result, boolean interrupted, TaskOutcome outcome) {
		HandSteppedTask task = this.monitor.submit();
		task.answersCancel(() -> answer);
		task.begin();
		assertThat(this.canceller.cancel(task.id())).isEqualTo(result);
		assertThat(Thread.interrupted()).isEqualTo(interrupted);
		assertThat(this.monitor.live()).extracting(LiveTask::cancelled)
			.containsExactly(outcome == TaskOutcome.CANCELLED);
		task.succeed();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(outcome);
		assertThat(this.canceller.cancel(task.id())).isEqualTo(Result.ALREADY_ENDED);
	}

	@Test
	void taskThatIsCancelledAlready() {
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		assertThat(this.canceller.cancel(task.id())).isEqualTo(Result.INTERRUPTED);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.canceller.cancel(task.id())).isEqualTo(Result.ALREADY_ENDED);
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void taskThatNobodyKnows() {
		assertThat(this.canceller.cancel(1)).isEqualTo(Result.NOT_FOUND);
		this.monitor.submit().run();
		assertThat(this.canceller.cancel(1)).isEqualTo(Result.ALREADY_ENDED);
		assertThat(this.canceller.cancel(2)).isEqualTo(Result.NOT_FOUND);
		assertThat(this.canceller.cancel(-1)).isEqualTo(Result.NOT_FOUND);
	}

	@Test
	void currentThreadIsTheCanceller() {
		HandSteppedTask task = this.monitor.submit();
		HandSteppedTask watcher = this.monitor.submit();
		watcher.inside(() -> this.canceller.cancel(task.id()));
		assertThat(this.monitor.onlyEnded().cancelledBy()).isNotNull();
		assertThat(this.monitor.onlyEnded().cancelledBy().taskId()).isEqualTo(watcher.id());
	}

	@Test
	void cancellerIsKnownEvenIfTheFutureEndsTheTaskAtOnce() {
		HandSteppedTask task = this.monitor.submit();
		task.answersCancel(() -> {
			task.tracked().endCancelled();
			return Cancelling.DONE;
		});
		assertThat(this.canceller.cancel(task.id())).isEqualTo(Result.CANCELLED);
		assertThat(this.monitor.onlyEnded().cancelledBy()).isNotNull();
	}

	@Test
	void whoCouldNotCancelIsNotBlamedLater() {
		for (Cancelling answer : List.of(Cancelling.UNREACHABLE_FUTURE, Cancelling.TOO_LATE)) {
			HandSteppedTask task = this.monitor.submit();
			HandSteppedTask bystander = this.monitor.submit();
			HandSteppedTask culprit = this.monitor.submit();
			task.answersCancel(() -> answer);
			bystander.inside(() -> this.canceller.cancel(task.id()));
			culprit.inside(() -> {
				task.tracked().noteCanceller();
				task.tracked().endCancelled();
			});
			assertThat(this.monitor.ended(task.id()).cancelledBy()).isNotNull();
			assertThat(this.monitor.ended(task.id()).cancelledBy().taskId()).isEqualTo(culprit.id());
		}
	}

	@Test
	void taskThatBeginsMeanwhileIsInterruptedNotSkipped() {
		HandSteppedTask task = this.monitor.submit();
		task.answersCancel(() -> {
			task.begin();
			return Cancelling.NO_FUTURE;
		});
		assertThat(this.canceller.cancel(task.id())).isEqualTo(Result.INTERRUPTED);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void taskThatEndsMeanwhileIsNotCancelled() {
		HandSteppedTask task = this.monitor.submit();
		task.answersCancel(() -> {
			task.run();
			return Cancelling.NO_FUTURE;
		});
		assertThat(this.canceller.cancel(task.id())).isEqualTo(Result.ALREADY_ENDED);
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
	}

	@Test
	void futureCancelledBehindTheTrackersBackIsFound() {
		HandSteppedTask queued = this.monitor.submit();
		HandSteppedTask running = this.monitor.submit();
		running.begin();
		queued.answersIsCancelled(() -> true);
		running.answersIsCancelled(() -> true);
		this.monitor.keepHouse();
		assertThat(this.monitor.tracker.registry().log().total()).isEqualTo(2);
		assertThat(this.monitor.live()).extracting((task) -> task.facts().id()).containsExactly(running.id());
		assertThat(this.monitor.live()).extracting(LiveTask::cancelled).containsExactly(true);
		assertThat(Thread.interrupted()).isFalse();
		running.succeed();
		assertThat(this.monitor.live()).isEmpty();
		assertThat(this.monitor.ended()).hasSize(2)
			.allMatch((task) -> task.outcome() == TaskOutcome.CANCELLED && task.cancelledBy() == null);
	}

}
