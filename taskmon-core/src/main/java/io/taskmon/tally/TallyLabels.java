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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Under what tasks are counted: a bounded number of executors, and names that somebody
 * asked for. Thread-safe.
 */
public final class TallyLabels {

	public static final String UNKNOWN_EXECUTOR = "unknown";

	public static final String OTHER_EXECUTORS = "other";

	public static final int MAX_EXECUTORS = 200;

	private final Set<String> executors = ConcurrentHashMap.newKeySet();

	private volatile Set<String> names = Set.of();

	/**
	 * Returns the label of an executor: its name, as long as there are not too many.
	 */
	String executor(@Nullable String name) {
		if (name == null) {
			return UNKNOWN_EXECUTOR;
		}
		if (this.executors.contains(name)) {
			return name;
		}
		// Threads that come at once may make it a few more
		if (this.executors.size() >= MAX_EXECUTORS) {
			return OTHER_EXECUTORS;
		}
		this.executors.add(name);
		return name;
	}

	Set<String> names() {
		return this.names;
	}

	public void countByName(Set<String> counted) {
		this.names = Set.copyOf(counted);
	}

}
