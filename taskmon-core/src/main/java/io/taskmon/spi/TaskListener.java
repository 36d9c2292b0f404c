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

package io.taskmon.spi;

import io.taskmon.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * Is told the steps of tasks as they happen, each on the thread on which it happens. That
 * is the path of tasks: implementations never wait, and cost next to nothing while nobody
 * wants to know. What they throw is reported as a fault and goes no further. Thread-safe.
 */
public interface TaskListener {

	/**
	 * Called when the current thread has submitted a task. Not called for the run of a
	 * schedule, which does not wait and is submitted by a timer.
	 * @param id id of the task
	 * @param name name of the task
	 * @param kind how it came to be
	 * @param executor bean name of its executor, if it is known
	 * @param parentId id of the task that created it, 0 for a root
	 */
	void queued(long id, String name, TaskKind kind, @Nullable String executor, long parentId);

	/**
	 * Called when the current thread begins to run the code of a task.
	 * @param id id of the task
	 */
	void started(long id);

	/**
	 * Returns whether somebody wants to know how tasks end.
	 * @return {@code false} if {@link #ended} need not be called
	 */
	boolean isRecordingEnds();

	/**
	 * Called when a task has ended: on its thread after it ran, else on any. Called a
	 * second time for a task whose future was cancelled just when its code had succeeded.
	 * @param task the task
	 */
	void ended(TaskEnd task);

	/**
	 * Called when the current thread cancels a task, or sets about it: whether the task
	 * then ends as cancelled tells its end.
	 * @param id id of the task
	 * @param name name of the task
	 * @param cancellerId id of the task on the current thread, 0 if there is none
	 * @param cancellerName name of that task
	 */
	void cancelled(long id, String name, long cancellerId, @Nullable String cancellerName);

}
