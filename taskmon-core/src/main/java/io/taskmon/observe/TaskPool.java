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
 * The threads and the queue of an executor as they were when somebody looked.
 *
 * @param size threads that it has
 * @param core threads that it keeps; while it has fewer, what is submitted gets a new one
 * @param max threads that it may have, absent if it does not say
 * @param active threads that run something, tracked or not
 * @param queue what waits in its queue, tracked or not
 * @param queueCapacity what its queue holds at the most, absent if it is unbounded
 * @param overdueFor for how long the next run of a scheduler should have begun, absent if
 * it is not a scheduler, or none is overdue
 */
public record TaskPool(int size, int core, @Nullable Integer max, int active, int queue,
		@Nullable Integer queueCapacity, @Nullable Duration overdueFor) {

	/**
	 * Returns how many threads there are for what waits in the queue.
	 * @return the threads that it has, or will have before anything waits
	 */
	public int threads() {
		return Math.max(this.size, this.core);
	}

	/**
	 * Returns whether no thread is left for what waits.
	 * @return {@code true} if all of its threads run something
	 */
	public boolean isBusy() {
		return threads() > 0 && this.active >= threads();
	}

}
