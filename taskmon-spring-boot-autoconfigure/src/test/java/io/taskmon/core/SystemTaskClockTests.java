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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clock of the system.
 */
class SystemTaskClockTests {

	private final SystemTaskClock clock = new SystemTaskClock();

	@Test
	void readingIsOfTheTimeAtWhichItWasTaken() {
		Instant before = Instant.now();
		Instant instant = this.clock.instantAt(this.clock.nanoTime());
		assertThat(instant).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
	}

	@Test
	void readingIsTheSameInstantEachTime() {
		long reading = this.clock.nanoTime();
		Instant instant = this.clock.instantAt(reading);
		this.clock.adjust();
		assertThat(this.clock.instantAt(reading)).isEqualTo(instant);
	}

	@Test
	void instantsAreAsFarApartAsReadings() {
		long reading = this.clock.nanoTime();
		assertThat(Duration.between(this.clock.instantAt(reading), this.clock.instantAt(reading + 1_234_567)))
			.isEqualTo(Duration.ofNanos(1_234_567));
	}

}
