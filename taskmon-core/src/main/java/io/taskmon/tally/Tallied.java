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

package io.taskmon.tally;

import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a task that has ended.
 */
public interface Tallied {

	/**
	 * Returns the bean name of its executor, if it is known.
	 */
	@Nullable String executor();

	/**
	 * Returns its name.
	 */
	String name();

	/**
	 * Returns how it ended, {@code null} if that cannot be told.
	 */
	@Nullable TaskOutcome outcome();

	/**
	 * Returns how long it had waited.
	 */
	long waitedNanos();

	/**
	 * Returns whether its code had begun to run.
	 */
	boolean hadBegun();

	/**
	 * Returns how long it had run.
	 */
	long ranNanos();

}
