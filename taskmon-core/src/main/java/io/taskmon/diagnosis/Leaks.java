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

import java.util.List;
import java.util.OptionalLong;

import io.taskmon.observe.TaskGroup;
import io.taskmon.task.Elapsed;

/**
 * Finds places whose live tasks have become more and more.
 */
final class Leaks implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		return evidence.observation()
			.sites()
			.stream()
			.filter((site) -> !site.key().isEmpty())
			.flatMap((site) -> finding(site, evidence).stream())
			.toList();
	}

	private static List<Finding> finding(TaskGroup site, Evidence evidence) {
		OptionalLong growth = evidence.history().growth(site.key(), site.size(), evidence.observation().at());
		if (growth.isEmpty() || growth.getAsLong() < evidence.settings().leakSize()) {
			return List.of();
		}
		String summary = "The live tasks from " + site.key() + " have only become more for "
				+ Elapsed.text(evidence.settings().leakWindow()) + ": by " + growth.getAsLong() + ", to " + site.size();
		return List.of(new Finding(FindingKind.LEAK, Severity.WARNING, site.key(), summary,
				evidence.executorOf(site.key()), List.of(site.oldestId()),
				List.of("the oldest is " + site.oldestId() + ", created "
						+ Elapsed.text(evidence.since(site.oldestAt())) + " ago",
						site.queued() + " of them are queued, " + site.running() + " running"),
				"where " + site.oldestId()));
	}

}
