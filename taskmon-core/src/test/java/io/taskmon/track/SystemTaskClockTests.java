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
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The clock of the system.
 */
class SystemTaskClockTests {

	private Duration offset = Duration.ZERO;

	private final SystemTaskClock clock = new SystemTaskClock();

	private final SystemTaskClock set = new SystemTaskClock(
			() -> Instant.EPOCH.plusNanos(System.nanoTime()).plus(this.offset), System::nanoTime);

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

	@ParameterizedTest
	@ValueSource(longs = { -3_600_000, -2_000, 2_000, 3_600_000 })
	void wallClockThatWasSetIsFollowed(long milliseconds) {
		long reading = this.set.nanoTime();
		Instant before = this.set.instantAt(reading);
		this.offset = Duration.ofMillis(milliseconds);
		this.set.adjust();
		assertThat(this.set.instantAt(reading)).isCloseTo(before.plus(this.offset), within(1, ChronoUnit.SECONDS));
	}

	@ParameterizedTest
	@ValueSource(longs = { -100, 100 })
	void wallClockThatDriftsALittleIsNot(long milliseconds) {
		long reading = this.set.nanoTime();
		Instant before = this.set.instantAt(reading);
		this.offset = Duration.ofMillis(milliseconds);
		this.set.adjust();
		assertThat(this.set.instantAt(reading)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void pauseWithinAReadingIsNotTakenForAWallClockThatWasSet(boolean beforeWall) {
		SteppedClocks clocks = new SteppedClocks();
		SystemTaskClock stepped = new SystemTaskClock(clocks, clocks);
		clocks.pause(beforeWall);
		stepped.adjust();
		assertThat(stepped.instantAt(0)).isEqualTo(Instant.EPOCH);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void pauseWithinTheFirstReadingIsNotKept(boolean beforeWall) {
		SteppedClocks clocks = new SteppedClocks();
		clocks.pause(beforeWall);
		assertThat(new SystemTaskClock(clocks, clocks).instantAt(0)).isEqualTo(Instant.EPOCH);
	}

	/**
	 * Two clocks that agree, and move while they are read if told so.
	 */
	private static final class SteppedClocks implements InstantSource, LongSupplier {

		private static final long PAUSE = Duration.ofSeconds(5).toNanos();

		private long now;

		private long before;

		private long after;

		void pause(boolean beforeWall) {
			this.before = beforeWall ? PAUSE : 0;
			this.after = beforeWall ? 0 : PAUSE;
		}

		@Override
		public Instant instant() {
			this.now += this.before;
			Instant instant = Instant.EPOCH.plusNanos(this.now);
			this.now += this.after;
			this.before = 0;
			this.after = 0;
			return instant;
		}

		@Override
		public long getAsLong() {
			return this.now;
		}

	}

}
