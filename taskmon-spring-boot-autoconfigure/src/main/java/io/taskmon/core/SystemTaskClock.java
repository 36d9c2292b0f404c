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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Clock that derives instants from {@link System#nanoTime()} and an anchor, so that one
 * reading gives the same instant each time it is shown. The anchor moves only when the
 * wall clock has been set or has drifted by more than a second.
 */
final class SystemTaskClock implements TaskClock {

	private static final long TOLERANCE_MILLIS = 1_000;

	private final InstantSource wallClock;

	private volatile Anchor anchor;

	SystemTaskClock() {
		this(InstantSource.system());
	}

	SystemTaskClock(InstantSource wallClock) {
		this.wallClock = wallClock;
		this.anchor = readAnchor(wallClock);
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant instantAt(long nanoTime) {
		return this.anchor.instantAt(nanoTime);
	}

	void adjust() {
		Anchor fresh = readAnchor(this.wallClock);
		Duration drift = Duration.between(fresh.instant(), instantAt(fresh.nanoTime()));
		// Duration.abs() calculates with BigDecimal
		if (Math.abs(drift.toMillis()) > TOLERANCE_MILLIS) {
			this.anchor = fresh;
		}
	}

	private static Anchor readAnchor(InstantSource wallClock) {
		return new Anchor(wallClock.instant(), System.nanoTime());
	}

	private record Anchor(Instant instant, long nanoTime) {

		Instant instantAt(long reading) {
			return this.instant.plusNanos(reading - this.nanoTime);
		}

	}

}
