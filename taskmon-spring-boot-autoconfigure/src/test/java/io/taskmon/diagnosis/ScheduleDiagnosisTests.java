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
package io.taskmon.diagnosis;

import java.time.Duration;

import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskOrigin;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Incidents of schedules are found by what their own runs do, whatever else ends.
 */
class ScheduleDiagnosisTests {

	private Ward ward = new Ward();

	@AfterEach
	void close() {
		this.ward.close();
	}

	@Test
	void runThatHangsIsFoundAsLongAsItHangsWhateverElseEnds() {
		close();
		this.ward = new Ward(DiagnosisSettings.DEFAULTS, new Limits(2_000, 1, 1));
		this.ward.scheduler().scheduleWithFixedDelay(new Job(this.ward, Duration.ZERO), Duration.ofMillis(1));
		this.ward.untilTerminated(3);
		this.ward.untilParked(1);
		for (int i = 1; i < 1_000; i++) {
			this.ward.pool("mail").execute(() -> {
			});
		}
		this.ward.untilTerminated(3 + 999);
		Finding first = this.ward.afterSeconds(11).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.STUCK_RUN);
		assertThat(first.severity()).isEqualTo(Severity.WARNING);
		for (int i = 0; i < 1_000; i++) {
			this.ward.pool("mail").execute(() -> {
			});
		}
		this.ward.untilTerminated(3 + 1_999);
		assertThat(this.ward.after(Duration.ofDays(1)).findings()).singleElement().matches(first::isSameAs);
	}

	@Test
	void schedulesOfOneClassHaveHabitsOfTheirOwn() {
		this.ward.scheduler().setPoolSize(2);
		this.ward.scheduler().scheduleWithFixedDelay(new Job(this.ward, Duration.ZERO), Duration.ofMillis(1));
		this.ward.untilTerminated(3);
		this.ward.untilParked(1);
		this.ward.scheduler().scheduleWithFixedDelay(new Job(this.ward, Duration.ofSeconds(16)), Duration.ofMillis(1));
		this.ward.untilTerminated(6);
		this.ward.untilParked(2);
		this.ward.afterSeconds(159);
		assertThat(this.ward.findings()).singleElement()
			.extracting(Finding::evidence, InstanceOfAssertFactories.list(String.class))
			.contains("runs have taken 0ms at the most");
		assertThat(this.ward.afterSeconds(2).findings()).hasSize(2)
			.anyMatch((finding) -> finding.evidence().contains("runs have taken 16.0s at the most"));
	}

	@Test
	void scheduleThatAnExceptionEndedIsDeadUntilItIsMadeAgain() {
		TaskTracker tracker = this.ward.monitor().tracker();
		TaskCode site = TaskCode.ofMethod("com.acme.Prices", "poll", TaskKind.SCHEDULED, false);
		TaskOrigin origin = tracker.origin(site);
		run(tracker, site, origin, null);
		TrackedTask last = run(tracker, site, origin, new IllegalStateException("price list is empty"));
		tracker.scheduleEnded(last);
		for (int i = 0; i < 1_100; i++) {
			this.ward.pool("mail").execute(() -> {
			});
		}
		this.ward.untilTerminated(1_102);
		Finding first = this.ward.after(Duration.ofDays(1)).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.DEAD_SCHEDULE);
		assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(first.executor()).isEqualTo("clockwork");
		assertThat(first.tasks()).containsExactly(last.id());
		assertThat(first.summary()).isEqualTo("The schedule of Prices.poll ended 1d00h ago and will not run again: "
				+ "its run #2 threw java.lang.IllegalStateException: price list is empty");
		assertThat(first.evidence()).element(0, InstanceOfAssertFactories.STRING)
			.startsWith("run #2 was task " + last.id() + ", which threw at 2026-11-23T07:19:17");
		assertThat(first.evidence()).anyMatch((line) -> line.startsWith("scheduled by io.taskmon.diagnosis.Schedule"));
		assertThat(first.next()).isEqualTo("where-terminated " + last.id());
		assertThat(tracker.origin(site)).isNotNull();
		assertThat(this.ward.findings()).isEmpty();
	}

	private static TrackedTask run(TaskTracker tracker, TaskCode site, TaskOrigin origin, Exception thrown) {
		TrackedTask run = tracker.submit(new Run(), site, "clockwork", origin);
		assertThat(run).isNotNull();
		tracker.begin(run);
		tracker.end(run, (thrown != null) ? TaskOutcome.FAILED : TaskOutcome.SUCCEEDED, thrown);
		return run;
	}

	private static final class Run implements TaskCarrier {

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public Cancelling cancel() {
			return Cancelling.NO_FUTURE;
		}

	}

	/**
	 * Takes as long as it does by the ward's clock, but for its fourth run, which hangs.
	 */
	private static final class Job implements Runnable {

		private final Ward ward;

		private final Duration duration;

		private int runs;

		Job(Ward ward, Duration duration) {
			this.ward = ward;
			this.duration = duration;
		}

		@Override
		public void run() {
			if (++this.runs == 4) {
				Ward.await(this.ward.release);
			}
			this.ward.after(this.duration);
		}

	}

}
