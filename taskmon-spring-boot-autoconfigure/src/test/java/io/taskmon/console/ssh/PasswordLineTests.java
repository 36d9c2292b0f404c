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

package io.taskmon.console.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PasswordLine}.
 */
class PasswordLineTests {

	private static final Duration INTERVAL = Duration.ofSeconds(3);

	private static final int BURST = 5;

	private long now = Long.MAX_VALUE - 5;

	private final List<Runnable> later = new ArrayList<>();

	private final List<String> decided = new ArrayList<>();

	private final PasswordLine line = new PasswordLine(BURST, INTERVAL, () -> this.now, new Steps());

	@Test
	void someWrongOnesAreCheckedAtOnceAndThenOneInAnInterval() {
		for (int i = 0; i < BURST; i++) {
			assertThat(this.line.join(new Guess("wrong"))).isFalse();
		}
		assertThat(this.line.join(new Guess("sixth"))).isTrue();
		assertThat(this.line.join(new Guess("seventh"))).isTrue();
		assertThat(this.decided).hasSize(BURST);
		pass(INTERVAL);
		assertThat(this.decided).hasSize(BURST + 1).endsWith("sixth");
		pass(INTERVAL.minusNanos(1));
		assertThat(this.decided).hasSize(BURST + 1);
		pass(Duration.ofNanos(1));
		assertThat(this.decided).hasSize(BURST + 2).endsWith("seventh");
	}

	@Test
	void rightOneCostsNothing() {
		for (int i = 0; i < BURST * 10; i++) {
			assertThat(this.line.join(new Guess("right"))).isFalse();
		}
		assertThat(this.decided).hasSize(BURST * 10);
	}

	@Test
	void rightOneMakesNoWrongOneGood() {
		int rounds = 0;
		for (long begun = this.now; this.now - begun < Duration.ofHours(1).toNanos(); rounds++) {
			for (int i = 0; i < BURST - 1; i++) {
				guess("wrong");
			}
			guess("right");
		}
		assertThat(rounds * (BURST - 1)).isLessThan(1_210);
	}

	@Test
	void thoseWhoHaveGoneAreNotWaitedFor() {
		for (int i = 0; i < BURST; i++) {
			this.line.join(new Guess("wrong"));
		}
		Guess gone = new Guess("gone");
		this.line.join(gone);
		this.line.join(new Guess("right"));
		gone.wanted = false;
		pass(INTERVAL);
		assertThat(this.decided).endsWith("right").doesNotContain("gone");
	}

	private void guess(String text) {
		int before = this.decided.size();
		this.line.join(new Guess(text));
		while (this.decided.size() == before) {
			pass(Duration.ofSeconds(1));
		}
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
		List<Runnable> due = List.copyOf(this.later);
		this.later.clear();
		due.forEach(Runnable::run);
	}

	private final class Guess implements PasswordLine.Check {

		private final String text;

		private boolean wanted = true;

		Guess(String text) {
			this.text = text;
		}

		@Override
		public boolean isWanted() {
			return this.wanted;
		}

		@Override
		public boolean succeeds() {
			PasswordLineTests.this.decided.add(this.text);
			return this.text.equals("right");
		}

	}

	/**
	 * Runs what is due when the test says so.
	 */
	private final class Steps extends ScheduledThreadPoolExecutor {

		Steps() {
			super(0);
		}

		@Override
		public void execute(Runnable command) {
			command.run();
		}

		@Override
		public java.util.concurrent.ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			PasswordLineTests.this.later.add(command);
			return null;
		}

	}

}
