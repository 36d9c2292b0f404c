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

package io.taskmon.stack;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a site may spend on exact stacks: so many in each window, a quarter of that after
 * a window in which it wanted ten times as many, and in the long run no more time than
 * they take on a machine that has nothing else to do. In an application whose caches hold
 * other things by then, a stack may take twenty times as long. The time leaks out of a
 * bucket, window by window. Thread-safe.
 */
final class CaptureBudget {

	/**
	 * About what a stack takes: 60 frames were seen to take from half of it to twice as
	 * much.
	 */
	static final long NANOS_PER_STACK = 2_500;

	/**
	 * No stack takes longer, but its thread may be suspended meanwhile.
	 */
	static final long MAX_NANOS_PER_STACK = 100_000;

	/**
	 * For so many windows stacks may take what they want.
	 */
	static final int WINDOWS_AHEAD = 100;

	/**
	 * So many times what it may capture makes a site one that floods.
	 */
	static final long FLOOD = 10;

	private static final int FLOOD_DIVISOR = 4;

	private final AtomicLong windowStart = new AtomicLong();

	private final AtomicInteger wanted = new AtomicInteger();

	private final AtomicLong nanosSpent = new AtomicLong();

	private volatile boolean flooding;

	/**
	 * Takes a stack out of the budget.
	 * @param now reading of the clock
	 * @param stacks what may be captured in each window
	 * @param windowNanos length of a window
	 * @return {@code false} if none is left
	 */
	boolean take(long now, int stacks, long windowNanos) {
		long start = this.windowStart.get();
		long elapsed = now - start;
		if ((elapsed >= windowNanos || isBeforeAll(elapsed, windowNanos))
				&& this.windowStart.compareAndSet(start, now)) {
			long windows = Math.abs(elapsed / windowNanos);
			this.flooding = windows == 1 && this.wanted.get() >= flood(stacks);
			this.wanted.set(0);
			leak(windows, nanosPerWindow(stacks));
		}
		// Counted beyond what is left, to tell a flood, and not for ever, for it costs
		return this.wanted.get() < flood(stacks) && this.wanted.getAndIncrement() < stacksPerWindow(stacks)
				&& this.nanosSpent.get() < WINDOWS_AHEAD * nanosPerWindow(stacks);
	}

	// And not of a thread that was suspended for a while after it read the clock
	private static boolean isBeforeAll(long elapsed, long windowNanos) {
		return elapsed < 0 && elapsed / windowNanos <= -WINDOWS_AHEAD;
	}

	private static long flood(int stacks) {
		return Math.min(FLOOD * stacks, Integer.MAX_VALUE);
	}

	private int stacksPerWindow(int stacks) {
		return this.flooding ? Math.max(stacks / FLOOD_DIVISOR, 1) : stacks;
	}

	/**
	 * Says how long a stack took that was taken out of the budget.
	 */
	void spend(long nanos) {
		this.nanosSpent.addAndGet(Math.min(Math.max(nanos, 0), MAX_NANOS_PER_STACK));
	}

	private void leak(long windows, long nanosPerWindow) {
		long spent = this.nanosSpent.get();
		this.nanosSpent.addAndGet(-((windows > spent / nanosPerWindow) ? spent : windows * nanosPerWindow));
	}

	private static long nanosPerWindow(int stacks) {
		return stacks * NANOS_PER_STACK;
	}

}
