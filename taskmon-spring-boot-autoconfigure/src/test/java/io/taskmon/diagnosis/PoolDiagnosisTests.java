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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import io.taskmon.task.Limits;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Incidents of pools and their queues are named first, with evidence, and their near
 * misses are not.
 */
class PoolDiagnosisTests {

	private Ward ward = new Ward();

	@AfterEach
	void close() {
		this.ward.close();
	}

	@Test
	void nothingIsWrongWhereAllIsWell() throws Exception {
		assertThat(this.ward.findings()).isEmpty();
		this.ward.hold(this.ward.pool("mail").submit(() -> "done")).get();
		this.ward.occupyAndWait("mail");
		this.ward.occupyAndWait("parcels");
		this.ward.occupyAndWait("parcels");
		this.ward.after(Duration.ofDays(1));
		assertThat(this.ward.findings()).isEmpty();
		assertThat(this.ward.round()).isEmpty();
	}

	@Test
	void poolThatWaitsForItselfIsADeadlock() {
		CountDownLatch parents = new CountDownLatch(2);
		this.ward.parent("mail", parents, () -> this.ward.occupy("mail"));
		this.ward.parent("mail", parents, () -> this.ward.occupy("mail"));
		this.ward.untilParked(2);
		Finding first = this.ward.afterSeconds(40).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.POOL_DEADLOCK);
		assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(first.executor()).isEqualTo("mail");
		assertThat(first.summary()).isEqualTo("2 of 2 threads of mail wait for tasks queued in mail");
		assertThat(first.tasks()).containsExactly(1L, 2L);
		assertThat(first.evidence()).element(0, InstanceOfAssertFactories.STRING)
			.startsWith("1 Ward.lambda waits for ")
			.endsWith("queued in mail for 40.0s");
		assertThat(first.next()).isEqualTo("where 1");
		assertThat(this.ward.findings()).extracting(Finding::kind).containsExactly(FindingKind.POOL_DEADLOCK);
	}

	@Test
	void poolsThatWaitForEachOtherAreDeadlocks() {
		CountDownLatch parents = new CountDownLatch(4);
		for (int i = 0; i < 2; i++) {
			this.ward.parent("mail", parents, () -> this.ward.occupy("parcels"));
			this.ward.parent("parcels", parents, () -> this.ward.occupy("mail"));
		}
		this.ward.untilParked(4);
		assertThat(this.ward.findings()).extracting(Finding::summary)
			.containsExactly("2 of 2 threads of mail wait for tasks queued in parcels",
					"2 of 2 threads of parcels wait for tasks queued in mail");
	}

	@Test
	void poolThatWaitsForOneThatDrainsIsNoDeadlock() {
		CountDownLatch parents = new CountDownLatch(2);
		this.ward.occupyAndWait("parcels");
		this.ward.parent("mail", parents, () -> this.ward.occupy("parcels"));
		this.ward.parent("mail", parents, () -> this.ward.occupy("parcels"));
		this.ward.untilParked(4);
		assertThat(this.ward.afterSeconds(40).findings()).extracting(Finding::kind)
			.doesNotContain(FindingKind.POOL_DEADLOCK)
			.contains(FindingKind.POOL_BLOCKED);
	}

	@Test
	void poolWithOneThreadThatGoesOnIsNoDeadlock() {
		CountDownLatch parents = new CountDownLatch(1);
		this.ward.occupyAndWait("mail");
		this.ward.parent("mail", parents, () -> this.ward.occupy("mail"));
		this.ward.untilParked(2);
		assertThat(this.ward.afterSeconds(40).findings()).extracting(Finding::kind)
			.doesNotContain(FindingKind.POOL_DEADLOCK)
			.contains(FindingKind.STARVING_QUEUE);
	}

	@Test
	void joinOfAnAsyncMethodInItsOwnPoolIsADeadlock() {
		CountDownLatch parents = new CountDownLatch(2);
		for (int i = 0; i < 2; i++) {
			this.ward.pool("mail").execute(() -> {
				parents.countDown();
				Ward.await(parents);
				CompletableFuture
					.allOf(this.ward.hold(this.ward.nurse().complete()), this.ward.hold(this.ward.nurse().complete()))
					.join();
			});
		}
		this.ward.untilParked(2);
		Finding first = this.ward.findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.POOL_DEADLOCK);
		assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(first.evidence()).element(0, InstanceOfAssertFactories.STRING)
			.contains("Nurse.complete, queued in mail");
	}

	@Test
	void joinOfSomethingElseWhileAsyncMethodsWaitIsNoDeadlock() {
		CountDownLatch parents = new CountDownLatch(2);
		CompletableFuture<String> other = new CompletableFuture<>();
		for (int i = 0; i < 2; i++) {
			this.ward.pool("mail").execute(() -> {
				parents.countDown();
				Ward.await(parents);
				this.ward.hold(this.ward.nurse().complete());
				other.join();
			});
		}
		this.ward.untilParked(2);
		assertThat(this.ward.afterSeconds(4).findings()).isEmpty();
		other.complete("done");
	}

	@Test
	void joinOfStagesInTheirOwnPoolSeemsToBeADeadlockInTheEnd() {
		CountDownLatch parents = new CountDownLatch(2);
		Executor mail = this.ward.pool("mail");
		for (int i = 0; i < 2; i++) {
			mail.execute(() -> {
				parents.countDown();
				Ward.await(parents);
				CompletableFuture.supplyAsync(() -> "done", mail).join();
			});
		}
		this.ward.untilParked(2);
		assertThat(this.ward.afterSeconds(4).findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo(FindingKind.BLIND_SPOT);
			assertThat(finding.executor()).isEqualTo("mail");
			assertThat(finding.summary()).endsWith("executors is not seen entirely: mail");
		});
		assertThat(this.ward.afterSeconds(26).findings())
			.filteredOn((finding) -> finding.kind() == FindingKind.POOL_DEADLOCK)
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
				assertThat(finding.summary()).isEqualTo("2 of 2 threads of mail seem to wait for tasks queued in mail");
			});
	}

	@Test
	void threadsAtOnePlaceBlockAPool() {
		this.ward.occupyAndWait("mail");
		this.ward.occupyAndWait("mail");
		this.ward.afterSeconds(1);
		this.ward.occupy("mail");
		this.ward.untilParked(2);
		Finding first = this.ward.afterSeconds(5).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.POOL_BLOCKED);
		assertThat(first.summary())
			.startsWith("2 of 2 threads of mail are in io.taskmon.diagnosis.Ward.await(Ward.java:")
			.endsWith(", oldest 6.0s, while tasks wait");
		assertThat(first.evidence())
			.anyMatch((line) -> line.startsWith("created from io.taskmon.diagnosis.Ward.occupyAndWait("))
			.contains("the oldest of those that wait, 3 Ward.lambda, has waited for 5.0s");
		assertThat(this.ward.afterSeconds(60).findings()).as("explains that the queue starves")
			.extracting(Finding::kind)
			.containsExactly(FindingKind.POOL_BLOCKED);
	}

	@Test
	void poolThatNobodyWaitsForIsNotBlocked() {
		this.ward.occupyAndWait("mail");
		this.ward.occupyAndWait("mail");
		assertThat(this.ward.afterSeconds(1_000).findings()).isEmpty();
	}

	@Test
	void poolThatHasBeenAtOnePlaceForAMomentIsNotBlocked() {
		this.ward.occupyAndWait("mail");
		this.ward.occupyAndWait("mail");
		this.ward.occupy("mail");
		assertThat(this.ward.afterSeconds(4).findings()).isEmpty();
	}

	@Test
	void queueWhoseTasksWaitForLongStarves() {
		this.ward.occupyAndWait("mail");
		occupyElsewhere();
		this.ward.occupy("mail");
		assertThat(this.ward.afterSeconds(9).findings()).isEmpty();
		this.ward.occupy("mail");
		Finding first = this.ward.afterSeconds(1).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.STARVING_QUEUE);
		assertThat(first.severity()).isEqualTo(Severity.WARNING);
		assertThat(first.summary()).isEqualTo("2 tasks wait in mail, the oldest for 10.0s");
		assertThat(first.evidence()).contains("2 of 2 threads are busy")
			.anyMatch((line) -> line.startsWith("submitted most by io.taskmon.diagnosis.Ward.occupy("));
		assertThat(first.next()).isEqualTo("ps -e mail");
	}

	private void occupyElsewhere() {
		CountDownLatch elsewhere = new CountDownLatch(1);
		this.ward.pool("mail").execute(() -> {
			elsewhere.countDown();
			untilReleasedElsewhere();
		});
		Ward.await(elsewhere);
	}

	private void untilReleasedElsewhere() {
		try {
			this.ward.release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void queueThatGrowsIsWorse() {
		queueWhoseTasksWaitForLongStarves();
		for (int i = 0; i < 2; i++) {
			this.ward.afterSeconds(10).round();
			assertThat(this.ward.findings().get(0).severity()).isEqualTo(Severity.WARNING);
			this.ward.occupy("mail");
		}
		assertThat(this.ward.findings().get(0).severity()).isEqualTo(Severity.CRITICAL);
		assertThat(this.ward.findings().get(0).summary())
			.isEqualTo("4 tasks wait in mail, the oldest for 30.0s, and they become more");
	}

	@Test
	void mostTasksFromOnePlaceAreAFlood() {
		for (int i = 0; i < 1_000; i++) {
			this.ward.occupy("mail");
		}
		assertThat(this.ward.findings()).isEmpty();
		this.ward.occupy("mail");
		Finding first = this.ward.findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.FLOOD);
		assertThat(first.executor()).isEqualTo("mail");
		assertThat(first.severity()).isEqualTo(Severity.WARNING);
		assertThat(first.summary()).startsWith("1001 of 1001 live tasks come from io.taskmon.diagnosis.Ward.occupy(");
		assertThat(first.next()).isEqualTo("where 1");
		for (int i = 0; i < 1_001; i++) {
			this.ward.pool("parcels").execute(() -> Ward.await(this.ward.release));
		}
		assertThat(this.ward.findings()).as("as many come from elsewhere").isEmpty();
	}

	@Test
	void floodExplainsThatItsQueueStarves() {
		this.ward.occupyAndWait("mail");
		occupyElsewhere();
		for (int i = 0; i < 1_001; i++) {
			this.ward.occupy("mail");
		}
		for (int i = 0; i < 2; i++) {
			this.ward.afterSeconds(10).round();
			assertThat(this.ward.findings()).singleElement().satisfies((flood) -> {
				assertThat(flood.kind()).isEqualTo(FindingKind.FLOOD);
				assertThat(flood.severity()).isEqualTo(Severity.WARNING);
			});
			this.ward.occupy("mail");
		}
		assertThat(this.ward.findings()).as("the queue grows").singleElement().satisfies((flood) -> {
			assertThat(flood.kind()).isEqualTo(FindingKind.FLOOD);
			assertThat(flood.severity()).isEqualTo(Severity.CRITICAL);
		});
	}

	@Test
	void manyTasksFromOnePlaceThatAllRunAreGoodToKnow() {
		close();
		this.ward = new Ward(floodOf(1), Limits.DEFAULTS);
		this.ward.occupy("mail");
		this.ward.occupy("mail");
		this.ward.untilParked(2);
		assertThat(this.ward.findings()).extracting(Finding::severity).containsExactly(Severity.INFO);
		this.ward.occupy("mail");
		this.ward.occupy("mail");
		assertThat(this.ward.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
	}

	private static DiagnosisSettings floodOf(int size) {
		DiagnosisSettings defaults = DiagnosisSettings.DEFAULTS;
		return new DiagnosisSettings(defaults.interval(), defaults.queueWait(), defaults.blockedFor(),
				defaults.overdueFor(), defaults.cancelledFor(), defaults.unseenFor(), size, defaults.leakWindow(),
				defaults.leakSize(), SlowTaskThresholds.NONE);
	}

	@Test
	void tasksThatOnlyBecomeMoreLeak() {
		grow(31);
		Finding leak = leak();
		assertThat(leak.summary()).startsWith("The live tasks from io.taskmon.diagnosis.Ward.occupy(")
			.endsWith("have only become more for 5m00s: by 120, to 124");
		assertThat(leak.executor()).isEqualTo("mail");
		assertThat(leak.next()).isEqualTo("where 1");
	}

	@Test
	void tasksThatHaveGrownForLessThanTheWindowDoNotLeak() {
		grow(29);
		assertThat(this.ward.findings()).extracting(Finding::kind).doesNotContain(FindingKind.LEAK);
	}

	@Test
	void tasksThatBecameFewerInBetweenDoNotLeak() {
		grow(15);
		Future<?> extra = this.ward.occupy("mail");
		this.ward.round();
		this.ward.afterSeconds(10);
		extra.cancel(false);
		this.ward.round();
		this.ward.afterSeconds(10);
		grow(16);
		assertThat(this.ward.findings()).extracting(Finding::kind).doesNotContain(FindingKind.LEAK);
	}

	private void grow(int rounds) {
		for (int i = 0; i < rounds; i++) {
			for (int j = 0; j < 4; j++) {
				this.ward.occupy("mail");
			}
			this.ward.round();
			this.ward.afterSeconds(10);
		}
	}

	private Finding leak() {
		return this.ward.findings()
			.stream()
			.filter((finding) -> finding.kind() == FindingKind.LEAK)
			.findFirst()
			.orElseThrow();
	}

}
