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
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Holds down the number of log lines that strangers can cause: some at once, then one in
 * an interval. A line says how many were left out before it. Thread-safe.
 */
final class ScarceLines {

	private final Pace pace;

	private long leftOut;

	ScarceLines(int burst, Duration interval, LongSupplier nanoTime) {
		this.pace = new Pace(burst, interval, nanoTime);
	}

	/**
	 * Writes a line, or leaves it out.
	 * @param line is given what to add to it
	 */
	void write(Consumer<String> line) {
		String addition;
		synchronized (this) {
			if (this.pace.nanosToWait() > 0) {
				this.leftOut++;
				return;
			}
			this.pace.take();
			addition = (this.leftOut > 0) ? " (" + this.leftOut + " more of these were not logged)" : "";
			this.leftOut = 0;
		}
		line.accept(addition);
	}

}
