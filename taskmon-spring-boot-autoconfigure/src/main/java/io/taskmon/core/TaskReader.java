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

package io.taskmon.core;

import java.util.List;
import java.util.Optional;

/**
 * The read side: what views show. Thread-safe; answers are immutable values, and reading
 * never waits for a task.
 */
public interface TaskReader {

	/**
	 * Returns live tasks.
	 * @param query which of them
	 * @return the tasks, oldest first
	 */
	TaskList<LiveTask> live(TaskQuery query);

	/**
	 * Returns ended tasks from the termination log.
	 * @param query which of them
	 * @return the tasks, newest first
	 */
	TaskList<EndedTask> ended(TaskQuery query);

	/**
	 * Returns everything known of a task, live or ended.
	 * @param id id of the task
	 * @return its details, empty if it is neither live nor in the termination log
	 */
	Optional<TaskDetails> find(long id);

	/**
	 * Returns everything known of an ended task.
	 * @param id id of the task
	 * @return its details, empty if it is not in the termination log
	 */
	Optional<TaskDetails> findEnded(long id);

	/**
	 * Returns the executor beans of the application.
	 * @return the executors, by name
	 */
	List<TaskExecutorInfo> executors();

}
