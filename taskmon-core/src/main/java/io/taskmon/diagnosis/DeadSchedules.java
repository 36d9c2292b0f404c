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

import io.taskmon.observe.LastRun;
import io.taskmon.task.Elapsed;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskFacts;

/**
 * Finds schedules that have ended without a word: their last run threw an exception, and
 * their scheduler does not run them again.
 */
final class DeadSchedules implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		return evidence.observation().endedSchedules().stream().map((last) -> finding(last, evidence)).toList();
	}

	private static Finding finding(LastRun last, Evidence evidence) {
		EndedTask task = last.task();
		TaskFacts facts = task.facts();
		String exception = LostExceptions.text(task.failure());
		String summary = "The schedule of " + facts.name() + " ended "
				+ Elapsed.text(evidence.since(task.terminatedAt())) + " ago and will not run again: its run #"
				+ last.number() + " threw " + exception;
		List<String> lines = new ArrayList<>();
		lines.add("run #" + last.number() + " was task " + facts.id() + ", which threw at " + task.terminatedAt() + ": "
				+ exception);
		Optional.ofNullable(task.failure())
			.flatMap((failure) -> failure.stack().stream().findFirst())
			.ifPresent((frame) -> lines.add("innermost frame " + frame));
		Optional.ofNullable(facts.createdFrom()).ifPresent((site) -> lines.add("scheduled by " + site));
		return new Finding(FindingKind.DEAD_SCHEDULE, Severity.CRITICAL, facts.name() + " " + facts.id(), summary,
				facts.executor(), List.of(facts.id()), lines, "where-terminated " + facts.id());
	}

}
