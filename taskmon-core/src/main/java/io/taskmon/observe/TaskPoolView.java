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

import org.jspecify.annotations.Nullable;

/**
 * A look at the threads and the queue of an executor.
 */
@FunctionalInterface
public interface TaskPoolView {

	/**
	 * Looks at the executor.
	 * @param queued tracked tasks that wait for it
	 * @param running tracked tasks that it runs
	 * @return its threads and its queue, {@code null} if it does not say
	 */
	@Nullable TaskPool of(long queued, long running);

	/**
	 * Returns a view of an executor that nobody can look into, by the tracked tasks
	 * alone. What waits there waits because all of its threads are busy: it has as many
	 * as are seen to run something, and at least those that it is known to have.
	 * @param threads how many it has, as far as that is known
	 * @return the view
	 */
	static TaskPoolView byTasks(int threads) {
		return (queued, running) -> {
			int active = (int) Math.min(running, Integer.MAX_VALUE);
			int size = Math.max(threads, active);
			return new TaskPool(size, threads, null, active, (int) Math.min(queued, Integer.MAX_VALUE), null, null);
		};
	}

}
