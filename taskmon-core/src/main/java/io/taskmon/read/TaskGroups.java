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

import io.taskmon.observe.TaskGroup;
import io.taskmon.task.TaskCounts;

/**
 * Groups of live tasks.
 *
 * @param counts counts before any filter
 * @param matched how many groups there are, before the limit
 * @param groups the groups, the largest first
 */
public record TaskGroups(TaskCounts counts, long matched, List<TaskGroup> groups) {

}
