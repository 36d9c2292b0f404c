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

import java.time.Instant;
import java.util.Objects;

import io.taskmon.fault.Faults;
import io.taskmon.spi.TaskClock;

/**
 * A clock that never throws: where the one behind it does, the system's tells the time.
 */
final class SafeClock implements TaskClock {

	private final TaskClock clock;

	private final Faults faults;

	SafeClock(TaskClock clock, Faults faults) {
		this.clock = clock;
		this.faults = faults;
	}

	@Override
	public long nanoTime() {
		try {
			return this.clock.nanoTime();
		}
		catch (Throwable ex) {
			this.faults.report("reading the clock", ex);
			return System.nanoTime();
		}
	}

	@Override
	public Instant instantAt(long nanoTime) {
		try {
			return Objects.requireNonNull(this.clock.instantAt(nanoTime));
		}
		catch (Throwable ex) {
			this.faults.report("reading the clock", ex);
			return Instant.now().plusNanos(nanoTime - System.nanoTime());
		}
	}

}
