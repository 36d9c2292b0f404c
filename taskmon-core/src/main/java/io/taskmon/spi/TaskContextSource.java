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

import io.taskmon.task.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a thread that creates a task is busy with. Called on that thread for each
 * task: implementations never wait, and hand out bounded text that is there anyway. What
 * they throw is reported as a fault and goes no further. Thread-safe.
 */
@FunctionalInterface
public interface TaskContextSource {

	/**
	 * Captures the context of the current thread.
	 * @return the context, {@code null} if there is nothing to tell
	 */
	@Nullable TaskContext capture();

}
