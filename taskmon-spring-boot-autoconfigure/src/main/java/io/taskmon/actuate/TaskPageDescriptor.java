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
import io.taskmon.core.TaskPage;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a part of the tasks that matched a query.
 *
 * @param counts counts before filter and limit
 * @param matched how many tasks matched, before offset and limit
 * @param kept how many ended tasks the termination log keeps, absent for live tasks
 * @param tasks the tasks
 */
public record TaskPageDescriptor(CountsDescriptor counts, long matched,
		@JsonInclude(Include.NON_NULL) @Nullable Long kept,
		List<TaskDescriptor> tasks) implements OperationResponseBody {

	static TaskPageDescriptor of(TaskPage<?> page) {
		return of(page, null);
	}

	static TaskPageDescriptor ofEnded(TaskPage<?> page) {
		return of(page, page.kept());
	}

	private static TaskPageDescriptor of(TaskPage<?> page, @Nullable Long kept) {
		return new TaskPageDescriptor(CountsDescriptor.of(page.counts()), page.matched(), kept,
				page.tasks().stream().map(TaskDescriptor::of).toList());
	}

}
