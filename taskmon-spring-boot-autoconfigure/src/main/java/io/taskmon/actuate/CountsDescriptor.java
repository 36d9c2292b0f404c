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

package io.taskmon.actuate;

import io.taskmon.task.TaskCounts;

/**
 * Counts of all tasks, before any filter.
 *
 * @param queued live tasks that wait
 * @param running live tasks that run
 * @param terminated tasks that have ended since the start
 * @param dropped tasks that a hard limit left untracked since the start
 * @param errors errors inside taskmon since the start
 */
public record CountsDescriptor(long queued, long running, long terminated, long dropped, long errors) {

	static CountsDescriptor of(TaskCounts counts) {
		return new CountsDescriptor(counts.queued(), counts.running(), counts.terminated(), counts.dropped(),
				counts.errors());
	}

}
