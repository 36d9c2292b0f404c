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

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Counts the tasks of a ring, by executor and, for those that are counted one by one, by
 * name. Guarded by the ring.
 */
final class Tallies {

	private final TallyLabels labels;

	private final Map<String, TallySet> byExecutor = new HashMap<>();

	private final Map<String, TallySet> byName = new HashMap<>();

	Tallies(TallyLabels labels) {
		this.labels = labels;
	}

	void count(TrackedTask task) {
		sheet(task).count(task);
	}

	void uncount(TrackedTask task) {
		sheet(task).uncount(task);
	}

	private TallySheet sheet(TrackedTask task) {
		TallySheet known = task.site().tallySheet();
		Set<String> names = this.labels.names();
		return (known != null && known.isFor(this, names, task.executor())) ? known : newSheet(task, names);
	}

	private TallySheet newSheet(TrackedTask task, Set<String> names) {
		TaskSite site = task.site();
		TallySheet sheet = new TallySheet(this, names, task.executor(),
				tallies(this.byExecutor, this.labels.executor(task.executor())), ofName(site, names));
		site.rememberTallySheet(sheet);
		return sheet;
	}

	private @Nullable TallySet ofName(TaskSite site, Set<String> names) {
		return names.contains(site.name()) ? tallies(this.byName, site.name()) : null;
	}

	private static TallySet tallies(Map<String, TallySet> tallies, String label) {
		return tallies.computeIfAbsent(label, (absent) -> new TallySet());
	}

	void addTo(TallySums executors, TallySums names) {
		this.byExecutor.forEach(executors::add);
		this.byName.forEach(names::add);
	}

}
