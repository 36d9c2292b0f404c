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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import io.taskmon.track.fixture.HandSteppedTask;

/**
 * Fills the heap of its process time and again and lets go of it, and tells whether house
 * is kept afterwards.
 */
public final class FullHeap {

	private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

	private static final long AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final AtomicLong duties = new AtomicLong();

	private final TaskCode site = TaskCode.ofMethod("com.example.orders.OrderService", "ship", TaskKind.ASYNC, false);

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
			});

	private final TaskTracker tracker = this.monitor.tracker();

	private volatile Throwable death;

	private FullHeap() {
	}

	/**
	 * Fills the heap.
	 * @param arguments how often
	 */
	public static void main(String[] arguments) {
		new FullHeap().run(Integer.parseInt(arguments[0]));
	}

	private void run(int times) {
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> this.death = ex);
		this.monitor.onHousekeeping("counting", this.duties::incrementAndGet);
		this.monitor.start();
		await("duties", () -> this.duties.get() >= 4);
		Thread first = housekeeper();
		for (int i = 0; i < times; i++) {
			fill();
		}
		long dutiesBefore = this.duties.get();
		long endedBefore = this.tracker.registry().log().total();
		TrackedTask failed = fail();
		drop();
		await("lost tasks", () -> this.tracker.registry().log().total() >= endedBefore + 2);
		await("failures", () -> !failed.hasException());
		await("duties", () -> this.duties.get() > dutiesBefore + 1);
		if (this.death != null) {
			this.death.printStackTrace(System.out);
		}
		System.out.println("House is kept, by the " + ((housekeeper() == first) ? "same" : "another") + " thread");
	}

	private static Thread housekeeper() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("taskmon-housekeeper"))
			.findFirst()
			.orElse(null);
	}

	private void fill() {
		List<Object> heap = new ArrayList<>(100_000);
		long since = System.nanoTime();
		while (System.nanoTime() - since < FULL_NANOS) {
			for (int size = 65_536; size >= 16; size /= 4) {
				fill(heap, size);
			}
			fail();
			LockSupport.parkNanos(1_000_000);
		}
		heap.clear();
	}

	private static void fill(List<Object> heap, int size) {
		try {
			while (heap.size() < 100_000) {
				heap.add(new byte[size]);
			}
		}
		catch (OutOfMemoryError ex) {
			// As it should be
		}
	}

	private TrackedTask fail() {
		try {
			HandSteppedTask task = new HandSteppedTask(this.tracker, this.site, "orders", () -> {
			});
			if (task.isTracked()) {
				task.begin();
				task.fail(new IllegalStateException("failing"));
				return task.tracked();
			}
		}
		catch (OutOfMemoryError ex) {
			// The application's own
		}
		return null;
	}

	private void drop() {
		new HandSteppedTask(this.tracker, this.site, "orders", () -> {
		});
	}

	private static void await(String what, BooleanSupplier condition) {
		long since = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - since > AT_MOST_NANOS) {
				System.out.println("No " + what + " any more");
				System.exit(1);
			}
			System.gc();
			LockSupport.parkNanos(50_000_000);
		}
	}

}
