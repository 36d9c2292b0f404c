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
package io.taskmon;

import java.io.File;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.taskmon.task.TaskCounts;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import io.taskmon.upkeep.Housekeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * House is kept whatever happens to it.
 */
@Timeout(150)
class HousekeepingSurvivalTests {

	private final TestMonitor monitor = new TestMonitor();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.monitor.monitor.close();
	}

	@Test
	void houseIsKeptAfterTheHeapWasFull() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx24m", "-XX:+UseSerialGC", "-cp", classPath(), FullHeap.class.getName(), "5")
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(process.inputReader().lines()).anyMatch((line) -> line.startsWith("House is kept"));
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String classPath() {
		return location(TaskTracker.class) + File.pathSeparator + location(FullHeap.class);
	}

	private static String location(Class<?> type) {
		return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
	}

	@Test
	void whoReadsStartsADeadHousekeeperAgainAndThatIsTold() throws Exception {
		this.monitor.monitor.start();
		Thread first = thread();
		Thread dead = new Thread(() -> {
		});
		dead.start();
		dead.join();
		replaceThread(dead);
		assertThat(this.monitor.live()).isEmpty();
		assertThat(thread()).isNotSameAs(dead).isNotSameAs(first).matches(Thread::isAlive);
		this.monitor.live();
		assertThat(this.monitor.faults).singleElement()
			.satisfies((fault) -> assertThat(fault).hasMessageContaining("has been started again"));
		assertThat(this.monitor.counts().errors()).isEqualTo(1);
	}

	@Test
	void dutyThatNeverEndsKeepsNoOtherFromBeingDone() throws Exception {
		AtomicInteger stuck = new AtomicInteger();
		AtomicInteger done = new AtomicInteger();
		this.monitor.monitor.onHousekeeping("never ending", () -> {
			stuck.incrementAndGet();
			awaitRelease();
		});
		this.monitor.monitor.onHousekeeping("counting", done::incrementAndGet);
		this.monitor.monitor.start();
		HandSteppedTask cancelled = this.monitor.submit();
		while (stuck.get() == 0) {
			unparkHousekeeper();
		}
		cancelled.answersIsCancelled(() -> true);
		while (!cancelled.tracked().isCancelled() || done.get() < 3) {
			this.monitor.clock.advance(Duration.ofSeconds(1));
			unparkHousekeeper();
		}
		assertThat(stuck).hasValue(1);
		assertThat(this.monitor.faults).singleElement()
			.satisfies((fault) -> assertThat(fault).hasMessage("This takes longer than 10.0s"));
	}

	@Test
	void rehearsalLeavesNothingBehind() {
		new Rehearsal().run();
		assertThat(this.monitor.counts()).isEqualTo(new TaskCounts(0, 0, 0, 0, 0));
	}

	private void awaitRelease() {
		boolean waiting = true;
		while (waiting) {
			try {
				waiting = !this.release.await(60, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				// It does not listen
			}
		}
	}

	private void unparkHousekeeper() throws Exception {
		LockSupport.unpark(thread());
		LockSupport.parkNanos(1_000_000);
	}

	private Thread thread() throws Exception {
		return (Thread) field("thread").get(housekeeper());
	}

	private void replaceThread(Thread thread) throws Exception {
		field("thread").set(housekeeper(), thread);
	}

	private Object housekeeper() throws Exception {
		Field field = TaskMonitor.class.getDeclaredField("housekeeper");
		field.setAccessible(true);
		return field.get(this.monitor.monitor);
	}

	private static Field field(String name) throws Exception {
		Field field = Housekeeper.class.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

}
