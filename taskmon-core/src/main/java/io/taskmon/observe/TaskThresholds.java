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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long tasks may run.
 */
public interface TaskThresholds {

	/**
	 * Returns whether there is a threshold for any task.
	 * @return {@code true} if there is none
	 */
	boolean isEmpty();

	/**
	 * Returns how long a task may run.
	 * @param name its name
	 * @param executor bean name of its executor, if it is known
	 * @return the threshold, {@code null} if there is none
	 */
	@Nullable Duration of(String name, @Nullable String executor);

}
