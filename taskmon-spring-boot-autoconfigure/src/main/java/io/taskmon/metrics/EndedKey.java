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

package io.taskmon.metrics;

import java.time.Duration;

import io.micrometer.core.instrument.Tags;
import io.taskmon.task.EndedTotals;
import io.taskmon.task.TaskOutcome;

/**
 * Which ended tasks a series is of.
 *
 * @param label what they have in common
 * @param outcome how they ended
 */
record EndedKey(String label, TaskOutcome outcome) {

	static EndedKey of(EndedTotals totals) {
		return new EndedKey(totals.label(), totals.outcome());
	}

	EndedTotals none() {
		return new EndedTotals(this.label, this.outcome, 0, 0, Duration.ZERO, 0, Duration.ZERO);
	}

	Tags tags(String labelKey) {
		return Tags.of(labelKey, this.label, "outcome", this.outcome.name());
	}

}
