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
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The executor beans of the application, by name, and what taskmon can see of each.
 * Thread-safe.
 */
public final class ExecutorCatalog {

	private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

	ExecutorCatalog() {
	}

	/**
	 * Adds an executor that does not say anything of its threads.
	 * @param name bean name
	 * @param type class name
	 * @param coverage what can be seen, asked each time somebody looks; must not hold the
	 * executor
	 */
	public void add(String name, String type, Supplier<Coverage> coverage) {
		add(name, type, coverage, () -> null);
	}

	/**
	 * Adds an executor, or replaces the one of that name.
	 * @param name bean name
	 * @param type class name
	 * @param coverage what can be seen, asked each time somebody looks; must not hold the
	 * executor
	 * @param pool its threads and its queue, {@code null} if it does not say; asked each
	 * time somebody looks; must not hold the executor
	 */
	public void add(String name, String type, Supplier<Coverage> coverage, Supplier<@Nullable TaskPool> pool) {
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

	List<TaskExecutorInfo> describe(List<TrackedTask> live, Faults faults) {
		Map<String, Long> queued = count(live, TaskState.QUEUED);
		Map<String, Long> running = count(live, TaskState.RUNNING);
		return this.entries.entrySet()
			.stream()
			.map((entry) -> new TaskExecutorInfo(entry.getKey(), entry.getValue().type(),
					entry.getValue().coverage(faults), queued.getOrDefault(entry.getKey(), 0L),
					running.getOrDefault(entry.getKey(), 0L), entry.getValue().pool(faults)))
			.toList();
	}

	private static Map<String, Long> count(List<TrackedTask> live, TaskState state) {
		return live.stream()
			.filter((task) -> task.state() == state)
			.map(TrackedTask::executor)
			.filter(Objects::nonNull)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private record Entry(String type, Supplier<Coverage> coverage, Supplier<@Nullable TaskPool> pool) {

		@Nullable TaskPool pool(Faults faults) {
			try {
				return this.pool.get();
			}
			catch (Throwable ex) {
				faults.report("looking at the threads of an executor", ex);
				return null;
			}
		}

		Coverage coverage(Faults faults) {
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
