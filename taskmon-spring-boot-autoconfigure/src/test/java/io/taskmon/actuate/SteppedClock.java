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

package io.taskmon.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.taskmon.spi.TaskClock;

/**
 * Clock that tests put forward by hand.
 */
final class SteppedClock implements TaskClock {

	static final Instant START = Instant.parse("2026-11-23T07:19:17.120Z");

	private final AtomicLong nanos = new AtomicLong();

	@Override
	public long nanoTime() {
		return this.nanos.get();
	}

	@Override
	public Instant instantAt(long nanoTime) {
		return START.plusNanos(nanoTime);
	}

	void step(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

}
