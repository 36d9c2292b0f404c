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

import org.jspecify.annotations.Nullable;

/**
 * Marks threads with the task that they run. Called on that thread before the code of
 * each task and after it. What it throws is reported as a fault and goes no further.
 * Thread-safe.
 */
public interface TaskMarker {

	/**
	 * Marks the current thread with a task.
	 * @param id id of the task
	 * @return the mark that the thread had before, {@code null} for none
	 */
	@Nullable String mark(long id);

	/**
	 * Gives the current thread back the mark that it had before it ran any task.
	 * @param before that mark, {@code null} for none
	 */
	void restore(@Nullable String before);

}
