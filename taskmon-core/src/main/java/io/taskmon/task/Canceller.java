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

package io.taskmon.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who cancelled a task.
 *
 * @param taskId id of the task that ran on the cancelling thread, absent if there was
 * none
 * @param name name of that task
 * @param thread name of the cancelling thread
 * @param stack stack of the cancelling thread at that moment, innermost frame first
 * @param request who wanted it, if it was somebody outside the application
 */
public record Canceller(@Nullable Long taskId, @Nullable String name, String thread, List<StackTraceElement> stack,
		@Nullable CancelRequest request) {

	/**
	 * Describes a canceller inside the application.
	 * @param taskId id of the task that ran on the cancelling thread, absent if there was
	 * none
	 * @param name name of that task
	 * @param thread name of the cancelling thread
	 * @param stack stack of the cancelling thread at that moment, innermost frame first
	 */
	public Canceller(@Nullable Long taskId, @Nullable String name, String thread, List<StackTraceElement> stack) {
		this(taskId, name, thread, stack, null);
	}

}
