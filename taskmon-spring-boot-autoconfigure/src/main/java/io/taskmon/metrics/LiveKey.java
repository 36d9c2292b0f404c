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
import io.taskmon.task.LiveTotals;
import io.taskmon.task.TaskState;

/**
 * Which live tasks a series is of.
 *
 * @param executor bean name of their executor
 * @param state their state
 */
record LiveKey(String executor, TaskState state) {

	static LiveKey of(LiveTotals totals) {
		return new LiveKey(totals.executor(), totals.state());
	}

	LiveTotals none() {
		return new LiveTotals(this.executor, this.state, 0, Duration.ZERO);
	}

	Tags tags() {
		return Tags.of("executor", this.executor, "state", this.state.name());
	}

}
