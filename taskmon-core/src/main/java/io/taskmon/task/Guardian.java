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

import org.jspecify.annotations.Nullable;

/**
 * A method or class whose tasks are meant to run as long as the application.
 *
 * @param name readable name of its tasks
 * @param live how many live tasks it has
 * @param death its last task, if that has ended before shutdown and no other has begun
 * since
 */
public record Guardian(String name, int live, @Nullable EndedTask death) {

	/**
	 * Returns whether nothing runs any more that should.
	 * @return {@code true} if it is dead
	 */
	public boolean isDead() {
		return this.death != null;
	}

}
