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
import java.util.Locale;
import java.util.Optional;

import io.taskmon.task.Elapsed;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskFacts;

/**
 * Finds what is meant to run as long as the application, and does not run any more.
 */
final class DeadGuardians implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		return evidence.observation().deadGuardians().stream().map((task) -> finding(task, evidence)).toList();
	}

	private static Finding finding(EndedTask last, Evidence evidence) {
		TaskFacts facts = last.facts();
		String summary = facts.name() + " is meant to run until shutdown, and "
				+ last.outcome().name().toLowerCase(Locale.ROOT) + " "
				+ Elapsed.text(evidence.since(last.terminatedAt())) + " ago";
		List<String> lines = new ArrayList<>();
		Optional.ofNullable(last.failure()).ifPresent((failure) -> lines.add(LostExceptions.text(failure)));
		Optional.ofNullable(last.cancelledBy())
			.ifPresent((canceller) -> lines.add("cancelled by thread " + canceller.thread()));
		Optional.ofNullable(last.reason()).ifPresent(lines::add);
		Optional.ofNullable(facts.createdFrom()).ifPresent((site) -> lines.add("created from " + site));
		return new Finding(FindingKind.GUARDIAN_DEAD, Severity.CRITICAL, facts.name(), summary, facts.executor(),
				List.of(facts.id()), lines, "where-terminated " + facts.id());
	}

}
