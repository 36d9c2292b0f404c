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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up tallies of several rings. Not thread-safe.
 */
final class TallySums {

	private final Map<String, TallySet> sums = new TreeMap<>();

	void add(String label, TallySet tallies) {
		tallies.addTo(this.sums.computeIfAbsent(label, (absent) -> new TallySet()));
	}

	List<EndedTotals> totals() {
		return this.sums.entrySet().stream().flatMap((sum) -> sum.getValue().totals(sum.getKey())).toList();
	}

}
