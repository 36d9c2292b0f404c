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

package io.taskmon.diagnosis;

/**
 * What a finding is about.
 */
public enum FindingKind {

	/**
	 * All threads of a pool wait for tasks that wait for these threads.
	 */
	POOL_DEADLOCK,

	/**
	 * Tasks hold locks that each other waits for.
	 */
	LOCK_DEADLOCK,

	/**
	 * A task that is meant to run as long as the application has ended.
	 */
	GUARDIAN_DEAD,

	/**
	 * A schedule has ended, for its code threw an exception, and will not run again.
	 */
	DEAD_SCHEDULE,

	/**
	 * Many tasks wait for the same lock, time and again.
	 */
	LOCK_CONVOY,

	/**
	 * Most threads of a pool are at the same place, and tasks wait for them.
	 */
	POOL_BLOCKED,

	/**
	 * Tasks have been waiting for a thread for long.
	 */
	STARVING_QUEUE,

	/**
	 * The run of a schedule takes far longer than usual, or is overdue.
	 */
	STUCK_RUN,

	/**
	 * The number of live tasks from one place has only grown.
	 */
	LEAK,

	/**
	 * Most live tasks, and very many, come from one place.
	 */
	FLOOD,

	/**
	 * A task runs for longer than it may.
	 */
	SLOW_TASK,

	/**
	 * A task has been cancelled, and its code runs on.
	 */
	CANCELLED_RUNNING,

	/**
	 * A task has failed, and no code of the application has seen its exception.
	 */
	LOST_EXCEPTION,

	/**
	 * There are tasks that taskmon does not see, or not entirely.
	 */
	BLIND_SPOT

}
