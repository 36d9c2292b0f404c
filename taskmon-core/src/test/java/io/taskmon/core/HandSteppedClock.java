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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clock that stands still until a test moves it.
 */
class HandSteppedClock implements TaskClock {

	static final Instant START = Instant.parse("2026-11-23T07:19:17.123Z");

	private final AtomicLong reading;

	private final long origin;

	HandSteppedClock() {
		this(0);
	}

	HandSteppedClock(long origin) {
		this.origin = origin;
		this.reading = new AtomicLong(origin);
	}

	void advance(Duration duration) {
		this.reading.addAndGet(duration.toNanos());
	}

	@Override
	public long nanoTime() {
		return this.reading.get();
	}

	@Override
	public Instant instantAt(long nanoTime) {
		return START.plusNanos(nanoTime - this.origin);
	}

}
