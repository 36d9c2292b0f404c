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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.fault.TestDoubles;
import io.taskmon.read.TaskStatistics;
import io.taskmon.task.EndedTotals;
import io.taskmon.task.LiveTotals;
import io.taskmon.task.TaskState;

/**
 * Meters of tasks. They show what there was at the last {@link #update()}: one look at
 * the tasks serves all of them, however many registries there are, and nothing is
 * measured on the thread of a task.
 */
public final class TaskMetrics implements MeterBinder {

	private final TaskStatistics statistics;

	private final ErrorSeries errors = new ErrorSeries();

	private final Map<LiveKey, LiveSeries> live = new HashMap<>();

	private final Map<EndedKey, EndedSeries> ended = new HashMap<>();

	private final Map<EndedKey, TimeSeries> times = new HashMap<>();

	private final Map<EndedKey, TimeSeries> timesByName = new HashMap<>();

	private final List<MeterBinder> series = new ArrayList<>();

	private final List<BoundRegistry> registries = new CopyOnWriteArrayList<>();

	/**
	 * Creates meters that show the given figures.
	 * @param statistics the figures
	 * @param diagnosis tells what is wrong
	 */
	public TaskMetrics(TaskStatistics statistics, Diagnosis diagnosis) {
		this.statistics = statistics;
		this.series.add(this.errors);
		this.series.add(new FindingSeries(diagnosis));
	}

	/**
	 * Has the meters registered at the next update, on its thread: a filter of the
	 * registry may take its time. A test must not find them in its mock.
	 */
	@Override
	public void bindTo(MeterRegistry registry) {
		if (!TestDoubles.isDouble(registry)) {
			this.registries.add(new BoundRegistry(registry));
		}
	}

	/**
	 * Looks at the tasks, and registers the meters of what is new among them. Does
	 * nothing as long as there is no registry.
	 */
	public synchronized void update() {
		if (this.registries.isEmpty()) {
			return;
		}
		this.errors.update(this.statistics);
		updateEnded();
		updateLive();
		this.registries.forEach((registry) -> registry.register(this.series));
	}

	private void updateEnded() {
		for (EndedTotals totals : this.statistics.ended()) {
			EndedKey key = EndedKey.of(totals);
			series(this.ended, key, EndedSeries::new).update(totals);
			if (totals.waited() > 0 || totals.ran() > 0) {
				series(this.times, key, TimeSeries::ofExecutor).update(totals);
			}
		}
		for (EndedTotals totals : this.statistics.endedByName()) {
			if (totals.waited() > 0 || totals.ran() > 0) {
				series(this.timesByName, EndedKey.of(totals), TimeSeries::ofName).update(totals);
			}
		}
	}

	private void updateLive() {
		Map<LiveKey, LiveTotals> latest = new HashMap<>();
		this.ended.keySet().forEach((key) -> addNone(latest, key.label()));
		this.statistics.live().forEach((totals) -> latest.put(LiveKey.of(totals), totals));
		this.live.keySet().forEach((key) -> latest.putIfAbsent(key, key.none()));
		latest.forEach((key, totals) -> series(this.live, key, LiveSeries::new).update(totals));
	}

	private static void addNone(Map<LiveKey, LiveTotals> latest, String executor) {
		for (TaskState state : TaskState.values()) {
			LiveKey key = new LiveKey(executor, state);
			latest.put(key, key.none());
		}
	}

	private <K, S extends MeterBinder> S series(Map<K, S> known, K key, Function<K, S> creation) {
		return known.computeIfAbsent(key, (absent) -> {
			S created = creation.apply(key);
			this.series.add(created);
			return created;
		});
	}

}
