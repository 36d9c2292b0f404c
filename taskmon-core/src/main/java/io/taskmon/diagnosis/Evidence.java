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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.taskmon.observe.Observation;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskGroup;
import io.taskmon.observe.TaskPool;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Frames;
import org.jspecify.annotations.Nullable;

/**
 * What the checks know: what has been observed now, and what was before. Immutable.
 */
final class Evidence {

	/**
	 * How many tasks of each executor are looked at, at the most.
	 */
	static final int OBSERVED = 500;

	private static final int A_FEW = 4;

	private final Observation observation;

	private final History history;

	private final ContendedLocks locks;

	private final DiagnosisSettings settings;

	private final Map<Long, TaskSymptoms> tasks;

	private final Map<String, List<TaskSymptoms>> running;

	private final Map<String, List<TaskSymptoms>> queued;

	Evidence(Observation observation, History history, ContendedLocks locks, DiagnosisSettings settings) {
		this.observation = observation;
		this.history = history;
		this.locks = locks;
		this.settings = settings;
		this.tasks = observation.tasks().stream().collect(Collectors.toMap(TaskSymptoms::id, Function.identity()));
		this.running = byExecutor(true);
		this.queued = byExecutor(false);
	}

	private Map<String, List<TaskSymptoms>> byExecutor(boolean running) {
		return this.observation.tasks()
			.stream()
			.filter((task) -> task.isRunning() == running)
			.collect(Collectors.groupingBy(TaskSymptoms::executor));
	}

	Observation observation() {
		return this.observation;
	}

	History history() {
		return this.history;
	}

	ContendedLocks locks() {
		return this.locks;
	}

	DiagnosisSettings settings() {
		return this.settings;
	}

	/**
	 * Returns how long ago an instant was.
	 */
	Duration since(Instant instant) {
		return Duration.between(instant, this.observation.at());
	}

	List<TaskSymptoms> tasks() {
		return this.observation.tasks();
	}

	@Nullable TaskSymptoms task(Long id) {
		return this.tasks.get(id);
	}

	/**
	 * Returns the running tasks of an executor, the oldest first.
	 */
	List<TaskSymptoms> running(String executor) {
		return this.running.getOrDefault(executor, List.of());
	}

	/**
	 * Returns the queued tasks of an executor, the oldest first.
	 */
	List<TaskSymptoms> queued(String executor) {
		return this.queued.getOrDefault(executor, List.of());
	}

	/**
	 * Returns the pools that have no thread left.
	 */
	List<TaskExecutorInfo> busyPools() {
		return this.observation.executors()
			.stream()
			.filter((executor) -> executor.pool() != null && executor.pool().isBusy())
			.toList();
	}

	/**
	 * Returns how many threads there are of an executor.
	 */
	Optional<TaskPool> pool(String executor) {
		return this.observation.executors()
			.stream()
			.filter((known) -> known.name().equals(executor))
			.findFirst()
			.map(TaskExecutorInfo::pool);
	}

	/**
	 * Returns the executor of most of the tasks from a creation site, as far as they have
	 * been looked at.
	 */
	@Nullable String executorOf(String site) {
		return mostCommon(tasks(), (task) -> site.equals(task.task().facts().createdFrom()) ? task.executor() : null)
			.map(Map.Entry::getKey)
			.filter((executor) -> !executor.isEmpty())
			.orElse(null);
	}

	/**
	 * Returns how many tasks wait for an executor.
	 */
	long queueLength(String executor) {
		return this.observation.queues()
			.stream()
			.filter((queue) -> queue.key().equals(executor))
			.mapToLong(TaskGroup::queued)
			.sum();
	}

	/**
	 * Returns where most of some tasks were created, with how many of them.
	 */
	static Optional<String> mostlyCreatedFrom(List<TaskSymptoms> tasks) {
		return mostCommon(tasks, (task) -> task.task().facts().createdFrom())
			.map((most) -> most.getKey() + " (" + most.getValue() + " of " + tasks.size() + ")");
	}

	/**
	 * Returns what most things have in common, and how many of them.
	 */
	static <T> Optional<Map.Entry<String, Long>> mostCommon(List<T> things, Function<T, @Nullable String> property) {
		return things.stream()
			.map(property)
			.flatMap((value) -> Optional.ofNullable(value).stream())
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
	}

	/**
	 * Returns where a task is: the innermost frame of the application, else the innermost
	 * of all.
	 */
	static @Nullable String place(TaskSymptoms task) {
		StackTraceElement place = task.place();
		return (place != null) ? Frames.siteText(place) : null;
	}

	/**
	 * Returns how long the oldest of some tasks have been in their state.
	 */
	static Duration oldest(List<TaskSymptoms> tasks) {
		return tasks.stream().map(TaskSymptoms::age).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	static List<Long> ids(List<TaskSymptoms> tasks) {
		return tasks.stream().map(TaskSymptoms::id).toList();
	}

	/**
	 * Returns the task that a set of them is best explained by.
	 */
	static String where(List<Long> ids) {
		return "where " + ids.get(0);
	}

	/**
	 * Returns some names as a sentence can have them.
	 */
	static String someOf(List<String> names) {
		return names.stream().limit(A_FEW).collect(Collectors.joining(", ")) + ((names.size() > A_FEW) ? ", …" : "");
	}

}
