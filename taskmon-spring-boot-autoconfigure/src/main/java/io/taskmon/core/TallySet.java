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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A tally for each outcome. Not thread-safe.
 */
final class TallySet {

	private static final TaskOutcome[] OUTCOMES = TaskOutcome.values();

	private final Tally[] tallies = Stream.generate(Tally::new).limit(OUTCOMES.length).toArray(Tally[]::new);

	void count(TrackedTask task) {
		TaskOutcome outcome = outcome(task);
		tally(outcome).count(task, outcome);
	}

	void uncount(TrackedTask task) {
		TaskOutcome outcome = outcome(task);
		tally(outcome).uncount(task, outcome);
	}

	void addTo(TallySet sum) {
		for (TaskOutcome outcome : OUTCOMES) {
			tally(outcome).addTo(sum.tally(outcome));
		}
	}

	Stream<EndedTotals> totals(String label) {
		return Stream.of(OUTCOMES).map((outcome) -> tally(outcome).totals(label, outcome));
	}

	// A map would check the key of each task
	@SuppressWarnings("EnumOrdinal")
	private Tally tally(TaskOutcome outcome) {
		return this.tallies[outcome.ordinal()];
	}

	private static TaskOutcome outcome(TrackedTask task) {
		@Nullable TaskOutcome outcome = task.outcome();
		return (outcome != null) ? outcome : TaskOutcome.UNKNOWN;
	}

}
