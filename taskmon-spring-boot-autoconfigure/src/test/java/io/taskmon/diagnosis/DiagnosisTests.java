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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

import io.taskmon.core.Limits;
import io.taskmon.core.TaskQuery;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each incident is named first, with evidence, and its near miss is not.
 */
class DiagnosisTests {

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
		assertThat(first.evidence()).element(0, as())
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
		assertThat(first.evidence()).element(0, as()).contains("Nurse.complete, queued in mail");
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
			.anyMatch((line) -> line.startsWith("created from io.taskmon.diagnosis.DiagnosisTests"));
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
		assertThat(first.evidence()).element(0, as()).isEqualTo("java.lang.IllegalStateException: asleep");
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
		assertThat(first.evidence()).singleElement(as()).startsWith("1 was cancelled 5.0s ago and is in io.taskmon.");
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
	void tasksThatWaitForLocksOfEachOtherAreADeadlock() {
		ReentrantLock left = new ReentrantLock();
		ReentrantLock right = new ReentrantLock();
		CountDownLatch both = new CountDownLatch(2);
		Future<?> first = this.ward.hold(this.ward.pool("mail").submit(() -> lock(left, right, both)));
		this.ward.hold(this.ward.pool("mail").submit(() -> lock(right, left, both)));
		this.ward.untilParked(2);
		Awaitility.await().until(() -> !this.ward.findings().isEmpty());
		Finding finding = this.ward.afterSeconds(2).findings().get(0);
		assertThat(finding.kind()).isEqualTo(FindingKind.LOCK_DEADLOCK);
		assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
		assertThat(finding.tasks()).containsExactly(1L, 2L);
		assertThat(finding.executor()).isEqualTo("mail");
		assertThat(finding.summary())
			.isEqualTo("2 tasks wait for locks of each other: 1 DiagnosisTests.lambda, 2 DiagnosisTests.lambda");
		assertThat(finding.evidence()).element(0, as())
			.startsWith("1 DiagnosisTests.lambda, in io.taskmon.diagnosis.DiagnosisTests.lock(")
			.contains(" waits for java.util.concurrent.locks.ReentrantLock$NonfairSync@")
			.endsWith(", held by 2 DiagnosisTests.lambda");
		first.cancel(true);
	}

	@Test
	void taskThatWaitsForTheLockOfAThreadThatWaitsForItsLockIsADeadlock() throws Exception {
		ReentrantLock left = new ReentrantLock();
		ReentrantLock right = new ReentrantLock();
		CountDownLatch both = new CountDownLatch(2);
		Future<?> task = this.ward.hold(this.ward.pool("mail").submit(() -> lock(left, right, both)));
		Thread stranger = new Thread(() -> lockUninterrupted(right, left, both), "stranger");
		stranger.start();
		Awaitility.await().until(() -> !this.ward.findings().isEmpty());
		assertThat(this.ward.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.kind()).isEqualTo(FindingKind.LOCK_DEADLOCK);
			assertThat(finding.summary())
				.isEqualTo("1 task and another thread wait for locks of each other: 1 DiagnosisTests.lambda");
			assertThat(finding.evidence()).singleElement(as()).endsWith(", held by thread stranger");
		});
		task.cancel(true);
		stranger.join();
	}

	private static void lockUninterrupted(ReentrantLock mine, ReentrantLock other, CountDownLatch both) {
		try {
			lock(mine, other, both);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String lock(ReentrantLock mine, ReentrantLock other, CountDownLatch both)
			throws InterruptedException {
		mine.lockInterruptibly();
		try {
			both.countDown();
			both.await();
			other.lockInterruptibly();
			other.unlock();
		}
		finally {
			mine.unlock();
		}
		return "done";
	}

	@Test
	void tasksThatWaitForOneLockTimeAndAgainAreAConvoy() {
		ReentrantLock lock = new ReentrantLock();
		lock.lock();
		try {
			this.ward.pool("mail").setCorePoolSize(4);
			for (int i = 0; i < 4; i++) {
				this.ward.hold(this.ward.pool("mail").submit(() -> {
					lock.lockInterruptibly();
					lock.unlock();
					return "done";
				}));
			}
			this.ward.untilParked(4);
			assertThat(this.ward.findings()).as("for the first time").isEmpty();
			this.ward.round();
			Finding first = this.ward.afterSeconds(10).findings().get(0);
			assertThat(first.kind()).isEqualTo(FindingKind.LOCK_CONVOY);
			assertThat(first.severity()).isEqualTo(Severity.WARNING);
			assertThat(first.summary())
				.startsWith("4 tasks wait for the lock java.util.concurrent.locks.ReentrantLock$NonfairSync@");
			assertThat(first.evidence()).element(0, as())
				.isEqualTo("held by thread " + Thread.currentThread().getName());
		}
		finally {
			lock.unlock();
		}
	}

	@Test
	void convoyIsExplainedByWhoHoldsTheLock() {
		this.ward.pool("mail").setCorePoolSize(4);
		CountDownLatch holds = new CountDownLatch(1);
		this.ward.hold(this.ward.pool("mail").submit(() -> {
			synchronized (this.ward) {
				holds.countDown();
				Ward.await(this.ward.release);
			}
		}));
		Ward.await(holds);
		for (int i = 0; i < 3; i++) {
			this.ward.hold(this.ward.pool("mail").submit(() -> {
				synchronized (this.ward) {
					return "done";
				}
			}));
		}
		this.ward.untilParked(4);
		this.ward.round();
		Finding first = this.ward.afterSeconds(10).findings().get(0);
		assertThat(first.kind()).isEqualTo(FindingKind.LOCK_CONVOY);
		assertThat(first.executor()).isEqualTo("mail");
		assertThat(first.summary()).startsWith("3 tasks wait for the lock io.taskmon.diagnosis.Ward@")
			.endsWith(", as they did before; 1 DiagnosisTests.lambda holds it");
		assertThat(first.tasks()).containsExactly(2L, 3L, 4L);
		assertThat(first.evidence()).element(0, as())
			.startsWith("held by 1 DiagnosisTests.lambda, in io.taskmon.diagnosis.Ward.await(");
		assertThat(first.next()).isEqualTo("where 1");
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
	void whatComesAndGoesEachTimeIsToldOnce() {
		this.ward.pool("mail").setCorePoolSize(1);
		for (int i = 0; i < 3; i++) {
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			this.ward.pool("mail").execute(() -> {
				running.countDown();
				Ward.await(release);
			});
			Ward.await(running);
			this.ward.pool("mail").execute(() -> {
			});
			assertThat(this.ward.afterSeconds(600).round()).extracting(Finding::executor).containsExactly("mail");
			release.countDown();
			this.ward.untilTerminated(2 * (i + 1));
			assertThat(this.ward.afterSeconds(10).round()).isEmpty();
		}
		assertThat(this.ward.raised).hasSize(1);
		assertThat(this.ward.cleared).isEmpty();
		assertThat(this.ward.afterSeconds(10).round()).isEmpty();
		assertThat(this.ward.cleared).hasSize(1);
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

	@Test
	void failingListenerKeepsNobodyFromBeingTold() {
		close();
		this.ward = new Ward(Map.of(), Map.of("mail", Duration.ofSeconds(30)));
		this.ward.diagnostician.addListener(new FailingListener());
		List<Finding> told = new CopyOnWriteArrayList<>();
		this.ward.diagnostician.addListener(new FailingListener() {

			@Override
			public void raised(Finding finding) {
				told.add(finding);
			}

		});
		this.ward.occupyAndWait("mail");
		this.ward.afterSeconds(40).round();
		assertThat(told).hasSize(1);
		assertThat(this.ward.monitor().reader().live(TaskQuery.ALL).counts().errors()).isEqualTo(1);
	}

	private static InstanceOfAssertFactory<String, AbstractStringAssert<?>> as() {
		return InstanceOfAssertFactories.STRING;
	}

	private static class FailingListener implements FindingListener {

		@Override
		public void raised(Finding finding) {
			throw new IllegalStateException("listener");
		}

		@Override
		public void cleared(Finding finding) {
			throw new IllegalStateException("listener");
		}

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
