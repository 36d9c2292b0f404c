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

/**
 * Counts tasks that have ended in the same way, and adds up how long they had waited and
 * run. Not thread-safe.
 */
final class Tally {

	private long ended;

	private long waited;

	private long waitNanos;

	private long ran;

	private long runNanos;

	void count(TrackedTask task, TaskOutcome outcome) {
		count(task, outcome, 1);
	}

	void uncount(TrackedTask task, TaskOutcome outcome) {
		count(task, outcome, -1);
	}

	private void count(TrackedTask task, TaskOutcome outcome, int times) {
		this.ended += times;
		// What was refused has not waited, and would hide how long others did
		if (outcome != TaskOutcome.REJECTED) {
			this.waited += times;
			this.waitNanos += times * task.waitedNanos();
		}
		if (task.hadBegun()) {
			this.ran += times;
			this.runNanos += times * task.ranNanos();
		}
	}

	void addTo(Tally sum) {
		sum.ended += this.ended;
		sum.waited += this.waited;
		sum.waitNanos += this.waitNanos;
		sum.ran += this.ran;
		sum.runNanos += this.runNanos;
	}

	EndedTotals totals(String label, TaskOutcome outcome) {
		return new EndedTotals(label, outcome, this.ended, this.waited, Duration.ofNanos(this.waitNanos), this.ran,
				Duration.ofNanos(this.runNanos));
	}

}
