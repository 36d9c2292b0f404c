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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.taskmon.task.Limits;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Incidents of single tasks are named first, with evidence, and their near misses are
 * not.
 */
class TaskDiagnosisTests {

	private Ward ward = new Ward();

	@AfterEach
	void close() {
		this.ward.close();
	}

	@Test
	void exceptionOfAVoidMethodIsLost() {
		for (int i = 0; i < 2; i++) {
			this.ward.nurse().lose();
		}
		this.ward.untilTerminated(2);
		assertThat(this.ward.afterSeconds(9).findings()).isEmpty();
		Finding first = this.ward.afterSeconds(1).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.LOST_EXCEPTION);
		assertThat(first.summary()).isEqualTo("No code has seen that Nurse.lose failed 2 times: "
				+ "java.lang.IllegalStateException: nobody hears me");
		assertThat(first.tasks()).containsExactlyInAnyOrder(1L, 2L);
		assertThat(first.evidence())
			.anyMatch((line) -> line.startsWith("created from io.taskmon.diagnosis.TaskDiagnosisTests"));
		assertThat(first.next()).startsWith("where-terminated ");
		assertThat(this.ward.after(Duration.ofHours(1)).findings()).as("is no news any more").isEmpty();
	}

	@Test
	void exceptionIsLostWhateverEndsAfterIt() {
		close();
		this.ward = new Ward(DiagnosisSettings.DEFAULTS, new Limits(100, 1, 1));
		this.ward.nurse().lose();
		this.ward.untilTerminated(1);
		for (int i = 0; i < 3; i++) {
			this.ward.pool("mail").execute(() -> {
			});
		}
		this.ward.untilTerminated(4);
		this.ward.monitor().keepHouse();
		assertThat(this.ward.afterSeconds(10).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo(FindingKind.LOST_EXCEPTION);
			assertThat(finding.summary()).endsWith("java.lang.IllegalStateException: nobody hears me");
		});
	}

	@Test
	void exceptionsFromDifferentPlacesAreDifferentLosses() {
		this.ward.nurse().lose();
		this.ward.nurse().lose();
		this.ward.untilTerminated(2);
		assertThat(this.ward.afterSeconds(10).findings()).hasSize(2)
			.extracting(Finding::summary)
			.containsOnly("No code has seen that Nurse.lose failed: java.lang.IllegalStateException: nobody hears me");
	}

	@Test
	void exceptionThatNobodyAsksForIsLost() {
		Future<?> future = this.ward.hold(this.ward.pool("mail").submit(() -> {
			throw new IllegalStateException("ask me");
		}));
		Future<String> answer = this.ward.hold(this.ward.nurse().answer());
		this.ward.untilTerminated(2);
		assertThat(this.ward.afterSeconds(10).findings()).extracting(Finding::kind)
			.containsExactly(FindingKind.LOST_EXCEPTION, FindingKind.LOST_EXCEPTION);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get);
		assertThat(this.ward.findings()).isEmpty();
	}

	@Test
	void guardianThatHasEndedIsDeadUntilItRunsAgain() {
		this.ward.nurse().watch(true);
		this.ward.untilTerminated(1);
		Finding first = this.ward.afterSeconds(61).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.GUARDIAN_DEAD);
		assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(first.summary()).isEqualTo("Nurse.watch is meant to run until shutdown, and failed 1m01s ago");
		assertThat(first.evidence()).element(0, InstanceOfAssertFactories.STRING)
			.isEqualTo("java.lang.IllegalStateException: asleep");
		assertThat(first.next()).isEqualTo("where-terminated 1");
		this.ward.occupyAndWait("mail");
		this.ward.occupyAndWait("mail");
		this.ward.nurse().watch(false);
		assertThat(this.ward.findings()).extracting(Finding::kind).doesNotContain(FindingKind.GUARDIAN_DEAD);
	}

	@Test
	void cancelledTaskThatRunsOnIsNamed() {
		CountDownLatch running = new CountDownLatch(1);
		CompletableFuture<String> future = this.ward.hold(this.ward.nurse().linger(running, this.ward.release));
		Ward.await(running);
		future.cancel(true);
		assertThat(this.ward.afterSeconds(4).findings()).isEmpty();
		Finding first = this.ward.afterSeconds(1).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.CANCELLED_RUNNING);
		assertThat(first.summary()).isEqualTo("The code of Nurse.linger runs on, cancelled 5.0s ago");
		assertThat(first.evidence()).singleElement(InstanceOfAssertFactories.STRING)
			.startsWith("1 was cancelled 5.0s ago and is in io.taskmon.");
		this.ward.release.countDown();
		this.ward.untilTerminated(1);
		Awaitility.await().until(() -> this.ward.findings().isEmpty());
	}

	@Test
	void lateSchedulerIsNamed() {
		close();
		this.ward = new Ward(overdueFor(Duration.ofNanos(1)), Limits.DEFAULTS);
		this.ward.occupyScheduler();
		this.ward.untilParked(1);
		assertThat(this.ward.findings()).isEmpty();
		this.ward.scheduler().schedule(() -> {
		}, Instant.now());
		Awaitility.await().until(() -> !this.ward.findings().isEmpty());
		Finding first = this.ward.findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.STUCK_RUN);
		assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(first.summary()).startsWith("The next run of clockwork is overdue by ");
		assertThat(first.tasks()).containsExactly(1L);
		assertThat(first.evidence()).contains("1 of 1 threads are busy");
	}

	private static DiagnosisSettings overdueFor(Duration duration) {
		DiagnosisSettings defaults = DiagnosisSettings.DEFAULTS;
		return new DiagnosisSettings(defaults.interval(), defaults.queueWait(), defaults.blockedFor(), duration,
				defaults.cancelledFor(), defaults.unseenFor(), defaults.floodSize(), defaults.leakWindow(),
				defaults.leakSize(), SlowTaskThresholds.NONE);
	}

	@Test
	void runThatTakesFarLongerThanUsualIsStuck() {
		Repeated repeated = new Repeated(this.ward);
		this.ward.scheduler().scheduleWithFixedDelay(repeated, Duration.ofMillis(1));
		this.ward.untilTerminated(3);
		this.ward.untilParked(1);
		assertThat(this.ward.afterSeconds(9).findings()).isEmpty();
		Finding first = this.ward.afterSeconds(2).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.STUCK_RUN);
		assertThat(first.summary()).isEqualTo("The run of Repeated has taken 11.0s so far");
		assertThat(first.evidence()).contains("runs have taken 0ms at the most");
	}

	@Test
	void tasksThatRunForLongerThanTheyMayAreSlow() {
		close();
		this.ward = new Ward(Map.of(), Map.of("mail", Duration.ofSeconds(30)));
		this.ward.occupyAndWait("mail");
		this.ward.occupyAndWait("parcels");
		assertThat(this.ward.afterSeconds(30).round()).isEmpty();
		Finding first = this.ward.afterSeconds(10).round().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.SLOW_TASK);
		assertThat(first.summary()).isEqualTo("1 Ward.lambda has been running for 40.0s");
		assertThat(first.evidence()).contains("it may run for 30.0s");
		assertThat(this.ward.raised).containsExactly(first);
		this.ward.afterSeconds(10).round();
		assertThat(this.ward.raised).as("told once").hasSize(1);
		assertThat(this.ward.cleared).isEmpty();
		this.ward.release.countDown();
		this.ward.untilTerminated(2);
		assertThat(this.ward.afterSeconds(10).round()).isEmpty();
		assertThat(this.ward.cleared).as("gone once").isEmpty();
		assertThat(this.ward.afterSeconds(10).round()).isEmpty();
		assertThat(this.ward.cleared).singleElement().matches(first::isSameAs);
		this.ward.afterSeconds(10).round();
		assertThat(this.ward.cleared).as("told once").hasSize(1);
	}

	@Test
	void slowTasksBeyondTheOldestAreCounted() {
		close();
		this.ward = new Ward(Map.of(), Map.of("mail", Duration.ofSeconds(30)));
		this.ward.pool("mail").setCorePoolSize(15);
		for (int i = 0; i < 15; i++) {
			this.ward.occupyAndWait("mail");
		}
		List<Finding> findings = this.ward.afterSeconds(31).findings();
		assertThat(findings).hasSize(11);
		assertThat(findings.get(10).summary()).isEqualTo("5 more tasks run for longer than they may");
		assertThat(findings.get(10).tasks()).containsExactly(11L, 12L, 13L, 14L, 15L);
	}

	@Test
	void thresholdOfANameGoesBeforeThatOfItsExecutor() {
		close();
		this.ward = new Ward(Map.of("Ward.lambda", Duration.ofHours(1)), Map.of("mail", Duration.ofSeconds(30)));
		this.ward.occupyAndWait("mail");
		assertThat(this.ward.afterSeconds(3_600).findings()).isEmpty();
		assertThat(this.ward.afterSeconds(1).findings()).extracting(Finding::kind)
			.containsExactly(FindingKind.SLOW_TASK);
	}

	@Test
	void tasksThatAreNotTrackedAreABlindSpot() {
		close();
		this.ward = new Ward(DiagnosisSettings.DEFAULTS, new Limits(1, 100, 100));
		this.ward.occupyAndWait("mail");
		assertThat(this.ward.findings()).isEmpty();
		this.ward.occupy("mail");
		Finding first = this.ward.findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.BLIND_SPOT);
		assertThat(first.severity()).isEqualTo(Severity.WARNING);
		assertThat(first.summary()).isEqualTo("1 task has not been tracked, for taskmon.max-live-tasks was reached");
		this.ward.round();
		assertThat(this.ward.findings()).extracting(Finding::severity)
			.as("they do not become more")
			.containsExactly(Severity.INFO);
	}

	/**
	 * Is done at once, but for its fourth run.
	 */
	private static final class Repeated implements Runnable {

		private final Ward ward;

		private int runs;

		Repeated(Ward ward) {
			this.ward = ward;
		}

		@Override
		public void run() {
			if (++this.runs == 4) {
				Ward.await(this.ward.release);
			}
		}

	}

}
