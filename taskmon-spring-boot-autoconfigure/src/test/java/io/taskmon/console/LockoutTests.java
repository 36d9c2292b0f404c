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

package io.taskmon.console;

import java.time.Duration;

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
	void locksTwiceAsLongEachTime() {
		Duration length = Lockout.FIRST;
		for (int i = 0; i < 8; i++) {
			fail(HOST);
			pass(length.minusNanos(1));
			assertThat(this.lockout.isLocked(HOST)).isTrue();
			pass(Duration.ofNanos(1));
			assertThat(this.lockout.isLocked(HOST)).isFalse();
			length = (length.multipliedBy(2).compareTo(Lockout.LONGEST) < 0) ? length.multipliedBy(2) : Lockout.LONGEST;
		}
	}

	@Test
	void forgetsAfterALogin() {
		fail(HOST);
		this.lockout.succeeded(HOST);
		assertThat(this.lockout.isLocked(HOST)).isFalse();
		assertThat(this.lockout.failed(HOST)).isFalse();
	}

	@Test
	void remembersABoundedNumberOfHosts() {
		fail(HOST);
		for (int i = 0; i < 1_000; i++) {
			this.lockout.failed("host " + i);
		}
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
