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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What taskmon can see of the tasks of an executor.
 *
 * @param level how much
 * @param missing what is not seen
 * @param reason why, unless all is seen
 */
public record Coverage(Level level, List<String> missing, @Nullable String reason) {

	/**
	 * All is seen.
	 */
	public static final Coverage FULL = new Coverage(Level.FULL, List.of(), null);

	/**
	 * Creates a partial coverage.
	 * @param reason why something is missing
	 * @param missing what is missing
	 * @return the coverage
	 */
	public static Coverage partial(String reason, String... missing) {
		return new Coverage(Level.PARTIAL, List.of(missing), reason);
	}

	/**
	 * Creates the coverage of an executor that is not tracked.
	 * @param reason why not
	 * @param missing what is missing
	 * @return the coverage
	 */
	public static Coverage none(String reason, String... missing) {
		return new Coverage(Level.NONE, List.of(missing), reason);
	}

	/**
	 * How much is seen.
	 */
	public enum Level {

		/**
		 * Each task, its times and its outcome.
		 */
		FULL,

		/**
		 * Something is missing.
		 */
		PARTIAL,

		/**
		 * Nothing but {@code @Async} methods that run on it.
		 */
		NONE

	}

}
