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

import org.jspecify.annotations.Nullable;

/**
 * The live tasks of an executor.
 *
 * @param queued how many wait for it
 * @param running how many it runs
 * @param oldestQueuedAt when the oldest of those that wait was submitted, absent if none
 * waits
 */
public record ExecutorLoad(long queued, long running, @Nullable Instant oldestQueuedAt) {

	static final ExecutorLoad NONE = new ExecutorLoad(0, 0, null);

}
