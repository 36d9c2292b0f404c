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

package io.taskmon.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.taskmon.task.EndedTask;
import io.taskmon.track.TaskRing;
import io.taskmon.track.TerminationLog;
import io.taskmon.track.TrackedTask;

/**
 * The preserved tasks that have ended since somebody last asked. Not thread-safe.
 */
final class PreservedEnds {

	private final TerminationLog log;

	private final TaskDescriber describer;

	private final Map<TaskRing, Long> marks = new HashMap<>();

	PreservedEnds(TerminationLog log, TaskDescriber describer) {
		this.log = log;
		this.describer = describer;
	}

	/**
	 * Returns those that are still in the log, the oldest first.
	 */
	List<EndedTask> take() {
		List<TrackedTask> ended = new ArrayList<>();
		Map<TaskRing, Long> next = new HashMap<>();
		this.log.preservedRings()
			.forEach((ring) -> next.put(ring, ring.copyAddedAfter(this.marks.getOrDefault(ring, 0L), ended)));
		ended.sort(Comparator.comparingLong(TrackedTask::endedNanos).thenComparingLong(TrackedTask::id));
		List<EndedTask> described = ended.stream().map(this.describer::ended).toList();
		// At last, for what goes wrong before is tried again the next time
		this.marks.putAll(next);
		return described;
	}

}
