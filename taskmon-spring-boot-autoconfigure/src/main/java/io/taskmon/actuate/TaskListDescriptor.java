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

package io.taskmon.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.read.TaskList;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of tasks that matched a query.
 *
 * @param counts counts before filter and limit
 * @param matched how many tasks matched, before offset and limit
 * @param kept how many ended tasks the termination log keeps, absent for live tasks
 * @param tasks the tasks
 */
public record TaskListDescriptor(CountsDescriptor counts, long matched,
		@JsonInclude(Include.NON_NULL) @Nullable Long kept,
		List<TaskDescriptor> tasks) implements OperationResponseBody {

	/**
	 * Describes live tasks.
	 * @param list the tasks
	 * @return their description
	 */
	public static TaskListDescriptor live(TaskList<LiveTask> list) {
		return of(list, null);
	}

	/**
	 * Describes ended tasks.
	 * @param list the tasks
	 * @return their description
	 */
	public static TaskListDescriptor ended(TaskList<EndedTask> list) {
		return of(list, list.kept());
	}

	private static TaskListDescriptor of(TaskList<?> list, @Nullable Long kept) {
		return new TaskListDescriptor(CountsDescriptor.of(list.counts()), list.matched(), kept,
				list.tasks().stream().map(TaskDescriptors::of).toList());
	}

}
