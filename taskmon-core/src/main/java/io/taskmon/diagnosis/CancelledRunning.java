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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Elapsed;

/**
 * Finds code that runs on although its task has been cancelled.
 */
final class CancelledRunning implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		Map<String, List<TaskSymptoms>> byName = evidence.tasks()
			.stream()
			.filter((task) -> cancelledFor(task).compareTo(evidence.settings().cancelledFor()) >= 0)
			.collect(Collectors.groupingBy(TaskSymptoms::name, LinkedHashMap::new, Collectors.toList()));
		return byName.values().stream().map(CancelledRunning::finding).toList();
	}

	private static Duration cancelledFor(TaskSymptoms task) {
		return Optional.ofNullable(task.cancelledFor()).orElse(Duration.ofSeconds(-1));
	}

	private static Finding finding(List<TaskSymptoms> tasks) {
		TaskSymptoms first = tasks.get(0);
		String summary = ((tasks.size() == 1) ? "The code of " + first.name() + " runs on"
				: "The code of " + tasks.size() + " tasks " + first.name() + " runs on") + ", cancelled "
				+ Elapsed.text(cancelledFor(first)) + " ago";
		List<String> lines = tasks.stream()
			.map((task) -> task.id() + " was cancelled " + Elapsed.text(cancelledFor(task)) + " ago"
					+ Optional.ofNullable(Evidence.place(task)).map((place) -> " and is in " + place).orElse(""))
			.toList();
		return new Finding(FindingKind.CANCELLED_RUNNING, Severity.WARNING, first.name(), summary,
				first.task().facts().executor(), Evidence.ids(tasks), lines, Evidence.where(Evidence.ids(tasks)));
	}

}
