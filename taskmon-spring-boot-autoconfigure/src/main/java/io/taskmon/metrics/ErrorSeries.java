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

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.taskmon.read.TaskStatistics;

/**
 * What taskmon missed: the tasks that it left untracked, and its own errors.
 */
final class ErrorSeries implements MeterBinder {

	private volatile long dropped;

	private volatile long errors;

	void update(TaskStatistics statistics) {
		this.dropped = statistics.dropped();
		this.errors = statistics.errors();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("taskmon.tasks.dropped", this, (series) -> series.dropped)
			.description("Tasks that a hard limit left untracked")
			.register(registry);
		FunctionCounter.builder("taskmon.errors", this, (series) -> series.errors)
			.description("Errors inside taskmon")
			.register(registry);
	}

}
