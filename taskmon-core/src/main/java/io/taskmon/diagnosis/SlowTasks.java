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
import java.util.Objects;
import java.util.Optional;

import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Elapsed;

/**
 * Finds tasks that run for longer than the application says that they may: the oldest
 * ones one by one, the others by their number.
 */
final class SlowTasks implements Check {

	private static final int TOLD = 10;

	@Override
	public List<Finding> findings(Evidence evidence) {
		List<TaskSymptoms> slow = evidence.observation().slow();
		List<Finding> findings = new ArrayList<>();
		slow.stream().limit(TOLD).forEach((task) -> findings.add(finding(task, evidence)));
		if (slow.size() > TOLD) {
			findings.add(others(slow.subList(TOLD, slow.size())));
		}
		return findings;
	}

	private static Finding others(List<TaskSymptoms> tasks) {
		String summary = ((tasks.size() < Evidence.OBSERVED - TOLD) ? "" : "at least ") + tasks.size()
				+ ((tasks.size() == 1) ? " more task runs" : " more tasks run") + " for longer than they may";
		List<String> lines = Evidence.mostlyCreatedFrom(tasks).map((site) -> "created from " + site).stream().toList();
		return new Finding(FindingKind.SLOW_TASK, Severity.WARNING, "others", summary, null, Evidence.ids(tasks), lines,
				"ps --sort running");
	}

	private static Finding finding(TaskSymptoms task, Evidence evidence) {
		String executor = task.task().facts().executor();
		String allowed = Elapsed
			.text(Objects.requireNonNull(evidence.settings().slowTasks().of(task.name(), executor)));
		List<String> lines = new ArrayList<>();
		lines.add("it may run for " + allowed);
		Optional.ofNullable(Evidence.place(task)).ifPresent((place) -> lines.add("it is in " + place));
		Optional.ofNullable(task.task().facts().createdFrom()).ifPresent((site) -> lines.add("created from " + site));
		return new Finding(FindingKind.SLOW_TASK, Severity.WARNING, Long.toString(task.id()),
				Labels.of(task) + " has been running for " + Elapsed.text(task.age()), executor, List.of(task.id()),
				lines, "where " + task.id());
	}

}
