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

import io.taskmon.observe.TaskGroup;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Elapsed;

/**
 * Finds executors in whose queue tasks have been waiting for long.
 */
final class StarvingQueues implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		return evidence.observation()
			.queues()
			.stream()
			.filter((queue) -> !queue.key().isEmpty())
			.filter((queue) -> evidence.since(queue.oldestAt()).compareTo(evidence.settings().queueWait()) >= 0)
			.map((queue) -> finding(queue, evidence))
			.toList();
	}

	private static Finding finding(TaskGroup queue, Evidence evidence) {
		String executor = queue.key();
		boolean growing = evidence.history().hasQueueGrown(executor, queue.queued());
		String summary = queue.queued() + ((queue.queued() == 1) ? " task waits in " : " tasks wait in ") + executor
				+ ", the oldest for " + Elapsed.text(evidence.since(queue.oldestAt()))
				+ (growing ? ", and they become more" : "");
		List<TaskSymptoms> waiting = evidence.queued(executor);
		List<String> lines = new ArrayList<>();
		evidence.pool(executor)
			.ifPresent((pool) -> lines.add(pool.active() + " of " + pool.threads() + " threads are busy"));
		Evidence.mostlyCreatedFrom(waiting).ifPresent((site) -> lines.add("submitted most by " + site));
		Evidence.mostCommon(evidence.running(executor), Evidence::place)
			.ifPresent((place) -> lines.add("running tasks are in " + place.getKey() + " (" + place.getValue() + " of "
					+ evidence.running(executor).size() + ")"));
		return new Finding(FindingKind.STARVING_QUEUE, growing ? Severity.CRITICAL : Severity.WARNING, executor,
				summary, executor, Evidence.ids(waiting), lines, "ps -e " + executor);
	}

}
