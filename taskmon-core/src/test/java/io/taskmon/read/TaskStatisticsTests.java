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
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import io.taskmon.tally.TallyLabels;
import io.taskmon.task.EndedTotals;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTotals;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figures of tasks, live and ended.
 */
class TaskStatisticsTests {

	private final TestMonitor monitor = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS);

	private final TaskStatistics statistics = this.monitor.monitor.statistics();

	@Test
	void nothingToCount() {
		assertThat(this.statistics.live()).isEmpty();
		assertThat(this.statistics.ended()).isEmpty();
		assertThat(this.statistics.endedByName()).isEmpty();
		assertThat(this.statistics.dropped()).isZero();
		assertThat(this.statistics.errors()).isZero();
	}

	@Test
	void liveTasksAreCountedByExecutorAndState() {
		HandSteppedTask running = submit("mail");
		advance(1);
		running.begin();
		submit("mail");
		HandSteppedTask ended = submit("mail");
		advance(2);
		submit("mail");
		submit("orders");
		ended.run();
		assertThat(this.statistics.live()).containsExactly(
				new LiveTotals("mail", TaskState.QUEUED, 2, Duration.ofSeconds(2)),
				new LiveTotals("mail", TaskState.RUNNING, 1, Duration.ofSeconds(2)),
				new LiveTotals("orders", TaskState.QUEUED, 1, Duration.ZERO),
				new LiveTotals("orders", TaskState.RUNNING, 0, Duration.ZERO));
	}

	@Test
	void endedTasksAreCountedByExecutorAndOutcome() {
		HandSteppedTask first = submit("mail");
		HandSteppedTask second = submit("mail");
		advance(2);
		first.begin();
		advance(3);
		second.begin();
		first.succeed();
		advance(4);
		second.succeed();
		HandSteppedTask other = submit("orders");
		other.begin();
		other.fail(new IllegalStateException());
		assertThat(totals("mail", TaskOutcome.SUCCEEDED)).isEqualTo(
				new EndedTotals("mail", TaskOutcome.SUCCEEDED, 2, 2, Duration.ofSeconds(7), 2, Duration.ofSeconds(7)));
		assertThat(totals("mail", TaskOutcome.FAILED)).isEqualTo(none("mail", TaskOutcome.FAILED));
		assertThat(totals("orders", TaskOutcome.FAILED).ended()).isOne();
		assertThat(this.statistics.ended()).hasSize(2 * TaskOutcome.values().length);
	}

	@Test
	void taskThatNeverBeganHasWaitedButNotRun() {
		HandSteppedTask task = submit("mail");
		advance(5);
		task.tracked().endCancelled();
		assertThat(totals("mail", TaskOutcome.CANCELLED))
			.isEqualTo(new EndedTotals("mail", TaskOutcome.CANCELLED, 1, 1, Duration.ofSeconds(5), 0, Duration.ZERO));
	}

	@Test
	void rejectedTaskHasNotWaited() {
		HandSteppedTask task = submit("mail");
		task.tracked().endRejected(new RejectedExecutionException());
		assertThat(totals("mail", TaskOutcome.REJECTED))
			.isEqualTo(new EndedTotals("mail", TaskOutcome.REJECTED, 1, 0, Duration.ZERO, 0, Duration.ZERO));
	}

	@Test
	void taskThatIsCancelledAndRunsOnIsCountedOnceAndIsLive() {
		HandSteppedTask task = submit("mail");
		task.begin();
		advance(3);
		task.tracked().endCancelled();
		advance(3);
		assertThat(totals("mail", TaskOutcome.CANCELLED).running()).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.statistics.live())
			.contains(new LiveTotals("mail", TaskState.RUNNING, 1, Duration.ofSeconds(6)));
		task.succeed();
		assertThat(totals("mail", TaskOutcome.CANCELLED).ended()).isOne();
		assertThat(totals("mail", TaskOutcome.SUCCEEDED).ended()).isZero();
		assertThat(this.statistics.live()).isEmpty();
	}

	@Test
	void cancellationAtTheLastMomentMovesTheTask() {
		HandSteppedTask task = submit("mail");
		advance(1);
		task.begin();
		advance(1);
		task.succeed();
		EndedTotals succeeded = totals("mail", TaskOutcome.SUCCEEDED);
		task.tracked().endCancelledAtLast();
		task.tracked().endCancelledAtLast();
		assertThat(totals("mail", TaskOutcome.SUCCEEDED)).isEqualTo(none("mail", TaskOutcome.SUCCEEDED));
		assertThat(totals("mail", TaskOutcome.CANCELLED)).isEqualTo(new EndedTotals("mail", TaskOutcome.CANCELLED,
				succeeded.ended(), succeeded.waited(), succeeded.waiting(), succeeded.ran(), succeeded.running()));
	}

	@Test
	void preservedTasksAreAddedToTheOthersOfTheirExecutor() {
		this.monitor.submit(this.monitor.preservedSite).run();
		this.monitor.submit().run();
		assertThat(totals("orders", TaskOutcome.SUCCEEDED).ended()).isEqualTo(2);
	}

	@Test
	void siteMayChangeItsExecutor() {
		for (int i = 0; i < 10; i++) {
			submit("mail").run();
			submit("orders").run();
			submit(null).run();
		}
		assertThat(List.of("mail", "orders", TaskStatistics.UNKNOWN_EXECUTOR))
			.allMatch((executor) -> totals(executor, TaskOutcome.SUCCEEDED).ended() == 10);
	}

	@Test
	void siteMayBeOfTwoMonitors() {
		TestMonitor other = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS);
		submit("orders").run();
		other.submit(this.monitor.site).run();
		submit("orders").run();
		assertThat(totals("orders", TaskOutcome.SUCCEEDED).ended()).isEqualTo(2);
		assertThat(other.monitor.statistics().ended()).extracting(EndedTotals::ended).contains(1L);
	}

	@Test
	void executorsBeyondTheLimitAreCountedAsOthers() {
		for (int i = 0; i < TallyLabels.MAX_EXECUTORS + 5; i++) {
			submit("executor-" + i).run();
		}
		assertThat(this.statistics.ended()).filteredOn((totals) -> totals.outcome() == TaskOutcome.SUCCEEDED)
			.hasSize(TallyLabels.MAX_EXECUTORS + 1);
		assertThat(totals(TaskStatistics.OTHER_EXECUTORS, TaskOutcome.SUCCEEDED).ended()).isEqualTo(5);
	}

	@Test
	void namesAreCountedFromTheMomentThatSomebodyAsks() {
		submit("mail").run();
		this.monitor.monitor.countByName(Set.of("OrderService.ship", "Never.submitted"));
		submit("mail").run();
		submit("orders").run();
		this.monitor.submit(this.monitor.preservedSite).run();
		assertThat(this.statistics.endedByName()).extracting(EndedTotals::label).containsOnly("OrderService.ship");
		assertThat(this.statistics.endedByName()).filteredOn((totals) -> totals.outcome() == TaskOutcome.SUCCEEDED)
			.extracting(EndedTotals::ended)
			.containsExactly(2L);
		assertThat(totals("mail", TaskOutcome.SUCCEEDED).ended()).isEqualTo(2);
	}

	@Test
	void floodThatPassesTheLogIsCounted() {
		for (int i = 0; i < 10_000; i++) {
			submit("mail").run();
		}
		assertThat(totals("mail", TaskOutcome.SUCCEEDED).ended()).isEqualTo(10_000);
	}

	private HandSteppedTask submit(String executor) {
		return new HandSteppedTask(this.monitor.tracker, this.monitor.site, executor, () -> {
		});
	}

	private void advance(int seconds) {
		this.monitor.clock.advance(Duration.ofSeconds(seconds));
	}

	private EndedTotals totals(String executor, TaskOutcome outcome) {
		return this.statistics.ended()
			.stream()
			.filter((totals) -> totals.label().equals(executor) && totals.outcome() == outcome)
			.findFirst()
			.orElseThrow();
	}

	private static EndedTotals none(String executor, TaskOutcome outcome) {
		return new EndedTotals(executor, outcome, 0, 0, Duration.ZERO, 0, Duration.ZERO);
	}

}
