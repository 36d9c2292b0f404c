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

/**
 * Finds tasks that wait for locks: of each other for ever, or many of them for the same
 * one, time and again.
 */
final class Locks implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		List<Finding> findings = new ArrayList<>();
		List<Long> deadlocked = evidence.locks().deadlocked();
		if (!deadlocked.isEmpty()) {
			findings.add(new Finding(FindingKind.LOCK_DEADLOCK, Severity.CRITICAL, "locks",
					deadlocked.size() + ((deadlocked.size() == 1) ? " task waits" : " tasks wait")
							+ " for ever for locks that others hold",
					null, deadlocked, places(deadlocked, evidence), Evidence.where(deadlocked)));
		}
		evidence.locks()
			.locks()
			.entrySet()
			.stream()
			.filter((lock) -> evidence.history().wasContended(lock.getKey()))
			.filter((lock) -> deadlocked.stream().noneMatch(lock.getValue().tasks()::contains))
			.map((lock) -> convoy(lock.getKey(), lock.getValue(), evidence))
			.forEach(findings::add);
		return findings;
	}

	private static Finding convoy(String lock, ContendedLocks.Contention contention, Evidence evidence) {
		List<Long> tasks = contention.tasks();
		List<String> lines = new ArrayList<>();
		lines.add("held by " + contention.owner());
		lines.addAll(places(tasks, evidence));
		boolean othersWait = tasks.stream()
			.map(evidence::task)
			.anyMatch((task) -> task != null && !evidence.queued(task.executor()).isEmpty());
		return new Finding(FindingKind.LOCK_CONVOY, othersWait ? Severity.CRITICAL : Severity.WARNING, lock,
				tasks.size() + " tasks wait for the lock " + lock + ", as they did before", null, tasks, lines,
				Evidence.where(tasks));
	}

	private static List<String> places(List<Long> tasks, Evidence evidence) {
		return tasks.stream()
			.map(evidence::task)
			.flatMap((task) -> Optional.ofNullable(task).stream())
			.map((task) -> Evidence.label(task)
					+ Optional.ofNullable(Evidence.place(task)).map((place) -> " is in " + place).orElse(""))
			.toList();
	}

}
