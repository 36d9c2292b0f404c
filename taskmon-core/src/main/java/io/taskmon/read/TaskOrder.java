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

package io.taskmon.read;

/**
 * What a list of tasks is ordered by.
 */
public enum TaskOrder {

	/**
	 * The number: the order of submission.
	 */
	ID,

	/**
	 * The readable name.
	 */
	NAME,

	/**
	 * State of live tasks, outcome of ended ones.
	 */
	STATE,

	/**
	 * How long ago the task was submitted.
	 */
	AGE,

	/**
	 * How long the task waited, until its start, its end or now.
	 */
	QUEUED,

	/**
	 * How long its code has been running, or ran.
	 */
	RUNNING,

	/**
	 * When the task ended.
	 */
	ENDED,

	/**
	 * Bean name of the executor.
	 */
	EXECUTOR,

	/**
	 * Name of the thread.
	 */
	THREAD,

	/**
	 * The creation site.
	 */
	SITE

}
