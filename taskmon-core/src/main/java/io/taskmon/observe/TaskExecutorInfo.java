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

import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * An executor bean as it was when somebody looked.
 *
 * @param name bean name
 * @param type class name
 * @param coverage what taskmon can see of its tasks
 * @param queued tracked tasks that wait for it
 * @param running tracked tasks that it runs
 * @param oldestQueuedAt since when the oldest of those that wait has been waiting, absent
 * if none waits
 * @param pool its threads and its queue, {@code null} if it does not say
 */
public record TaskExecutorInfo(String name, String type, Coverage coverage, long queued, long running,
		@Nullable Instant oldestQueuedAt, @Nullable TaskPool pool) {

}
