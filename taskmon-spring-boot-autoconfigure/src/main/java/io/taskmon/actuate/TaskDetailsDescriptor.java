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
import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.Task;
import io.taskmon.task.TaskDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of everything known of a task.
 *
 * @param task the task
 * @param creationChain the creations, the root first, the task's own last
 * @param stack where its thread is now, innermost frame first; absent if its code has
 * ended
 * @param waitsFor what its thread waits for, absent if that is nothing or not known
 * @param exceptionStack stack of its exception, causes included; absent unless it failed
 * or was rejected
 * @param cancellationChain the cancellers, the root canceller first, the task's own last
 */
@JsonInclude(Include.NON_NULL)
public record TaskDetailsDescriptor(TaskDescriptor task, List<CreationDescriptor> creationChain,
		@Nullable List<String> stack, @Nullable WaitDescriptor waitsFor, @Nullable List<String> exceptionStack,
		List<CancellerDescriptor> cancellationChain) implements OperationResponseBody {

	/**
	 * Describes everything known of a task.
	 * @param details the details
	 * @return their description
	 */
	public static TaskDetailsDescriptor of(TaskDetails details) {
		return new TaskDetailsDescriptor(TaskDescriptors.of(details.task()),
				details.creationChain().stream().map(CreationDescriptor::of).toList(),
				isOver(details.task()) ? null : Texts.stack(details.stack()),
				WaitDescriptor.optional(details.waitsFor()), exceptionStack(details.task()),
				details.cancellationChain().stream().map(CancellerDescriptor::of).toList());
	}

	private static boolean isOver(Task task) {
		return task instanceof EndedTask ended && !ended.bodyStillRunning();
	}

	private static @Nullable List<String> exceptionStack(Task task) {
		Failure failure = (task instanceof EndedTask ended) ? ended.failure() : null;
		return (failure != null) ? Texts.of(failure.stack()) : null;
	}

}
