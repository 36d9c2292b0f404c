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

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.taskmon.task.LiveTotals;

/**
 * Live tasks of an executor that are in one state.
 */
final class LiveSeries implements MeterBinder {

	private final LiveKey key;

	private volatile LiveTotals totals;

	LiveSeries(LiveKey key) {
		this.key = key;
		this.totals = key.none();
	}

	void update(LiveTotals latest) {
		this.totals = latest;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("taskmon.tasks.live", this, (series) -> series.totals.tasks())
			.description("Live tasks")
			.tags(this.key.tags())
			.register(registry);
		TimeGauge
			.builder("taskmon.tasks.oldest", this, TimeUnit.NANOSECONDS, (series) -> series.totals.oldest().toNanos())
			.description("Time since the oldest live task entered its state")
			.tags(this.key.tags())
			.register(registry);
	}

}
