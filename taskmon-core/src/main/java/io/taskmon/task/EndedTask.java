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
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An ended task, from the termination log.
 *
 * @param facts what is known of it in any state
 * @param outcome how it ended
 * @param terminatedAt when it ended
 * @param ranFor how long it ran, absent if it never started
 * @param bodyStillRunning whether it was cancelled and its code still runs
 * @param failure its exception, if it failed or was rejected
 * @param reason why the outcome is what it is, where no exception tells
 * @param cancelledBy who cancelled it, if it was cancelled and somebody saw by whom
 */
public record EndedTask(TaskFacts facts, TaskOutcome outcome, Instant terminatedAt, @Nullable Duration ranFor,
		boolean bodyStillRunning, @Nullable Failure failure, @Nullable String reason,
		@Nullable Canceller cancelledBy) implements Task {

}
