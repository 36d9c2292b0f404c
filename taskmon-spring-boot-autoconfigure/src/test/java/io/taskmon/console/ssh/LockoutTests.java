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
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lockout}.
 */
class LockoutTests {

	private static final String HOST = "192.0.2.1";

	private long now = Long.MAX_VALUE - 5;

	private final Lockout lockout = new Lockout(() -> this.now);

	@Test
	void locksAfterAFewFailures() {
		for (int i = 1; i < Lockout.MAX_FAILURES; i++) {
			assertThat(this.lockout.failed(HOST)).isFalse();
		}
		assertThat(this.lockout.isLocked(HOST)).isFalse();
		assertThat(this.lockout.failed(HOST)).isTrue();
		assertThat(this.lockout.isLocked(HOST)).isTrue();
		assertThat(this.lockout.isLocked("192.0.2.2")).isFalse();
	}

	@Test
	void locksTwiceAsLongAfterEachFurtherFailure() {
		fail(HOST);
		for (Duration length : List.of(Lockout.FIRST, Duration.ofMinutes(1), Duration.ofMinutes(2),
				Duration.ofMinutes(4))) {
			assertLocked(length);
			assertThat(this.lockout.failed(HOST)).isTrue();
		}
	}

	@Test
	void staysLockedAsLongAsCanBeForWhoeverGoesOn() {
		fail(HOST);
		int guesses = 0;
		for (long begun = this.now; this.now - begun < Duration.ofDays(1).toNanos(); pass(Duration.ofSeconds(1))) {
			if (!this.lockout.isLocked(HOST)) {
				this.lockout.failed(HOST);
				guesses++;
			}
		}
		assertThat(guesses).isBetween(96, 105);
	}

	@Test
	void timeAloneForgives() {
		for (int i = 1; i < Lockout.MAX_FAILURES; i++) {
			this.lockout.failed(HOST);
		}
		pass(Lockout.FORGIVEN.multipliedBy(2));
		assertThat(this.lockout.failed(HOST)).isFalse();
		assertThat(this.lockout.failed(HOST)).isFalse();
		assertThat(this.lockout.failed(HOST)).isTrue();
		pass(Lockout.FORGIVEN.multipliedBy(Lockout.MAX_FAILURES));
		for (int i = 1; i < Lockout.MAX_FAILURES; i++) {
			assertThat(this.lockout.failed(HOST)).isFalse();
		}
	}

	@Test
	void remembersABoundedNumberOfHosts() {
		fail(HOST);
		for (int i = 0; i < 1_000; i++) {
			this.lockout.failed("host " + i);
		}
		assertThat(this.lockout.isLocked(HOST)).isFalse();
	}

	private void assertLocked(Duration length) {
		pass(length.minusNanos(1));
		assertThat(this.lockout.isLocked(HOST)).isTrue();
		pass(Duration.ofNanos(1));
		assertThat(this.lockout.isLocked(HOST)).isFalse();
	}

	private void fail(String host) {
		for (int i = 0; i < Lockout.MAX_FAILURES; i++) {
			this.lockout.failed(host);
		}
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

}
