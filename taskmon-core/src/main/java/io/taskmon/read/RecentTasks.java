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

import java.time.Instant;
import java.util.List;

import io.taskmon.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were live at some moment of a time range that ends now.
 *
 * @param from beginning of the range
 * @param to its end: now
 * @param completeSince since when nothing that ended has left the termination log, absent
 * if nothing ever has
 * @param matched how many such tasks are known, before the limit
 * @param tasks the tasks, by id
 */
public record RecentTasks(Instant from, Instant to, @Nullable Instant completeSince, long matched, List<Task> tasks) {

}
