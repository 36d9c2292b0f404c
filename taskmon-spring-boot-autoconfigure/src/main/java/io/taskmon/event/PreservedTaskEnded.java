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

package io.taskmon.event;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.task.EndedTask;

/**
 * Application event: a task has ended that is marked with {@link PreserveTerminationLog}.
 * Published on a thread of taskmon's, one event after the other, within about a second of
 * the end, as long as the application is up: neither before all its beans are ready, when
 * events wait, nor once it shuts down, when they are lost. Where more tasks of a method
 * or class end within a second than are kept of it, the oldest have no event.
 *
 * @param task the task
 */
public record PreservedTaskEnded(EndedTask task) {

}
