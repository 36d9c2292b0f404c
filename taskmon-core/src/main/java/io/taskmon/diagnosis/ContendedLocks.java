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

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.TaskThread;
import org.jspecify.annotations.Nullable;

/**
 * Locks that several tasks wait for. The JVM tells that of platform threads only.
 * Immutable.
 *
 * @param locks the locks, each with those that wait for it, by text
 * @param deadlocked tasks that wait for locks of each other, by id
 */
record ContendedLocks(Map<String, Contention> locks, List<Waiter> deadlocked) {

	static final ContendedLocks NONE = new ContendedLocks(Map.of(), List.of());

	/**
	 * Waiting tasks that do not make a convoy yet.
	 */
	private static final int FEW = 2;

	static ContendedLocks of(List<TaskSymptoms> tasks) {
		Map<Long, TaskSymptoms> byThread = tasks.stream()
			.filter((task) -> isOnPlatformThread(task.task().thread()))
			.collect(Collectors.toMap((task) -> Objects.requireNonNull(task.task().thread()).id(), (task) -> task,
					(first, second) -> second));
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		List<ThreadInfo> waiting = Arrays.stream(threads.getThreadInfo(ids(byThread.keySet())))
			.filter((thread) -> thread != null && thread.getLockInfo() != null && thread.getLockOwnerId() >= 0)
			.toList();
		Map<String, List<ThreadInfo>> byLock = waiting.stream()
			.collect(Collectors.groupingBy((thread) -> name(thread.getLockInfo()), TreeMap::new, Collectors.toList()));
		byLock.values().removeIf((waiters) -> waiters.size() <= FEW);
		Map<String, Contention> locks = new TreeMap<>();
		byLock.forEach((lock, waiters) -> locks.put(lock, Contention.of(waiters, byThread)));
		return new ContendedLocks(locks, waiting.isEmpty() ? List.of() : deadlocked(threads, waiting, byThread));
	}

	private static boolean isOnPlatformThread(@Nullable TaskThread thread) {
		return thread != null && !thread.virtual();
	}

	private static String name(LockInfo lock) {
		return lock.getClassName() + "@" + Integer.toHexString(lock.getIdentityHashCode());
	}

	private static List<Waiter> deadlocked(ThreadMXBean threads, List<ThreadInfo> waiting,
			Map<Long, TaskSymptoms> byThread) {
		long[] deadlocked = threads.findDeadlockedThreads();
		if (deadlocked == null) {
			return List.of();
		}
		Set<Long> ids = new HashSet<>(Arrays.stream(deadlocked).boxed().toList());
		return waiting.stream()
			.filter((thread) -> ids.contains(thread.getThreadId()))
			.map((thread) -> new Waiter(id(thread, byThread), name(thread.getLockInfo()), Owner.of(thread, byThread)))
			.sorted(Comparator.comparingLong(Waiter::task))
			.toList();
	}

	private static long id(ThreadInfo thread, Map<Long, TaskSymptoms> byThread) {
		return Objects.requireNonNull(byThread.get(thread.getThreadId())).id();
	}

	private static long[] ids(Set<Long> threads) {
		return threads.stream().mapToLong(Long::longValue).toArray();
	}

	/**
	 * Those that wait for a lock.
	 *
	 * @param tasks ids of the tasks
	 * @param owner who has it
	 */
	record Contention(List<Long> tasks, Owner owner) {

		static Contention of(List<ThreadInfo> waiters, Map<Long, TaskSymptoms> byThread) {
			List<Long> tasks = waiters.stream().map((thread) -> id(thread, byThread)).sorted().toList();
			return new Contention(tasks, Owner.of(waiters.get(0), byThread));
		}

	}

	/**
	 * A task that waits for a lock.
	 *
	 * @param task id of the task
	 * @param lock the lock
	 * @param owner who has it
	 */
	record Waiter(long task, String lock, Owner owner) {

	}

	/**
	 * Who has a lock.
	 *
	 * @param task the task that has it, absent if none does
	 * @param text the task, or else the thread
	 */
	record Owner(@Nullable TaskSymptoms task, String text) {

		static Owner of(ThreadInfo waiter, Map<Long, TaskSymptoms> byThread) {
			TaskSymptoms task = byThread.get(waiter.getLockOwnerId());
			return new Owner(task, (task != null) ? Labels.of(task) : "thread " + waiter.getLockOwnerName());
		}

	}

}
