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

package io.taskmon.upkeep;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.taskmon.TaskMonitor;
import io.taskmon.stack.CreationStack;
import io.taskmon.stack.StackSymbols;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread that keeps house, and the rounds that it makes.
 */
@Timeout(60)
class HousekeeperTests {

	private final TestMonitor monitor = new TestMonitor();

	private final BlockingQueue<Thread> sweeps = new LinkedBlockingQueue<>();

	private volatile Runnable sweep = () -> {
	};

	private final Housekeeper housekeeper = new Housekeeper(this.monitor.tracker.registry(), new StackSymbols(128),
			new FailureReader(this.monitor.tracker.faults(), true, this.monitor.clock::nanoTime), () -> {
			}, () -> {
				this.sweeps.add(Thread.currentThread());
				this.sweep.run();
			});

	@AfterEach
	void close() {
		this.housekeeper.close();
	}

	@Test
	void threadIsADaemonThatKeepsNoClassLoader() throws Exception {
		this.housekeeper.start();
		Thread thread = this.sweeps.take();
		assertThat(thread.getName()).isEqualTo("taskmon-housekeeper");
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getContextClassLoader()).isNull();
	}

	@Test
	void threadEndsAfterClose() throws Exception {
		this.housekeeper.start();
		Thread thread = this.sweeps.take();
		this.housekeeper.close();
		thread.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void closeTwiceOrWithoutStartDoesNothing() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		this.housekeeper.close();
		this.housekeeper.close();
		this.housekeeper.start();
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn(this::isOurs).allMatch(before::contains);
	}

	@Test
	void secondStartHasNoEffect() throws Exception {
		this.housekeeper.start();
		this.housekeeper.start();
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 3; i++) {
			threads.add(nextSweep());
		}
		assertThat(threads).hasSize(1);
	}

	@Test
	void threadOutlivesFaults() throws Exception {
		this.sweep = () -> {
			throw new StackOverflowError();
		};
		this.housekeeper.start();
		assertThat(nextSweep()).isSameAs(nextSweep());
		this.housekeeper.round(true);
		assertThat(this.monitor.faults).isNotEmpty();
	}

	@Test
	void interruptDoesNotKeepTheThreadFromPausing() throws Exception {
		CountDownLatch calm = new CountDownLatch(1);
		this.housekeeper.start();
		this.sweeps.take().interrupt();
		this.sweep = () -> {
			if (!Thread.currentThread().isInterrupted()) {
				calm.countDown();
			}
		};
		nextSweep();
		nextSweep();
		assertThat(calm.await(0, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void everyFourthRoundIsASweep() {
		HandSteppedTask task = this.monitor.submit();
		for (int i = 0; i < 9; i++) {
			this.housekeeper.round(true);
		}
		assertThat(this.sweeps).hasSize(3);
		task.answersIsCancelled(() -> true);
		this.housekeeper.round(true);
		assertThat(this.monitor.tracker.registry().log().total()).isZero();
		for (int i = 0; i < 3; i++) {
			this.housekeeper.round(true);
		}
		assertThat(this.monitor.tracker.registry().log().total()).isEqualTo(1);
	}

	@Test
	void endedTasksBecomeTextOnceTheyHaveRested() {
		HandSteppedTask task = this.monitor.submit();
		CreationStack stack = task.tracked().stack();
		task.run();
		assertThat(stack).isNotNull();
		this.housekeeper.round(true);
		assertThat(stack.isSymbolised()).isFalse();
		this.housekeeper.round(true);
		assertThat(stack.isSymbolised()).isTrue();
	}

	@Test
	void failuresBecomeTextInEachRound() {
		HandSteppedTask failed = this.monitor.submit(() -> {
			throw new IllegalStateException("failing");
		});
		HandSteppedTask succeeded = this.monitor.submit();
		failed.run();
		succeeded.run();
		this.housekeeper.round(false);
		assertThat(failed.tracked().hasException()).isTrue();
		this.housekeeper.round(false);
		assertThat(failed.tracked().hasException()).isFalse();
		assertThat(failed.tracked().stack()).matches(CreationStack::isSymbolised);
		assertThat(succeeded.tracked().stack()).matches((stack) -> !stack.isSymbolised());
		this.housekeeper.round(true);
		this.housekeeper.round(true);
		assertThat(succeeded.tracked().stack()).matches(CreationStack::isSymbolised);
	}

	@Test
	void monitorStartsAndStopsItsHousekeeper() throws Exception {
		CountDownLatch swept = new CountDownLatch(1);
		TaskMonitor started = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, (activity, fault) -> {
		});
		HandSteppedTask task = new HandSteppedTask(started.tracker(), this.monitor.site, null, () -> {
		});
		task.answersIsCancelled(() -> {
			swept.countDown();
			return true;
		});
		try (started) {
			started.start();
			assertThat(swept.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	private Thread nextSweep() throws InterruptedException {
		Thread swept = this.sweeps.poll(10, TimeUnit.MILLISECONDS);
		while (swept == null) {
			Thread.getAllStackTraces().keySet().stream().filter(this::isOurs).forEach(LockSupport::unpark);
			swept = this.sweeps.poll(10, TimeUnit.MILLISECONDS);
		}
		return swept;
	}

	private boolean isOurs(Thread thread) {
		return thread.getName().equals("taskmon-housekeeper") && thread.isAlive();
	}

}
