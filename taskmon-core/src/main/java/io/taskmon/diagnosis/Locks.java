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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.taskmon.observe.TaskSymptoms;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that wait for locks: of each other for ever, or many of them for the same
 * one, time and again.
 */
final class Locks implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		List<Finding> findings = new ArrayList<>();
		List<ContendedLocks.Waiter> deadlocked = evidence.locks().deadlocked();
		if (!deadlocked.isEmpty()) {
			findings.add(deadlock(deadlocked, evidence));
		}
		List<Long> tasks = deadlocked.stream().map(ContendedLocks.Waiter::task).toList();
		evidence.locks()
			.locks()
			.entrySet()
			.stream()
			.filter((lock) -> evidence.history().wasContended(lock.getKey()))
			.filter((lock) -> tasks.stream().noneMatch(lock.getValue().tasks()::contains))
			.map((lock) -> convoy(lock.getKey(), lock.getValue(), evidence))
			.forEach(findings::add);
		return findings;
	}

	private static Finding deadlock(List<ContendedLocks.Waiter> waiters, Evidence evidence) {
		List<Long> tasks = waiters.stream().map(ContendedLocks.Waiter::task).toList();
		String summary = ((tasks.size() == 1) ? "1 task and another thread wait" : tasks.size() + " tasks wait")
				+ " for locks of each other: " + Evidence.someOf(known(tasks, evidence).map(Labels::of).toList());
		List<String> lines = waiters.stream()
			.flatMap((waiter) -> Optional.ofNullable(evidence.task(waiter.task()))
				.map((task) -> Labels.of(task) + place(task, ", in ") + " waits for " + waiter.lock() + ", held by "
						+ waiter.owner().text())
				.stream())
			.toList();
		return new Finding(FindingKind.LOCK_DEADLOCK, Severity.CRITICAL, "locks", summary, executor(tasks, evidence),
				tasks, lines, Evidence.where(tasks));
	}

	private static Finding convoy(String lock, ContendedLocks.Contention contention, Evidence evidence) {
		List<Long> tasks = contention.tasks();
		TaskSymptoms owner = contention.owner().task();
		List<String> lines = new ArrayList<>();
		lines.add("held by " + contention.owner().text() + ((owner != null) ? place(owner, ", in ") : ""));
		known(tasks, evidence).map((task) -> Labels.of(task) + place(task, " is in ")).forEach(lines::add);
		boolean othersWait = known(tasks, evidence).anyMatch((task) -> !evidence.queued(task.executor()).isEmpty());
		return new Finding(FindingKind.LOCK_CONVOY, othersWait ? Severity.CRITICAL : Severity.WARNING, lock,
				tasks.size() + " tasks wait for the lock " + lock + ", as they did before; " + contention.owner().text()
						+ " holds it",
				executor(tasks, evidence), tasks, lines,
				(owner != null) ? "where " + owner.id() : Evidence.where(tasks));
	}

	private static @Nullable String executor(List<Long> tasks, Evidence evidence) {
		List<String> executors = known(tasks, evidence).map(TaskSymptoms::executor).distinct().toList();
		return (executors.size() == 1 && !executors.get(0).isEmpty()) ? executors.get(0) : null;
	}

	private static Stream<TaskSymptoms> known(List<Long> tasks, Evidence evidence) {
		return tasks.stream().map(evidence::task).flatMap((task) -> Optional.ofNullable(task).stream());
	}

	private static String place(TaskSymptoms task, String is) {
		return Optional.ofNullable(Evidence.place(task)).map((place) -> is + place).orElse("");
	}

}
