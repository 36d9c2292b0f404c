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

package io.taskmon.console;

import java.util.Optional;

import io.taskmon.read.TaskQuery;

/**
 * Writes what is known of tasks as JSON, the same that the endpoint answers with.
 * Thread-safe.
 */
public interface TaskJson {

	/**
	 * Writes live tasks.
	 * @param query which of them
	 * @return JSON, ASCII only
	 */
	String live(TaskQuery query);

	/**
	 * Writes ended tasks.
	 * @param query which of them
	 * @return JSON, ASCII only
	 */
	String ended(TaskQuery query);

	/**
	 * Writes everything known of a task, live or ended.
	 * @param id id of the task
	 * @return JSON, ASCII only; empty if it is neither live nor in the termination log
	 */
	Optional<String> find(long id);

	/**
	 * Writes everything known of an ended task.
	 * @param id id of the task
	 * @return JSON, ASCII only; empty if it is not in the termination log
	 */
	Optional<String> findEnded(long id);

	/**
	 * Writes the executors.
	 * @return JSON, ASCII only
	 */
	String executors();

	/**
	 * Writes what is wrong.
	 * @return JSON, ASCII only
	 */
	String diagnosis();

}
