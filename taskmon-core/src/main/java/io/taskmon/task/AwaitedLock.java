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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

import org.jspecify.annotations.Nullable;

/**
 * What a thread waits for.
 *
 * @param lock class and identity of the lock or synchronizer
 * @param ownerId id of the thread that holds it, absent if none does or nobody knows
 * @param ownerName name of that thread
 */
public record AwaitedLock(String lock, @Nullable Long ownerId, @Nullable String ownerName) {

	/**
	 * Looks at what a thread waits for.
	 * @return the lock, {@code null} if that is nothing or not known
	 */
	public static @Nullable AwaitedLock of(@Nullable TaskThread thread) {
		// Nobody tells what virtual threads wait for
		if (thread == null || thread.virtual() || thread.state() == Thread.State.RUNNABLE) {
			return null;
		}
		ThreadInfo now = ManagementFactory.getThreadMXBean().getThreadInfo(thread.id());
		return (now != null && now.getLockName() != null) ? of(now) : null;
	}

	private static AwaitedLock of(ThreadInfo thread) {
		boolean owned = thread.getLockOwnerId() >= 0;
		return new AwaitedLock(thread.getLockName(), owned ? thread.getLockOwnerId() : null,
				owned ? thread.getLockOwnerName() : null);
	}

}
