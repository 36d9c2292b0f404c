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

import java.util.List;

import io.taskmon.tally.LiveSums;
import io.taskmon.task.EndedTotals;
import io.taskmon.task.LiveTotals;
import io.taskmon.task.TaskState;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TrackedTask;

/**
 * Adds up what is counted of tasks.
 */
final class DefaultTaskStatistics implements TaskStatistics {

	private final TaskRegistry registry;

	DefaultTaskStatistics(TaskRegistry registry) {
		this.registry = registry;
	}

	@Override
	public List<LiveTotals> live() {
		this.registry.ensureKept();
		LiveSums sums = new LiveSums(this.registry.log().labels(), this.registry.nanoTime());
		for (TrackedTask task : this.registry.live().snapshot()) {
			if (!task.isOver()) {
				TaskState state = task.state();
				sums.add(task.executor(), state,
						(state == TaskState.RUNNING) ? task.startedNanos() : task.createdNanos());
			}
		}
		return sums.totals();
	}

	@Override
	public List<EndedTotals> ended() {
		return this.registry.log().tallies().byExecutor();
	}

	@Override
	public List<EndedTotals> endedByName() {
		return this.registry.log().tallies().byName();
	}

	@Override
	public long dropped() {
		return this.registry.dropped();
	}

	@Override
	public long errors() {
		return this.registry.faults().count();
	}

}
