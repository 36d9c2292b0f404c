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

package io.taskmon.tally;

import java.time.Duration;
import java.util.stream.Stream;

import io.taskmon.task.EndedTotals;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Counts ended tasks by their outcome, and adds up how long they had waited and run. Not
 * thread-safe.
 */
final class Tally {

	private static final TaskOutcome[] OUTCOMES = TaskOutcome.values();

	private final long[] ended = new long[OUTCOMES.length];

	private final long[] waited = new long[OUTCOMES.length];

	private final long[] waitNanos = new long[OUTCOMES.length];

	private final long[] ran = new long[OUTCOMES.length];

	private final long[] runNanos = new long[OUTCOMES.length];

	/**
	 * Counts a task.
	 * @param times 1, or -1 to take back that it was counted
	 */
	// A map would check the key of each task
	@SuppressWarnings("EnumOrdinal")
	void count(Tallied task, int times) {
		@Nullable TaskOutcome known = task.outcome();
		TaskOutcome outcome = (known != null) ? known : TaskOutcome.UNKNOWN;
		int place = outcome.ordinal();
		this.ended[place] += times;
		// What was refused has not waited, and would hide how long others did
		if (outcome != TaskOutcome.REJECTED) {
			this.waited[place] += times;
			this.waitNanos[place] += times * task.waitedNanos();
		}
		if (task.hadBegun()) {
			this.ran[place] += times;
			this.runNanos[place] += times * task.ranNanos();
		}
	}

	void addTo(Tally sum) {
		for (int place = 0; place < OUTCOMES.length; place++) {
			sum.ended[place] += this.ended[place];
			sum.waited[place] += this.waited[place];
			sum.waitNanos[place] += this.waitNanos[place];
			sum.ran[place] += this.ran[place];
			sum.runNanos[place] += this.runNanos[place];
		}
	}

	Stream<EndedTotals> totals(String label) {
		return Stream.of(OUTCOMES).map((outcome) -> totals(label, outcome));
	}

	@SuppressWarnings("EnumOrdinal")
	private EndedTotals totals(String label, TaskOutcome outcome) {
		int place = outcome.ordinal();
		return new EndedTotals(label, outcome, this.ended[place], this.waited[place],
				Duration.ofNanos(this.waitNanos[place]), this.ran[place], Duration.ofNanos(this.runNanos[place]));
	}

}
