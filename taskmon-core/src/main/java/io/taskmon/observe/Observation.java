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

package io.taskmon.observe;

import java.time.Instant;
import java.util.List;

import io.taskmon.task.EndedTask;
import io.taskmon.task.OverdueRun;
import io.taskmon.task.TaskCounts;

/**
 * What whoever looks for trouble needs to know, taken at one time. Immutable.
 *
 * @param at when it was taken, by a clock that is never set back
 * @param counts counts of all tasks
 * @param tasks of each executor the oldest running and the oldest queued tasks, and those
 * that they wait for, by id
 * @param executors the executors, by name
 * @param sites live tasks by creation site, the largest group first
 * @param queues queued tasks by executor, the largest group first
 * @param slow running tasks that have run for longer than they may, the oldest first
 * @param unseenFailures failed tasks whose exception nobody has asked for, the newest
 * first
 * @param endedSchedules last runs of the schedules that have ended by an exception, those
 * first that ended first
 * @param overdue next runs of schedules that should have begun, as far as they can be
 * seen
 * @param deadGuardians last tasks of the guardians that are dead
 */
public record Observation(Instant at, TaskCounts counts, List<TaskSymptoms> tasks, List<TaskExecutorInfo> executors,
		List<TaskGroup> sites, List<TaskGroup> queues, List<TaskSymptoms> slow, List<EndedTask> unseenFailures,
		List<LastRun> endedSchedules, List<OverdueRun> overdue, List<EndedTask> deadGuardians) {

}
