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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Incidents of locks are named first, with evidence, and their near misses are not.
 */
class LockDiagnosisTests {

	private final Ward ward = new Ward();

	@AfterEach
	void close() {
		this.ward.close();
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
		assertThat(finding.summary()).isEqualTo(
				"2 tasks wait for locks of each other: 1 LockDiagnosisTests.lambda, 2 LockDiagnosisTests.lambda");
		assertThat(finding.evidence()).element(0, InstanceOfAssertFactories.STRING)
			.startsWith("1 LockDiagnosisTests.lambda, in io.taskmon.diagnosis.LockDiagnosisTests.lock(")
			.contains(" waits for java.util.concurrent.locks.ReentrantLock$NonfairSync@")
			.endsWith(", held by 2 LockDiagnosisTests.lambda");
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
				.isEqualTo("1 task and another thread wait for locks of each other: 1 LockDiagnosisTests.lambda");
			assertThat(finding.evidence()).singleElement(InstanceOfAssertFactories.STRING)
				.endsWith(", held by thread stranger");
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
			assertThat(first.evidence()).element(0, InstanceOfAssertFactories.STRING)
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
			.endsWith(", as they did before; 1 LockDiagnosisTests.lambda holds it");
		assertThat(first.tasks()).containsExactly(2L, 3L, 4L);
		assertThat(first.evidence()).element(0, InstanceOfAssertFactories.STRING)
			.startsWith("held by 1 LockDiagnosisTests.lambda, in io.taskmon.diagnosis.Ward.await(");
		assertThat(first.next()).isEqualTo("where 1");
	}

}
