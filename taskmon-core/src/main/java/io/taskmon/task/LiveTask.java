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

package io.taskmon.task;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A live task as it was when somebody looked.
 *
 * @param facts what is known of it in any state
 * @param state whether it waits or runs
 * @param cancelled whether it has been cancelled and its code runs on; it is then in the
 * termination log as well
 * @param runningFor how long it has been running, absent while it waits
 * @param thread the thread on which it runs, absent while it waits
 */
public record LiveTask(TaskFacts facts, TaskState state, boolean cancelled, @Nullable Duration runningFor,
		@Nullable TaskThread thread) implements Task {

}
