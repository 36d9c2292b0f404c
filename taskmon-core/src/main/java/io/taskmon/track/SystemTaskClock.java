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

package io.taskmon.track;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import io.taskmon.spi.TaskClock;

/**
 * Clock that derives instants from {@link System#nanoTime()} and an anchor, so that one
 * reading gives the same instant each time it is shown. The anchor moves only when the
 * wall clock has been set or has drifted by more than a second.
 */
public final class SystemTaskClock implements TaskClock {

	private static final long TOLERANCE_MILLIS = 1_000;

	/**
	 * How far apart two readings may lie that are taken for one.
	 */
	private static final long NARROW_NANOS = 1_000_000;

	private static final int READINGS = 5;

	private final InstantSource wallClock;

	private final LongSupplier nanoClock;

	private volatile Anchor anchor;

	public SystemTaskClock() {
		this(InstantSource.system(), System::nanoTime);
	}

	/**
	 * Creates a clock that reads its anchor from the given clocks.
	 */
	public SystemTaskClock(InstantSource wallClock, LongSupplier nanoClock) {
		this.wallClock = wallClock;
		this.nanoClock = nanoClock;
		this.anchor = readAnchor();
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant instantAt(long nanoTime) {
		return this.anchor.instantAt(nanoTime);
	}

	public void adjust() {
		Anchor fresh = readAnchor();
		Duration drift = Duration.between(fresh.instant(), instantAt(fresh.nanoTime()));
		// Duration.abs() calculates with BigDecimal
		if (Math.abs(drift.toMillis()) > TOLERANCE_MILLIS) {
			this.anchor = fresh;
		}
	}

	// Both clocks cannot be read at once, and a thread may be suspended between them: of
	// some readings the narrowest is taken
	private Anchor readAnchor() {
		Anchor best = readOnce();
		for (int i = 1; i < READINGS && best.width() > NARROW_NANOS; i++) {
			Anchor next = readOnce();
			best = (next.width() < best.width()) ? next : best;
		}
		return best;
	}

	private Anchor readOnce() {
		long before = this.nanoClock.getAsLong();
		Instant instant = this.wallClock.instant();
		long width = this.nanoClock.getAsLong() - before;
		return new Anchor(instant, before + width / 2, width);
	}

	/**
	 * One reading of the wall clock.
	 *
	 * @param instant what it showed
	 * @param nanoTime when, the middle of the time that the reading took
	 * @param width the time that the reading took, in nanoseconds
	 */
	private record Anchor(Instant instant, long nanoTime, long width) {

		Instant instantAt(long reading) {
			return this.instant.plusNanos(reading - this.nanoTime);
		}

	}

}
