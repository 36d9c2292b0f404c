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

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.taskmon.observe.Observation;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskThresholds;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskDetails;

/**
 * The read side: what views show. Every answer is bounded by what was asked for, and is
 * of one moment. Thread-safe; answers are immutable values, and reading never waits for a
 * task.
 */
public interface TaskReader {

	/**
	 * Returns live tasks.
	 * @param query which of them
	 * @return the tasks, oldest first unless ordered otherwise
	 */
	TaskList<LiveTask> live(TaskQuery query);

	/**
	 * Returns ended tasks from the termination log.
	 * @param query which of them
	 * @return the tasks, newest first unless ordered otherwise
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

	/**
	 * Groups live tasks.
	 * @param query which tasks, and how many groups at the most
	 * @param grouping what they are grouped by
	 * @return the groups
	 */
	TaskGroups groups(TaskQuery query, TaskGrouping grouping);

	/**
	 * Returns live tasks by who created them.
	 * @param query which tasks, and how many nodes at the most
	 * @return the tree
	 */
	TaskTree tree(TaskQuery query);

	/**
	 * Weighs creation sites.
	 * @param query the tasks of which, and how many nodes at the most; ended tasks are in
	 * no state, and outcome does not apply
	 * @param weight by what
	 * @return the profile
	 */
	SiteProfile profile(TaskQuery query, TaskWeight weight);

	/**
	 * Returns the tasks of the last while.
	 * @param query which of them, and how many at the most: from each executor in turn,
	 * running ones before ended ones before waiting ones; ended tasks are in no state,
	 * and outcome does not apply
	 * @param range how long ago the range begins
	 * @return the tasks
	 */
	RecentTasks recent(TaskQuery query, Duration range);

	/**
	 * Looks at live tasks more closely: where their threads are, and what they wait for.
	 * @param limit how many running tasks of each executor to look at, and how many
	 * queued ones, groups and failures to return, at the most
	 * @param thresholds how long tasks may run
	 * @return what was seen
	 */
	Observation observe(int limit, TaskThresholds thresholds);

	/**
	 * Returns whose classes and frames are the application's.
	 * @return the packages of the application
	 */
	ApplicationPackages application();

}
