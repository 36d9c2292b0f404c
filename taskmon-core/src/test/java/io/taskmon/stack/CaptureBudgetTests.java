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

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a site may spend on exact stacks, in number and in time.
 */
class CaptureBudgetTests {

	private static final long WINDOW = 100_000_000;

	private static final int STACKS = 4;

	private static final int TEN_TIMES = (int) CaptureBudget.FLOOD * STACKS;

	private static final long SLOW = 10 * CaptureBudget.NANOS_PER_STACK;

	private final CaptureBudget budget = new CaptureBudget();

	private long now;

	@Test
	void siteWithinItsBudgetGetsWhatItWantsForEver() {
		for (int window = 0; window < 10 * CaptureBudget.WINDOWS_AHEAD; window++) {
			assertThat(takenInAWindow(CaptureBudget.NANOS_PER_STACK)).isEqualTo(STACKS);
		}
	}

	@Test
	void siteThatFloodsGetsAQuarterAfterTheFirstWindow() {
		assertThat(flood(4)).containsExactly(STACKS, STACKS / 4, STACKS / 4, STACKS / 4);
	}

	@Test
	void siteThatWantsLessThanTenTimesWhatItMayCaptureIsNoFlood() {
		for (int window = 0; window < 10; window++) {
			assertThat(takenInAWindow(TEN_TIMES - 1, 0)).isEqualTo(STACKS);
		}
	}

	@Test
	void siteWithABudgetOfOneGetsItThoughItFloods() {
		for (int window = 0; window < 10; window++) {
			this.now += WINDOW;
			assertThat(IntStream.range(0, 20).filter((i) -> this.budget.take(this.now, 1, WINDOW))).containsExactly(0);
		}
	}

	@Test
	void floodIsOverWithAWindowThatWantsNoMore() {
		flood(3);
		assertThat(takenInAWindow(0)).isEqualTo(STACKS / 4);
		assertThat(flood(2)).containsExactly(STACKS, STACKS / 4);
	}

	@Test
	void floodIsOverWithAWindowInWhichNothingHappened() {
		flood(3);
		this.now += WINDOW;
		assertThat(flood(2)).containsExactly(STACKS, STACKS / 4);
	}

	@Test
	void stacksThatTakeLongerAreTakenForAWhileAndThenLessOften() {
		int[] taken = new int[3 * CaptureBudget.WINDOWS_AHEAD];
		for (int window = 0; window < taken.length; window++) {
			taken[window] = takenInAWindow(SLOW);
		}
		assertThat(taken).startsWith(STACKS, STACKS, STACKS, STACKS, STACKS, STACKS, STACKS, STACKS, STACKS, STACKS);
		int sum = 0;
		for (int window = CaptureBudget.WINDOWS_AHEAD; window < taken.length; window++) {
			sum += taken[window];
		}
		assertThat(sum).isEqualTo(2 * CaptureBudget.WINDOWS_AHEAD * STACKS / 10);
	}

	@ParameterizedTest
	@ValueSource(longs = { 2 * CaptureBudget.WINDOWS_AHEAD * WINDOW, Long.MAX_VALUE, Long.MIN_VALUE })
	void allOfItComesBackWithARest(long rest) {
		exhaust();
		this.now += rest;
		for (int window = 0; window < 10; window++) {
			assertThat(takenInAWindow(SLOW)).isEqualTo(STACKS);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, CaptureBudget.WINDOWS_AHEAD - 1 })
	void threadThatWasSuspendedAfterItReadTheClockBringsNoNewWindow(int windows) {
		assertThat(takenInAWindow(0)).isEqualTo(STACKS);
		assertThat(this.budget.take(this.now - windows * WINDOW, STACKS, WINDOW)).isFalse();
		assertThat(this.budget.take(this.now, STACKS, WINDOW)).isFalse();
		assertThat(takenInAWindow(0)).isEqualTo(STACKS);
	}

	@Test
	void clockThatIsSetBackBringsANewWindow() {
		assertThat(takenInAWindow(0)).isEqualTo(STACKS);
		this.now -= (CaptureBudget.WINDOWS_AHEAD + 1) * WINDOW;
		assertThat(takenInAWindow(0)).isEqualTo(STACKS);
		assertThat(takenInAWindow(0)).isEqualTo(STACKS);
	}

	@Test
	void stackWhoseThreadWasSuspendedIsNotTakenForSlow() {
		for (int window = 0; window < 2; window++) {
			assertThat(takenInAWindow(Long.MAX_VALUE)).isEqualTo(STACKS);
		}
	}

	@Test
	void windowThatIsLongGivesWhatItPromisesHoweverLongStacksTake() {
		for (int i = 0; i < STACKS; i++) {
			assertThat(this.budget.take(this.now, STACKS, Long.MAX_VALUE)).isTrue();
			this.budget.spend(CaptureBudget.MAX_NANOS_PER_STACK);
		}
		assertThat(this.budget.take(this.now, STACKS, Long.MAX_VALUE)).isFalse();
	}

	private int[] flood(int windows) {
		int[] taken = new int[windows];
		for (int window = 0; window < windows; window++) {
			taken[window] = takenInAWindow(TEN_TIMES, 0);
		}
		return taken;
	}

	private int takenInAWindow(long nanos) {
		return takenInAWindow(STACKS, nanos);
	}

	private int takenInAWindow(int wanted, long nanos) {
		this.now += WINDOW;
		int taken = 0;
		for (int i = 0; i < wanted; i++) {
			if (this.budget.take(this.now, STACKS, WINDOW)) {
				this.budget.spend(nanos);
				taken++;
			}
		}
		return taken;
	}

	private void exhaust() {
		while (takenInAWindow(SLOW) == STACKS) {
			assertThat(this.now).isLessThan(WINDOW * CaptureBudget.WINDOWS_AHEAD);
		}
	}

}
