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

package io.taskmon.console.ssh;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often something may be done: some times at once, then once in an interval. Not
 * thread-safe.
 */
final class Pace {

	private final long interval;

	private final long credit;

	private final LongSupplier nanoTime;

	/**
	 * When the times that were taken will have been waited for.
	 */
	private long paidUntil;

	Pace(int burst, Duration interval, LongSupplier nanoTime) {
		this.interval = interval.toNanos();
		this.credit = this.interval * (burst - 1);
		this.nanoTime = nanoTime;
		this.paidUntil = nanoTime.getAsLong();
	}

	/**
	 * Returns how long to wait for the next time, zero if it may be taken.
	 */
	long nanosToWait() {
		return Math.max(ahead() - this.credit, 0);
	}

	/**
	 * Takes a time.
	 */
	void take() {
		this.paidUntil = this.nanoTime.getAsLong() + ahead() + this.interval;
	}

	/**
	 * Gives back a time that was taken.
	 */
	void giveBack() {
		this.paidUntil -= this.interval;
	}

	private long ahead() {
		return Math.max(this.paidUntil - this.nanoTime.getAsLong(), 0);
	}

}
