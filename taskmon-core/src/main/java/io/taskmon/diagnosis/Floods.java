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

import io.taskmon.observe.TaskGroup;
import io.taskmon.task.Elapsed;
import io.taskmon.task.TaskCounts;

/**
 * Finds the place that most live tasks come from, where these are very many. As long as
 * most of them run, which a server with many connections does with a thread for each,
 * that is good to know, and nothing more.
 */
final class Floods implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		TaskCounts counts = evidence.observation().counts();
		long live = counts.queued() + counts.running();
		return evidence.observation()
			.sites()
			.stream()
			.filter((site) -> !site.key().isEmpty())
			.filter((site) -> site.size() > evidence.settings().floodSize() && site.size() * 2 > live)
			.map((site) -> finding(site, live, evidence))
			.toList();
	}

	private static Finding finding(TaskGroup site, long live, Evidence evidence) {
		String summary = site.size() + " of " + live + " live tasks come from " + site.key();
		String executor = evidence.executorOf(site.key());
		boolean growing = executor != null
				&& evidence.history().hasQueueGrown(executor, evidence.queueLength(executor));
		return new Finding(FindingKind.FLOOD, severity(site, growing), site.key(), summary, executor,
				List.of(site.oldestId()),
				List.of(site.queued() + " of them are queued, " + site.running() + " running", "the oldest is "
						+ site.oldestId() + ", created " + Elapsed.text(evidence.since(site.oldestAt())) + " ago"),
				"where " + site.oldestId());
	}

	private static Severity severity(TaskGroup site, boolean growing) {
		if (growing) {
			return Severity.CRITICAL;
		}
		return (site.running() > site.queued()) ? Severity.INFO : Severity.WARNING;
	}

}
