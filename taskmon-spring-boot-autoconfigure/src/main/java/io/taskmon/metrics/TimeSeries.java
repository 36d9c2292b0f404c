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
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.taskmon.task.EndedTotals;

/**
 * How long tasks had waited and run that have ended in one way.
 */
final class TimeSeries implements MeterBinder {

	private final String prefix;

	private final String labelKey;

	private final EndedKey key;

	private volatile EndedTotals totals;

	private TimeSeries(String prefix, String labelKey, EndedKey key) {
		this.prefix = prefix;
		this.labelKey = labelKey;
		this.key = key;
		this.totals = key.none();
	}

	static TimeSeries ofExecutor(EndedKey key) {
		return new TimeSeries("taskmon.tasks", "executor", key);
	}

	static TimeSeries ofName(EndedKey key) {
		return new TimeSeries("taskmon.tasks.named", "name", key);
	}

	/**
	 * Takes the latest figures. What has moved to another outcome stays here: a counter
	 * that falls would be taken for one that began anew.
	 */
	void update(EndedTotals latest) {
		EndedTotals before = this.totals;
		this.totals = new EndedTotals(latest.label(), latest.outcome(), Math.max(before.ended(), latest.ended()),
				Math.max(before.waited(), latest.waited()), longer(before.waiting(), latest.waiting()),
				Math.max(before.ran(), latest.ran()), longer(before.running(), latest.running()));
	}

	private static Duration longer(Duration before, Duration latest) {
		return (latest.compareTo(before) > 0) ? latest : before;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		register(registry, ".wait", "Time that ended tasks had waited", EndedTotals::waited,
				(ended) -> ended.waiting().toNanos());
		register(registry, ".run", "Time that ended tasks had run", EndedTotals::ran,
				(ended) -> ended.running().toNanos());
	}

	private void register(MeterRegistry registry, String suffix, String description, ToLongFunction<EndedTotals> count,
			ToDoubleFunction<EndedTotals> nanos) {
		FunctionTimer
			.builder(this.prefix + suffix, this, (series) -> count.applyAsLong(series.totals),
					(series) -> nanos.applyAsDouble(series.totals), TimeUnit.NANOSECONDS)
			.description(description)
			.tags(this.key.tags(this.labelKey))
			.register(registry);
	}

}
