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
import io.taskmon.task.AwaitedLock;
import org.jspecify.annotations.Nullable;

/**
 * Description of what a thread waits for.
 *
 * @param lock class and identity of the lock or synchronizer
 * @param ownerId id of the thread that holds it, absent if none does or nobody knows
 * @param ownerName name of that thread
 */
@JsonInclude(Include.NON_NULL)
public record WaitDescriptor(String lock, @Nullable Long ownerId, @Nullable String ownerName) {

	static @Nullable WaitDescriptor optional(@Nullable AwaitedLock awaited) {
		return (awaited != null)
				? new WaitDescriptor(Texts.of(awaited.lock()), awaited.ownerId(), Texts.optional(awaited.ownerName()))
				: null;
	}

}
