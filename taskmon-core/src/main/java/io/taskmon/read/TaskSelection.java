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
import java.util.function.Function;
import java.util.stream.Stream;

import io.taskmon.task.Task;
import io.taskmon.track.TrackedTask;

/**
 * The tasks that a query asks for, in its order.
 *
 * @param matched how many they are
 * @param tasks the first of them: no fewer than are shown
 */
record TaskSelection(long matched, List<TrackedTask> tasks) {

	/**
	 * Selects of tasks in the order in which they are shown unless the query says
	 * otherwise.
	 */
	static TaskSelection of(Stream<TrackedTask> matching, TaskQuery query, TaskSorter sorter) {
		List<TrackedTask> matched = matching.toList();
		TaskOrder order = query.order();
		return new TaskSelection(matched.size(),
				(order != null) ? sorter.sorted(matched, order, query.descending()) : matched);
	}

	/**
	 * Selects the oldest of tasks in no order.
	 * @param most no more tasks than these are there
	 */
	static TaskSelection oldest(Stream<TrackedTask> matching, TaskQuery query, int most) {
		Oldest oldest = new Oldest((int) Math.min(most, (long) query.offset() + query.limit()));
		long[] matched = new long[1];
		matching.forEach((task) -> {
			oldest.offer(task);
			matched[0]++;
		});
		return new TaskSelection(matched[0], oldest.tasks());
	}

	/**
	 * Returns what is shown of them.
	 */
	<T extends Task> List<T> shown(TaskQuery query, Function<TrackedTask, T> description) {
		return this.tasks.stream().skip(query.offset()).limit(query.limit()).map(description).toList();
	}

}
