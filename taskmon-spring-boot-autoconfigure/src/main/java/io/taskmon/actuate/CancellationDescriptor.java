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

import io.taskmon.task.TaskCanceller.Result;
import io.taskmon.text.TaskText;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of what came of a cancellation.
 *
 * @param id id of the task
 * @param result what came of it
 * @param message the same in a sentence
 */
public record CancellationDescriptor(long id, Result result, String message) implements OperationResponseBody {

	static CancellationDescriptor of(long id, Result result) {
		return new CancellationDescriptor(id, result, TaskText.cancellation(id, result));
	}

}
