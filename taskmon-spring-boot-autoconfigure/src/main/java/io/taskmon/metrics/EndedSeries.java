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
import io.taskmon.task.EndedTotals;

/**
 * Tasks of an executor that have ended in one way. There from the first task of the
 * executor on, or the first failure would not be seen as a rise.
 */
final class EndedSeries implements MeterBinder {

	private final EndedKey key;

	private volatile long ended;

	EndedSeries(EndedKey key) {
		this.key = key;
	}

	void update(EndedTotals latest) {
		this.ended = Math.max(this.ended, latest.ended());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("taskmon.tasks.ended", this, (series) -> series.ended)
			.description("Tasks that have ended")
			.tags(this.key.tags("executor"))
			.register(registry);
	}

}
