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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers, across connections, from where logins failed. After {@value #MAX_FAILURES}
 * of them nothing is accepted from there for a while, twice as long after each further
 * one. Only time makes good for a failure, one in a {@link #FORGIVEN quarter of an hour};
 * a login that succeeds does not. Thread-safe.
 */
final class Lockout {

	static final int MAX_FAILURES = 5;

	static final Duration FIRST = Duration.ofSeconds(30);

	static final Duration LONGEST = Duration.ofMinutes(15);

	static final Duration FORGIVEN = Duration.ofMinutes(15);

	/**
	 * With so many failures the lock is as long as it gets.
	 */
	private static final int MOST_FAILURES = MAX_FAILURES + 5;

	private static final int MAX_SOURCES = 1_000;

	private final LongSupplier nanoTime;

	private final Map<String, Failures> sources = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
			return size() > MAX_SOURCES;
		}

	};

	Lockout(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	synchronized boolean isLocked(String source) {
		Failures failures = this.sources.get(source);
		return failures != null && failures.isLocked(this.nanoTime.getAsLong());
	}

	/**
	 * Notes a failure.
	 * @return whether it locks the source
	 */
	synchronized boolean failed(String source) {
		long now = this.nanoTime.getAsLong();
		return this.sources.computeIfAbsent(source, (key) -> new Failures(now)).add(now);
	}

	private static final class Failures {

		private int count;

		private long forgivenUntil;

		private boolean locked;

		private long lockedUntil;

		Failures(long now) {
			this.forgivenUntil = now;
		}

		boolean isLocked(long now) {
			this.locked = this.locked && now - this.lockedUntil < 0;
			return this.locked;
		}

		boolean add(long now) {
			forgive(now);
			this.count = Math.min(this.count + 1, MOST_FAILURES);
			if (this.count < MAX_FAILURES) {
				return false;
			}
			Duration lock = FIRST.multipliedBy(1L << (this.count - MAX_FAILURES));
			this.locked = true;
			this.lockedUntil = now + ((lock.compareTo(LONGEST) < 0) ? lock : LONGEST).toNanos();
			return true;
		}

		private void forgive(long now) {
			long forgiven = (now - this.forgivenUntil) / FORGIVEN.toNanos();
			if (forgiven >= this.count) {
				this.count = 0;
				this.forgivenUntil = now;
			}
			else {
				this.count -= (int) forgiven;
				this.forgivenUntil += forgiven * FORGIVEN.toNanos();
			}
		}

	}

}
