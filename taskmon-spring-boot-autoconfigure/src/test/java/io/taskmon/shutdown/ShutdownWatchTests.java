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

package io.taskmon.shutdown;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.taskmon.TaskMonitor;
import io.taskmon.fault.Faults;
import io.taskmon.read.TaskReader;
import io.taskmon.spi.TaskClock;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownWatch} and what its {@link ShutdownReporter} writes, on a
 * clock that is stepped by hand.
 */
class ShutdownWatchTests {

	private static final Instant START = Instant.parse("2026-11-23T07:19:17.120Z");

	private static final Duration PHASE = Duration.ofSeconds(30);

	private final TaskCode ship = TaskCode.ofMethod("com.acme.OrderService", "ship", TaskKind.ASYNC, false);

	private final RecordingLog log = new RecordingLog();

	private final List<Throwable> errors = new ArrayList<>();

	private final Faults faults = new Faults((activity, fault) -> this.errors.add(fault));

	private final AtomicLong nanos = new AtomicLong();

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Object> held = new ArrayList<>();

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> this.errors.add(fault), new TaskClock() {

				@Override
				public long nanoTime() {
					return ShutdownWatchTests.this.nanos.get();
				}

				@Override
				public Instant instantAt(long nanoTime) {
					return START.plusNanos(nanoTime);
				}

			});

	private final ShutdownReporter reporter = new ShutdownReporter(this.monitor.reader(), this.log, this.faults, PHASE);

	private final ShutdownWatch watch = new ShutdownWatch(new ReportTimes(PHASE), this.reporter);

	@AfterEach
	void letTasksEnd() {
		this.end.countDown();
	}

	@Test
	void tellsWhatRunsSinceWhenAndWhere() throws Exception {
		TrackedTask parent = submit("orders");
		TrackedTask before = this.monitor.tracker().makeCurrent(parent);
		TrackedTask child = submit("mail");
		this.monitor.tracker().makeCurrent(before);
		this.monitor.tracker().begin(parent);
		this.monitor.tracker().end(parent, TaskOutcome.SUCCEEDED, (Throwable) null);
		runUntilTheEnd(child, "mail-1");
		step(Duration.ofMillis(3_400));
		assertThat(this.watch.reportIfDue(Duration.ofMillis(1_050))).isEqualTo(Duration.ofMillis(950));
		assertThat(this.log.messages).singleElement().asString().satisfies((message) -> {
			assertThat(message.lines().map(String::strip)).startsWith(
					"INFO 1 task keeps this application alive, 1.0s after its shutdown began:",
					"2 OrderService.ship (mail): RUNNING for 3.4s on mail-1");
			assertThat(message).contains(
					"created from io.taskmon.shutdown.ShutdownWatchTests.submit(ShutdownWatchTests.java:",
					"created by 1 OrderService.ship",
					"is at io.taskmon.shutdown.ShutdownWatchTests.awaitTheEnd(ShutdownWatchTests.java:");
		});
		assertThat(this.errors).isEmpty();
	}

	@Test
	void isSilentBeforeTheFirstInterval() {
		submit("mail");
		assertThat(this.watch.reportIfDue(Duration.ofMillis(999))).isEqualTo(Duration.ofMillis(1));
		assertThat(this.log.messages).isEmpty();
	}

	@Test
	void isSilentWhereNothingIsLive() {
		this.watch.reportIfDue(Duration.ofSeconds(1));
		this.watch.reportIfDue(Duration.ofSeconds(29));
		this.reporter.closed(START, Duration.ofSeconds(30));
		assertThat(this.log.messages).isEmpty();
	}

	@Test
	void tellsOnceAtEachTime() {
		submit("mail");
		for (int second = 1; second <= 60; second++) {
			this.watch.reportIfDue(Duration.ofSeconds(second));
		}
		assertThat(this.log.messages.stream().map((message) -> message.lines().findFirst().orElseThrow()))
			.containsExactly("INFO 1 task keeps this application alive, 1.0s after its shutdown began:",
					"INFO 1 task keeps this application alive, 2.0s after its shutdown began:",
					"WARN 1 task keeps this application alive, 5.0s after its shutdown began:",
					"WARN 1 task keeps this application alive, 10.0s after its shutdown began:",
					"WARN 1 task keeps this application alive, 20.0s after its shutdown began:",
					"WARN 1 task keeps this application alive, 29.0s after its shutdown began. "
							+ "The 30.0s of a phase are nearly over:",
					"WARN 1 task keeps this application alive, 30.0s after its shutdown began:",
					"WARN 1 task keeps this application alive, 1m00s after its shutdown began:");
	}

	@Test
	void tellsOfTheOldestOfMany() {
		for (int i = 0; i < 25; i++) {
			submit("mail");
		}
		this.watch.reportIfDue(Duration.ofSeconds(1));
		assertThat(this.log.messages).singleElement()
			.asString()
			.startsWith("INFO 25 tasks keep this application alive")
			.contains("    20 OrderService.ship (mail): QUEUED for 0ms")
			.doesNotContain("    21 OrderService.ship")
			.endsWith("    … and 5 more");
	}

	@Test
	void tellsInTheEndWhatWasCutShort() throws Exception {
		TrackedTask early = submit("mail");
		early.endCancelled();
		step(Duration.ofSeconds(10));
		Instant closing = START.plusSeconds(10);
		submit("mail").endDiscarded("dropped by its executor");
		TrackedTask cancelled = submit("mail");
		cancelled.noteCanceller();
		cancelled.endCancelled();
		fail(submit("mail"), new IllegalStateException("no paper", new InterruptedException()));
		fail(submit("mail"), new IllegalStateException("no ink"));
		runUntilTheEnd(submit("mail"), "mail-1");
		submit("mail");
		this.reporter.closed(closing, Duration.ofMillis(1_234));
		assertThat(this.log.messages).singleElement().asString().satisfies((message) -> {
			assertThat(message.lines().findFirst()).hasValue("WARN Shut down after 1.2s: 1 task runs on, "
					+ "2 tasks never ran, 1 task was cancelled, 1 task was interrupted:");
			assertThat(message)
				.contains("    6 OrderService.ship (mail): RUNNING for 0ms on mail-1\n",
						"    7 OrderService.ship (mail): QUEUED for 0ms\n",
						"    2 OrderService.ship (mail): DISCARDED before it ran\n",
						"    3 OrderService.ship (mail): CANCELLED before it ran\n", "        cancelled by thread ",
						"    4 OrderService.ship (mail): FAILED after running for 0ms\n",
						"        java.lang.IllegalStateException: no paper")
				.doesNotContain("    1 OrderService", "    5 OrderService", "no ink");
		});
	}

	@Test
	void endIsNoWarningWhereNothingRunsOn() {
		submit("mail").endCancelled();
		this.reporter.closed(START, Duration.ofMillis(10));
		assertThat(this.log.messages).singleElement()
			.asString()
			.startsWith("INFO Shut down after 10ms: 1 task was cancelled:");
	}

	@Test
	void taskThatEndsWhileItIsListedIsToldOnce() {
		TrackedTask task = submit("mail");
		assertThat(this.monitor.tracker().begin(task)).isTrue();
		TaskReader reader = this.monitor.reader();
		TaskReader slow = (TaskReader) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { TaskReader.class }, (proxy, method, arguments) -> {
					Object answer = method.invoke(reader, arguments);
					if (method.getName().equals("live")) {
						this.monitor.tracker().end(task, TaskOutcome.FAILED, new InterruptedException());
					}
					return answer;
				});
		new ShutdownReporter(slow, this.log, this.faults, PHASE).closed(START, Duration.ofMillis(10));
		assertThat(this.log.messages).singleElement()
			.asString()
			.startsWith("INFO Shut down after 10ms: 1 task was interrupted:")
			.containsOnlyOnce(" OrderService.ship ");
	}

	@Test
	void endIsBounded() {
		for (int i = 0; i < 30; i++) {
			TrackedTask task = submit("mail");
			if (i >= 15) {
				task.endCancelled();
			}
		}
		this.reporter.closed(START, Duration.ofMillis(10));
		assertThat(this.log.messages).singleElement().asString().satisfies((message) -> {
			assertThat(message.lines().filter((line) -> line.contains(" OrderService.ship "))).hasSize(20);
			assertThat(message).endsWith("    … and 10 more");
		});
	}

	@Test
	void shouldIgnoreFailureOfTheReader() {
		TaskReader broken = (TaskReader) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { TaskReader.class }, (proxy, method, arguments) -> {
					throw new IllegalStateException("broken");
				});
		ShutdownReporter reporter = new ShutdownReporter(broken, this.log, this.faults, PHASE);
		new ShutdownWatch(new ReportTimes(PHASE), reporter).reportIfDue(Duration.ofSeconds(1));
		reporter.closed(START, Duration.ofSeconds(1));
		assertThat(this.faults.count()).isEqualTo(2);
		assertThat(this.log.messages).isEmpty();
	}

	private TrackedTask submit(String executor) {
		TaskCarrier carrier = new Carrier();
		this.held.add(carrier);
		TrackedTask task = this.monitor.tracker().submit(carrier, this.ship, executor);
		assertThat(task).isNotNull();
		return task;
	}

	private void step(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	private void fail(TrackedTask task, Throwable exception) {
		assertThat(this.monitor.tracker().begin(task)).isTrue();
		this.monitor.tracker().end(task, TaskOutcome.FAILED, exception);
	}

	private void runUntilTheEnd(TrackedTask task, String threadName) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			this.monitor.tracker().begin(task);
			begun.countDown();
			awaitTheEnd();
			this.monitor.tracker().end(task, TaskOutcome.SUCCEEDED, (Throwable) null);
		}, threadName);
		thread.setDaemon(true);
		thread.start();
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		while (thread.getState() == Thread.State.RUNNABLE) {
			Thread.onSpinWait();
		}
	}

	private void awaitTheEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Carrier implements TaskCarrier {

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public Cancelling cancel() {
			return Cancelling.NO_FUTURE;
		}

	}

}
