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

package io.taskmon.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import io.taskmon.fault.Faults;
import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * The executor beans of the application, by name, and what taskmon can see of each.
 * Thread-safe.
 */
public final class ExecutorCatalog {

	private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

	public ExecutorCatalog() {
	}

	/**
	 * Adds an executor that does not say anything of its threads.
	 * @param name bean name
	 * @param type class name
	 * @param coverage what can be seen, asked each time somebody looks; must not hold the
	 * executor
	 */
	public void add(String name, String type, Supplier<Coverage> coverage) {
		add(name, type, coverage, (queued, running) -> null);
	}

	/**
	 * Adds an executor, or replaces the one of that name.
	 * @param name bean name
	 * @param type class name
	 * @param coverage what can be seen, asked each time somebody looks; must not hold the
	 * executor
	 * @param pool its threads and its queue; asked each time somebody looks; must not
	 * hold the executor
	 */
	public void add(String name, String type, Supplier<Coverage> coverage, TaskPoolView pool) {
		this.entries.put(name, new Entry(type, coverage, pool));
	}

	/**
	 * Adds another name of an executor that is here.
	 * @param alias the other name
	 * @param name its name
	 */
	public void addAlias(String alias, String name) {
		Entry entry = this.entries.get(name);
		if (entry != null) {
			this.entries.putIfAbsent(alias, entry);
		}
	}

	/**
	 * Returns what can be seen of an executor now.
	 * @param name its name
	 * @return its coverage, {@code null} if it is not here
	 */
	public @Nullable Coverage coverage(String name) {
		Entry entry = this.entries.get(name);
		return (entry != null) ? entry.coverage().get() : null;
	}

	public List<TaskExecutorInfo> describe(Map<String, ExecutorLoad> loads, Faults faults) {
		return this.entries.entrySet()
			.stream()
			.map((entry) -> entry.getValue()
				.describe(entry.getKey(), loads.getOrDefault(entry.getKey(), ExecutorLoad.NONE), faults))
			.toList();
	}

	private record Entry(String type, Supplier<Coverage> coverage, TaskPoolView pool) {

		TaskExecutorInfo describe(String name, ExecutorLoad load, Faults faults) {
			return new TaskExecutorInfo(name, this.type, coverage(faults), load.queued(), load.running(),
					load.oldestQueuedAt(), pool(load, faults));
		}

		private @Nullable TaskPool pool(ExecutorLoad load, Faults faults) {
			try {
				return this.pool.of(load.queued(), load.running());
			}
			catch (Throwable ex) {
				faults.report("looking at the threads of an executor", ex);
				return null;
			}
		}

		private Coverage coverage(Faults faults) {
			try {
				return this.coverage.get();
			}
			catch (Throwable ex) {
				faults.report("looking at an executor", ex);
				return Coverage.none("taskmon failed to look at it");
			}
		}

	}

}
