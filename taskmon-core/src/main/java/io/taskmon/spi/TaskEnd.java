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

package io.taskmon.spi;

import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A task at its end, as recorders are told of it.
 *
 * @param id its number, from 1
 * @param name its name
 * @param kind how it came to be
 * @param executor bean name of its executor, if it is known
 * @param parentId id of the task that created it, 0 for a root
 * @param createdFrom its creation site; absent if it is unknown, or would take long to
 * tell compared with what the task took
 * @param queuedNanos how long it waited, in nanoseconds
 * @param outcome how it ended
 * @param reason class name of its exception, or why the outcome is what it is where no
 * exception tells; absent where the outcome says it all
 */
public record TaskEnd(long id, String name, TaskKind kind, @Nullable String executor, long parentId,
		@Nullable String createdFrom, long queuedNanos, TaskOutcome outcome, @Nullable String reason) {

}
