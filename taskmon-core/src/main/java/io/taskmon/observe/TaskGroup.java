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

/**
 * Live tasks that have something in common.
 *
 * @param key what they have in common, or in parentheses why that is unknown
 * @param queued how many of them wait
 * @param running how many of them run
 * @param oldestId id of the oldest
 * @param oldestAt when the oldest was submitted
 */
public record TaskGroup(String key, long queued, long running, long oldestId, Instant oldestAt) {

	/**
	 * Returns how many tasks there are.
	 * @return the tasks
	 */
	public long size() {
		return this.queued + this.running;
	}

}
