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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The line in which passwords wait for their check: some wrong ones are checked at once,
 * then one in an interval, first come, first served. So nobody guesses faster, and the
 * right password has its turn. Thread-safe.
 */
final class PasswordLine {

	private final Object monitor = new Object();

	private final ScheduledExecutorService executor;

	private final Pace pace;

	private final Deque<Check> waiting = new ArrayDeque<>();

	private boolean scheduled;

	PasswordLine(int burst, Duration interval, LongSupplier nanoTime, ScheduledExecutorService executor) {
		this.executor = executor;
		this.pace = new Pace(burst, interval, nanoTime);
	}

	/**
	 * Has a password checked when it is its turn, on another thread.
	 * @return whether it has to wait
	 */
	boolean join(Check check) {
		boolean waits;
		synchronized (this.monitor) {
			this.waiting.removeIf((other) -> !other.isWanted());
			this.waiting.addLast(check);
			waits = this.waiting.size() > 1 || this.pace.nanosToWait() > 0;
		}
		admit();
		return waits;
	}

	private void admit() {
		for (Check check : admitted()) {
			this.executor.execute(() -> decide(check));
		}
	}

	// What is scheduled gives the passwords to threads that tell of errors
	@SuppressWarnings("FutureReturnValueIgnored")
	private List<Check> admitted() {
		List<Check> admitted = new ArrayList<>();
		synchronized (this.monitor) {
			while (!this.waiting.isEmpty() && this.pace.nanosToWait() == 0) {
				Check check = this.waiting.removeFirst();
				if (check.isWanted()) {
					this.pace.take();
					admitted.add(check);
				}
			}
			if (!this.waiting.isEmpty() && !this.scheduled) {
				this.scheduled = true;
				this.executor.schedule(this::turn, this.pace.nanosToWait(), TimeUnit.NANOSECONDS);
			}
		}
		return admitted;
	}

	private void turn() {
		synchronized (this.monitor) {
			this.scheduled = false;
		}
		admit();
	}

	private void decide(Check check) {
		if (check.succeeds()) {
			synchronized (this.monitor) {
				this.pace.giveBack();
			}
			admit();
		}
	}

	/**
	 * A password to be checked.
	 */
	interface Check {

		/**
		 * Returns whether somebody waits for the answer still.
		 */
		boolean isWanted();

		/**
		 * Checks the password and answers.
		 * @return whether it is right
		 */
		boolean succeeds();

	}

}
