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

import java.util.List;

import io.taskmon.task.TaskCounts;

/**
 * Live tasks by who created them. Ended tasks are part of it where live ones descend from
 * them.
 *
 * @param counts counts before any filter
 * @param matched how many live tasks matched
 * @param omitted how many nodes the limit left out
 * @param roots the roots, the oldest first
 */
public record TaskTree(TaskCounts counts, long matched, long omitted, List<TaskBranch> roots) {

}
