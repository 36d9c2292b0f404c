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

package io.taskmon.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.observe.TaskPool;
import org.jspecify.annotations.Nullable;

/**
 * Description of a pool of threads.
 *
 * @param size threads that it has
 * @param max threads that it may have, absent if it does not say
 * @param active threads that run something, tracked or not
 * @param queue what waits in its queue, tracked or not
 * @param queueCapacity what its queue holds at the most, absent if it is unbounded
 */
@JsonInclude(Include.NON_NULL)
public record PoolDescriptor(int size, @Nullable Integer max, int active, int queue, @Nullable Integer queueCapacity) {

	static @Nullable PoolDescriptor optional(@Nullable TaskPool pool) {
		return (pool != null)
				? new PoolDescriptor(pool.size(), pool.max(), pool.active(), pool.queue(), pool.queueCapacity()) : null;
	}

}
