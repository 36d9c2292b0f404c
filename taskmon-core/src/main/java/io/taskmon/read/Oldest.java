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
import java.util.List;
import java.util.PriorityQueue;

import io.taskmon.track.TrackedTask;

/**
 * The oldest of many tasks, found without sorting all. Not thread-safe.
 */
final class Oldest {

	private final PriorityQueue<TrackedTask> newestFirst = new PriorityQueue<>(
			Comparator.comparingLong(TrackedTask::id).reversed());

	private final int limit;

	Oldest(int limit) {
		this.limit = limit;
	}

	void offer(TrackedTask task) {
		if (this.newestFirst.size() < this.limit) {
			this.newestFirst.add(task);
			return;
		}
		TrackedTask newest = this.newestFirst.peek();
		if (newest != null && task.id() < newest.id()) {
			this.newestFirst.poll();
			this.newestFirst.add(task);
		}
	}

	/**
	 * Returns the tasks, oldest first.
	 */
	List<TrackedTask> tasks() {
		List<TrackedTask> tasks = new ArrayList<>(this.newestFirst);
		tasks.sort(Comparator.comparingLong(TrackedTask::id));
		return tasks;
	}

}
