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

import java.util.EnumMap;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A tally for each outcome. Not thread-safe.
 */
final class TallySet {

	private final EnumMap<TaskOutcome, Tally> tallies = new EnumMap<>(TaskOutcome.class);

	TallySet() {
		for (TaskOutcome outcome : TaskOutcome.values()) {
			this.tallies.put(outcome, new Tally());
		}
	}

	void count(TrackedTask task) {
		TaskOutcome outcome = outcome(task);
		tally(outcome).count(task, outcome);
	}

	void uncount(TrackedTask task) {
		TaskOutcome outcome = outcome(task);
		tally(outcome).uncount(task, outcome);
	}

	void addTo(TallySet sum) {
		this.tallies.forEach((outcome, tally) -> tally.addTo(sum.tally(outcome)));
	}

	Stream<EndedTotals> totals(String label) {
		return this.tallies.entrySet().stream().map((tally) -> tally.getValue().totals(label, tally.getKey()));
	}

	private Tally tally(TaskOutcome outcome) {
		return Objects.requireNonNull(this.tallies.get(outcome));
	}

	private static TaskOutcome outcome(TrackedTask task) {
		@Nullable TaskOutcome outcome = task.outcome();
		return (outcome != null) ? outcome : TaskOutcome.UNKNOWN;
	}

}
