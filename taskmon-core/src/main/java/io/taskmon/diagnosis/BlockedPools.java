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
import java.util.Map;
import java.util.Optional;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskPool;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Elapsed;
import io.taskmon.task.Frames;

/**
 * Finds pools most of whose threads have been at one and the same place for a while, as
 * in the answer of a slow server, while tasks wait for them.
 */
final class BlockedPools implements Check {

	private static final double MOST = 0.75;

	@Override
	public List<Finding> findings(Evidence evidence) {
		return evidence.busyPools().stream().flatMap((executor) -> finding(executor, evidence).stream()).toList();
	}

	private static Optional<Finding> finding(TaskExecutorInfo executor, Evidence evidence) {
		TaskPool pool = executor.pool();
		List<TaskSymptoms> waiting = evidence.queued(executor.name());
		List<TaskSymptoms> old = evidence.running(executor.name())
			.stream()
			.filter((task) -> task.age().compareTo(evidence.settings().blockedFor()) >= 0)
			.toList();
		if (pool == null || waiting.isEmpty()) {
			return Optional.empty();
		}
		return Evidence.mostCommon(old, Evidence::place)
			.filter((most) -> most.getValue() >= Math.max(1, MOST * pool.threads()))
			.map((most) -> finding(executor.name(), pool, most, old, waiting));
	}

	private static Finding finding(String executor, TaskPool pool, Map.Entry<String, Long> most, List<TaskSymptoms> old,
			List<TaskSymptoms> waiting) {
		String place = most.getKey();
		List<TaskSymptoms> tasks = old.stream().filter((task) -> place.equals(Evidence.place(task))).toList();
		// A handler may have some of its tasks run on other threads
		String summary = Math.min(most.getValue(), pool.threads()) + " of " + pool.threads() + " threads of " + executor
				+ " are in " + place + ", oldest " + Elapsed.text(Evidence.oldest(tasks)) + ", while tasks wait";
		List<String> lines = new ArrayList<>();
		Evidence.mostCommon(tasks, BlockedPools::innermostFrame)
			.ifPresent((frame) -> lines.add("innermost frame " + frame.getKey()));
		Evidence.mostlyCreatedFrom(tasks).ifPresent((site) -> lines.add("created from " + site));
		lines.add("the oldest of those that wait, " + Labels.of(waiting.get(0)) + ", has waited for "
				+ Elapsed.text(Evidence.oldest(waiting)));
		return new Finding(FindingKind.POOL_BLOCKED, Severity.CRITICAL, executor, summary, executor,
				Evidence.ids(tasks), lines, Evidence.where(Evidence.ids(tasks)));
	}

	private static String innermostFrame(TaskSymptoms task) {
		return Frames.text(task.stack().get(0));
	}

}
