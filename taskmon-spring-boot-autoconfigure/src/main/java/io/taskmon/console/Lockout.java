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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers, across connections, from where logins failed. After {@value #MAX_FAILURES}
 * of them nothing is accepted from there for a while, twice as long each further time; a
 * login that succeeds is a new start. Thread-safe.
 */
final class Lockout {

	static final int MAX_FAILURES = 5;

	static final Duration FIRST = Duration.ofSeconds(30);

	static final Duration LONGEST = Duration.ofMinutes(15);

	private static final int MAX_HOSTS = 1_000;

	private final LongSupplier nanoTime;

	private final Map<String, Failures> hosts = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
			return size() > MAX_HOSTS;
		}

	};

	Lockout(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	synchronized boolean isLocked(String host) {
		Failures failures = this.hosts.get(host);
		return failures != null && failures.isLocked(this.nanoTime.getAsLong());
	}

	/**
	 * Notes a failure.
	 * @return whether it is the one that locks the host
	 */
	synchronized boolean failed(String host) {
		Failures failures = this.hosts.computeIfAbsent(host, (key) -> new Failures());
		return failures.add(this.nanoTime.getAsLong());
	}

	synchronized void succeeded(String host) {
		this.hosts.remove(host);
	}

	private static final class Failures {

		private int count;

		private Duration lock = FIRST;

		private long latest;

		private boolean locked;

		private long lockedUntil;

		boolean isLocked(long now) {
			return this.locked && now - this.lockedUntil < 0;
		}

		boolean add(long now) {
			if (now - this.latest > LONGEST.toNanos()) {
				this.count = 0;
				this.lock = FIRST;
			}
			this.latest = now;
			this.count++;
			if (this.count < MAX_FAILURES) {
				return false;
			}
			this.count = 0;
			this.locked = true;
			this.lockedUntil = now + this.lock.toNanos();
			this.lock = (this.lock.multipliedBy(2).compareTo(LONGEST) < 0) ? this.lock.multipliedBy(2) : LONGEST;
			return true;
		}

	}

}
