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

import io.taskmon.task.Task;
import io.taskmon.task.TaskCounts;

/**
 * Tasks that matched a query, and the counts of all.
 *
 * @param <T> live or ended tasks
 * @param counts counts before filter and limit
 * @param matched how many tasks matched, before the limit
 * @param kept how many tasks there were to choose from: all live ones, or those in the
 * termination log
 * @param tasks the tasks
 */
public record TaskList<T extends Task>(TaskCounts counts, long matched, long kept, List<T> tasks) {

	/**
	 * Creates a list of all tasks that there are.
	 * @param counts counts of all tasks
	 * @param tasks the tasks
	 */
	public TaskList(TaskCounts counts, List<T> tasks) {
		this(counts, tasks.size(), tasks.size(), tasks);
	}

}
