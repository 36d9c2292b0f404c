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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Clock that derives instants from {@link System#nanoTime()} and an anchor, so that one
 * reading gives the same instant each time it is shown. The anchor moves only when the
 * wall clock has been set or has drifted by more than a second.
 */
final class SystemTaskClock implements TaskClock {

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final Clock wallClock = Clock.systemUTC();

	private volatile Anchor anchor = readAnchor();

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant instantAt(long nanoTime) {
		return this.anchor.instantAt(nanoTime);
	}

	void adjust() {
		Anchor fresh = readAnchor();
		Duration drift = Duration.between(fresh.instant(), instantAt(fresh.nanoTime()));
		if (drift.abs().compareTo(TOLERANCE) > 0) {
			this.anchor = fresh;
		}
	}

	private Anchor readAnchor() {
		return new Anchor(this.wallClock.instant(), System.nanoTime());
	}

	private record Anchor(Instant instant, long nanoTime) {

		Instant instantAt(long reading) {
			return this.instant.plusNanos(reading - this.nanoTime);
		}

	}

}
