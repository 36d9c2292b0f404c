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

import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Node of a {@link TaskTree}: a task with those that it created, or many tasks of one
 * name that created none.
 *
 * @param id id of the task, or of the oldest of many
 * @param name their name
 * @param state state of the task, or the oldest of many; absent if it has ended
 * @param executor bean name of the executor, if it is known
 * @param createdAt when the task, or the oldest of many, was submitted; absent if it has
 * ended
 * @param size how many tasks this node stands for, at least 1
 * @param queued how many live tasks wait here and below
 * @param running how many live tasks run here and below
 * @param children what the task created, the oldest first
 */
public record TaskBranch(long id, String name, @Nullable TaskState state, @Nullable String executor,
		@Nullable Instant createdAt, long size, long queued, long running, List<TaskBranch> children) {

}
