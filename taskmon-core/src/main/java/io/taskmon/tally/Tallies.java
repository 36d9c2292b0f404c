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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.taskmon.task.EndedTotals;
import org.jspecify.annotations.Nullable;

/**
 * Counts ended tasks by executor and, those that are counted one by one, by name. Not
 * thread-safe.
 */
public final class Tallies {

	private final TallyLabels labels;

	private final Map<String, Tally> byExecutor = new HashMap<>();

	private final Map<String, Tally> byName = new HashMap<>();

	public Tallies(TallyLabels labels) {
		this.labels = labels;
	}

	public void count(Tallied task) {
		count(task, 1);
	}

	/**
	 * Takes back that a task was counted.
	 */
	public void uncount(Tallied task) {
		count(task, -1);
	}

	private void count(Tallied task, int times) {
		ofExecutor(task.executor()).count(task, times);
		Set<String> names = this.labels.names();
		if (!names.isEmpty() && names.contains(task.name())) {
			of(this.byName, task.name()).count(task, times);
		}
	}

	private Tally ofExecutor(@Nullable String name) {
		Tally known = (name != null) ? this.byExecutor.get(name) : null;
		return (known != null) ? known : of(this.byExecutor, this.labels.executor(name));
	}

	private static Tally of(Map<String, Tally> tallies, String label) {
		return tallies.computeIfAbsent(label, (absent) -> new Tally());
	}

	public void addTo(Tallies sum) {
		this.byExecutor.forEach((executor, tally) -> tally.addTo(of(sum.byExecutor, executor)));
		this.byName.forEach((name, tally) -> tally.addTo(of(sum.byName, name)));
	}

	public List<EndedTotals> byExecutor() {
		return totals(this.byExecutor);
	}

	public List<EndedTotals> byName() {
		return totals(this.byName);
	}

	private static List<EndedTotals> totals(Map<String, Tally> tallies) {
		return new TreeMap<>(tallies).entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue().totals(entry.getKey()))
			.toList();
	}

}
