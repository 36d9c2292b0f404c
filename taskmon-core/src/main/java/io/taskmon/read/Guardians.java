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

package io.taskmon.read;

import java.util.List;

import io.taskmon.task.EndedTask;
import io.taskmon.task.Guardian;

/**
 * The read side for who watches what should never end. Takes no look at the tasks.
 * Thread-safe; answers are immutable values.
 */
public interface Guardians {

	/**
	 * Returns the guardians that have had a task.
	 * @return the guardians, by name
	 */
	List<Guardian> all();

	/**
	 * Returns how those guardians died that are dead.
	 * @return the last task of each, by name of the guardian
	 */
	List<EndedTask> dead();

}
