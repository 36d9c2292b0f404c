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

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.taskmon.fault.OwnThreads;

/**
 * Watches one shutdown on a thread of its own, a daemon, until it is told that the
 * shutdown is over.
 */
final class ShutdownWatch implements Runnable {

	private final ReportTimes times;

	private final ShutdownReporter reporter;

	private final long startedNanos = System.nanoTime();

	private final Thread thread;

	private volatile boolean over;

	private ReportTimes.Report next;

	ShutdownWatch(ReportTimes times, ShutdownReporter reporter) {
		this.times = times;
		this.reporter = reporter;
		this.next = times.after(Duration.ZERO);
		this.thread = OwnThreads.daemon("taskmon-shutdown", this);
	}

	void start() {
		this.thread.start();
	}

	@Override
	public void run() {
		while (!this.over) {
			LockSupport.parkNanos(this, reportIfDue(elapsed()).toNanos());
			// Else it would never pause again
			Thread.interrupted();
		}
	}

	/**
	 * Reports if it is time to.
	 * @param elapsed how long the shutdown has lasted
	 * @return how long it is to the next report
	 */
	Duration reportIfDue(Duration elapsed) {
		if (elapsed.compareTo(this.next.due()) >= 0) {
			this.reporter.keptAlive(elapsed, this.next);
			this.next = this.times.after(elapsed);
		}
		return this.next.due().minus(elapsed);
	}

	/**
	 * Ends the watch. Does not wait for its thread, which may be waiting for a log file.
	 */
	void stop() {
		this.over = true;
		LockSupport.unpark(this.thread);
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.startedNanos);
	}

}
