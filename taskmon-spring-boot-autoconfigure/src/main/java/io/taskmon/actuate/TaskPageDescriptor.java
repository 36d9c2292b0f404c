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

import io.taskmon.core.TaskPage;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a part of the tasks that matched a query.
 *
 * @param counts counts before filter and limit
 * @param matched how many tasks matched, before offset and limit
 * @param tasks the tasks
 */
public record TaskPageDescriptor(CountsDescriptor counts, long matched,
		List<TaskDescriptor> tasks) implements OperationResponseBody {

	static TaskPageDescriptor of(TaskPage<?> page) {
		return new TaskPageDescriptor(CountsDescriptor.of(page.counts()), page.matched(),
				page.tasks().stream().map(TaskDescriptor::of).toList());
	}

}
