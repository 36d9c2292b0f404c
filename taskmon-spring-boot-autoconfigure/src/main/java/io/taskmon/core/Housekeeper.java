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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Does off the tasks' threads what need not be done on them: ends lost tasks, turns
 * stacks and exceptions of ended tasks into text, keeps the clock right.
 */
final class Housekeeper implements Runnable {

	static final long INTERVAL_NANOS = 250_000_000;

	private static final int ROUNDS_PER_SWEEP = 4;

	/**
	 * To make text of a stack takes some ten microseconds, which a busy application need
	 * not spend on tasks that others evict a moment later.
	 */
	private static final int ROUNDS_TO_SETTLE = 20;

	private final TaskTracker tracker;

	private final StackSymbols symbols;

	private final Runnable clockAdjustment;

	private final List<Runnable> duties = new CopyOnWriteArrayList<>();

	private volatile boolean closed;

	private volatile @Nullable Thread thread;

	private int rounds;

	Housekeeper(TaskTracker tracker, StackSymbols symbols, Runnable clockAdjustment) {
		this.tracker = tracker;
		this.symbols = symbols;
		this.clockAdjustment = clockAdjustment;
	}

	/**
	 * Does what there is to do now.
	 * @param settle whether stacks that have rested since the last time are to be turned
	 * into text, and not only those of failures
	 */
	synchronized void round(boolean settle) {
		this.tracker.faults().tellMissed(this.tracker.failures()::spare);
		this.tracker.guard("ending lost tasks", this.tracker::endLostTasks);
		this.tracker.guard("symbolising failures", () -> this.tracker.symboliseFailures(this.symbols));
		if (settle) {
			this.tracker.guard("symbolising stacks", () -> this.tracker.symboliseSettled(this.symbols));
		}
		if (this.rounds++ % ROUNDS_PER_SWEEP == 0) {
			this.tracker.guard("ending missed tasks", () -> this.tracker.endMissedTasks());
			this.tracker.guard("adjusting the clock", this.clockAdjustment);
			this.duties.forEach(Runnable::run);
		}
	}

	/**
	 * Adds a duty that is done in each sweep, once a second, and does not throw.
	 */
	void add(Runnable duty) {
		this.duties.add(duty);
	}

	synchronized void start() {
		if (this.thread == null && !this.closed) {
			Thread started = new Thread(null, this, "taskmon-housekeeper", 0, false);
			started.setDaemon(true);
			started.setContextClassLoader(null);
			started.start();
			this.thread = started;
		}
	}

	@Override
	public void run() {
		for (int made = 1; !this.closed; made++) {
			boolean settle = made % ROUNDS_TO_SETTLE == 0;
			// A thread that ended would be missed by nobody
			this.tracker.guard("keeping house", () -> round(settle));
			LockSupport.parkNanos(this, INTERVAL_NANOS);
			// Else it would never pause again
			Thread.interrupted();
		}
	}

	void close() {
		this.closed = true;
		Thread running = this.thread;
		if (running != null) {
			LockSupport.unpark(running);
		}
	}

}
