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
 * Everything known of one task.
 *
 * @param task the task
 * @param creationChain the creators' creations, the root first, the task's own last
 * @param stack where the thread of a running task is now, innermost frame first; empty if
 * it does not run
 * @param waitsFor what its thread waits for, absent if that is nothing or not known
 * @param cancellationChain the cancellers, the root canceller first, the task's own last
 * @param application whose frames are the application's
 */
public record TaskDetails(Task task, List<Creation> creationChain, List<StackTraceElement> stack,
		@Nullable AwaitedLock waitsFor, List<Canceller> cancellationChain, ApplicationPackages application) {

	/**
	 * Tells what is known of a task of an application of which nothing is known.
	 * @param task the task
	 * @param creationChain the creators' creations, the root first, the task's own last
	 * @param stack where the thread of a running task is now
	 * @param cancellationChain the cancellers, the root canceller first
	 */
	public TaskDetails(Task task, List<Creation> creationChain, List<StackTraceElement> stack,
			List<Canceller> cancellationChain) {
		this(task, creationChain, stack, null, cancellationChain, ApplicationPackages.UNKNOWN);
	}

}
