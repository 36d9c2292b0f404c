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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskPool;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Elapsed;
import io.taskmon.task.TaskThread;

/**
 * Finds pools all of whose threads wait for tasks that wait for these threads, be it
 * across several pools. In the graph of who waits for whom these are what is left once
 * everything has been taken away that can go on: a pool with a free thread, a task that
 * waits for nothing or for one that can go on, and again the pool of that task.
 */
final class PoolDeadlocks implements Check {

	/**
	 * How long a guess has to hold. Whether a thread waits for a future or for another
	 * one that it made of it cannot be seen.
	 */
	private static final Duration TIME_TO_BE_SURE = Duration.ofSeconds(30);

	@Override
	public List<Finding> findings(Evidence evidence) {
		Set<String> pools = evidence.busyPools()
			.stream()
			.filter((pool) -> areAllThreadsKnown(pool, evidence))
			.map(TaskExecutorInfo::name)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<Long> stuck = stuckTasks(evidence, pools);
		while (pools
			.removeIf((pool) -> evidence.running(pool).stream().anyMatch((task) -> !stuck.contains(task.id())))) {
			stuck.retainAll(stuckTasks(evidence, pools));
		}
		return pools.stream().map((pool) -> finding(pool, evidence)).toList();
	}

	private static boolean areAllThreadsKnown(TaskExecutorInfo executor, Evidence evidence) {
		TaskPool pool = executor.pool();
		return pool != null && evidence.running(executor.name()).size() >= pool.threads();
	}

	private static Set<Long> stuckTasks(Evidence evidence, Set<String> stuckPools) {
		Set<Long> stuck = evidence.tasks()
			.stream()
			.filter(TaskSymptoms::isRunning)
			.map(TaskSymptoms::id)
			.collect(Collectors.toCollection(HashSet::new));
		while (stuck.removeIf((id) -> !isStuck(id, evidence, stuckPools, stuck))) {
			// Others may have waited for what has been taken away
		}
		return stuck;
	}

	private static boolean isStuck(Long id, Evidence evidence, Set<String> stuckPools, Set<Long> stuck) {
		TaskSymptoms task = evidence.task(id);
		if (task == null) {
			return false;
		}
		List<Long> awaited = awaited(task).toList();
		return !awaited.isEmpty() && awaited.stream().allMatch((other) -> {
			TaskSymptoms known = evidence.task(other);
			return known != null && (known.isRunning() ? stuck.contains(other) : stuckPools.contains(known.executor()));
		});
	}

	private static Stream<Long> awaited(TaskSymptoms task) {
		if (!task.awaited().isEmpty()) {
			return task.awaited().stream();
		}
		return (task.age().compareTo(TIME_TO_BE_SURE) >= 0) ? task.perhapsAwaited().stream() : Stream.empty();
	}

	private static Finding finding(String pool, Evidence evidence) {
		List<TaskSymptoms> tasks = evidence.running(pool);
		boolean sure = tasks.stream().noneMatch((task) -> task.awaited().isEmpty());
		Set<String> queues = queuesAwaited(tasks, evidence);
		int threads = evidence.pool(pool).map(TaskPool::threads).orElse(tasks.size());
		String summary = tasks.size() + " of " + threads + " threads of " + pool
				+ (sure ? " wait for " : " seem to wait for ")
				+ (queues.isEmpty() ? "each other" : "tasks queued in " + String.join(", ", queues));
		List<String> lines = new ArrayList<>();
		tasks.forEach((task) -> lines.add(edge(task, evidence)));
		if (tasks.stream().anyMatch(PoolDeadlocks::isTimed)) {
			lines.add(0, "a thread waits with a time-out, and may go on when that is over");
		}
		Evidence.mostlyCreatedFrom(tasks).ifPresent((site) -> lines.add("created from " + site));
		return new Finding(FindingKind.POOL_DEADLOCK, Severity.CRITICAL, pool, summary, pool, Evidence.ids(tasks),
				lines, Evidence.where(Evidence.ids(tasks)));
	}

	private static boolean isTimed(TaskSymptoms task) {
		TaskThread thread = task.task().thread();
		return thread != null && thread.state() == Thread.State.TIMED_WAITING;
	}

	private static Set<String> queuesAwaited(List<TaskSymptoms> tasks, Evidence evidence) {
		return tasks.stream()
			.flatMap(PoolDeadlocks::awaited)
			.map(evidence::task)
			.filter((task) -> task != null && !task.isRunning())
			.map(TaskSymptoms::executor)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String edge(TaskSymptoms task, Evidence evidence) {
		String awaited = awaited(task).map(evidence::task)
			.filter((other) -> other != null)
			.map((other) -> Labels.of(other) + (other.isRunning() ? ", running on " : ", queued in ") + other.executor()
					+ " for " + Elapsed.text(other.age()))
			.collect(Collectors.joining("; "));
		return Labels.of(task) + " waits for " + awaited;
	}

}
