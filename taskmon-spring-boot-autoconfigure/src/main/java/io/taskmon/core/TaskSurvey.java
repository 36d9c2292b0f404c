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

import java.time.Duration;

/**
 * The read side for who looks at many tasks at once. Every answer is bounded by what was
 * asked for. Thread-safe; answers are immutable values, and reading never waits for a
 * task.
 */
public interface TaskSurvey {

	/**
	 * Returns a part of the live tasks.
	 * @param query which part
	 * @return the tasks, oldest first unless ordered otherwise
	 */
	TaskPage<LiveTask> live(TaskPageQuery query);

	/**
	 * Returns a part of the termination log.
	 * @param query which part
	 * @return the tasks, newest first unless ordered otherwise
	 */
	TaskPage<EndedTask> ended(TaskPageQuery query);

	/**
	 * Groups live tasks.
	 * @param query which tasks, and how many groups at the most
	 * @param grouping what they are grouped by
	 * @return the groups
	 */
	TaskGroups groups(TaskPageQuery query, TaskGrouping grouping);

	/**
	 * Returns live tasks by who created them.
	 * @param query which tasks, and how many nodes at the most
	 * @return the tree
	 */
	TaskTree tree(TaskPageQuery query);

	/**
	 * Weighs creation sites.
	 * @param query the tasks of which, and how many nodes at the most; ended tasks are in
	 * no state, and outcome does not apply
	 * @param weight by what
	 * @return the profile
	 */
	SiteProfile profile(TaskPageQuery query, TaskWeight weight);

	/**
	 * Returns the tasks of the last while.
	 * @param query which of them, and how many at the most: from each executor in turn,
	 * running ones before ended ones before waiting ones; ended tasks are in no state,
	 * and outcome does not apply
	 * @param range how long ago the range begins
	 * @return the tasks
	 */
	RecentTasks recent(TaskPageQuery query, Duration range);

	/**
	 * Looks at live tasks more closely: where their threads are, and what they wait for.
	 * @param limit how many running tasks of each executor to look at, and how many
	 * queued ones, groups and failures to return, at the most
	 * @param thresholds how long tasks may run
	 * @return what was seen
	 */
	TaskObservation observe(int limit, TaskThresholds thresholds);

	/**
	 * Returns whose classes and frames are the application's.
	 * @return the packages of the application
	 */
	ApplicationPackages application();

}
