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

package io.taskmon.core;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A monitor for tests, with what they read again and again.
 */
final class TestMonitor {

	static final CaptureSettings NO_STACKS = capture(CaptureMode.OFF);

	final List<Throwable> faults = new CopyOnWriteArrayList<>();

	// A site bears a budget, so that each monitor has its own
	final TaskCode site = TaskCode.ofMethod("com.example.orders.OrderService", "ship", TaskKind.ASYNC, false);

	final TaskCode preservedSite = TaskCode.ofMethod("com.example.orders.Poller", "poll", TaskKind.SCHEDULED, true);

	// Nothing else may hold a queued task, which would then be taken for dropped
	private final Queue<Object> held = new ConcurrentLinkedQueue<>();

	final HandSteppedClock clock;

	final TaskMonitor monitor;

	final TaskTracker tracker;

	TestMonitor() {
		this(Limits.DEFAULTS, CaptureSettings.DEFAULTS);
	}

	TestMonitor(Limits limits, CaptureSettings capture) {
		this(limits, capture, new HandSteppedClock());
	}

	TestMonitor(Limits limits, CaptureSettings capture, HandSteppedClock clock) {
		this.clock = clock;
		this.monitor = new TaskMonitor(limits, capture, (activity, fault) -> this.faults.add(fault), clock);
		this.tracker = this.monitor.tracker();
	}

	static CaptureSettings capture(CaptureMode mode) {
		CaptureSettings defaults = CaptureSettings.DEFAULTS;
		return new CaptureSettings(mode, defaults.budget(), defaults.window(), defaults.maxLiveStacks(),
				defaults.maxDepth());
	}

	HandSteppedTask submit() {
		return submit(this.site);
	}

	HandSteppedTask submit(TaskCode site) {
		return submit(site, () -> {
		});
	}

	HandSteppedTask submit(Runnable code) {
		return submit(this.site, code);
	}

	HandSteppedTask submit(TaskCode site, Runnable code) {
		HandSteppedTask task = new HandSteppedTask(this.tracker, site, "orders", code);
		this.held.add(task);
		return task;
	}

	HandSteppedExecutor executor(TaskCode site) {
		HandSteppedExecutor executor = new HandSteppedExecutor(this.tracker, site);
		this.held.add(executor);
		return executor;
	}

	List<LiveTask> live() {
		return this.monitor.reader().live(TaskQuery.ALL).tasks();
	}

	List<EndedTask> ended() {
		return this.monitor.reader().ended(TaskQuery.ALL).tasks();
	}

	/**
	 * Returns the one ended task that there must be.
	 */
	EndedTask onlyEnded() {
		List<EndedTask> ended = ended();
		if (ended.size() != 1 || counts().terminated() != 1) {
			throw new AssertionError("One record expected, found " + ended + ", " + counts());
		}
		return ended.get(0);
	}

	EndedTask ended(long id) {
		return (EndedTask) details(id).task();
	}

	TaskDetails details(long id) {
		return this.monitor.reader().find(id).orElseThrow();
	}

	TaskCounts counts() {
		return this.monitor.reader().live(TaskQuery.ALL).counts();
	}

	/**
	 * Does the rounds of housekeeping after which nothing is left to do.
	 */
	void keepHouse() {
		for (int i = 0; i < 4; i++) {
			this.monitor.keepHouse();
		}
	}

}
