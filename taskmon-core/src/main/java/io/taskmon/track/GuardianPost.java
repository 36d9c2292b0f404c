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

package io.taskmon.track;

import org.jspecify.annotations.Nullable;

/**
 * Where a guardian stands: how many live tasks it has, and how the last one ended. In
 * which order its tasks are told to begin and to end does not matter. Thread-safe.
 */
public final class GuardianPost {

	private final String name;

	private int live;

	private @Nullable TrackedTask lastEnd;

	private @Nullable TrackedTask settling;

	GuardianPost(String name) {
		this.name = name;
	}

	synchronized void began() {
		this.live++;
	}

	/**
	 * Says that a task ended.
	 * @param task the task, {@code null} if it was time for it to end
	 */
	synchronized void ended(@Nullable TrackedTask task) {
		this.live--;
		this.lastEnd = task;
	}

	/**
	 * Says that a task runs that nobody tracks: it is not known any more who is alive.
	 */
	synchronized void lost() {
		this.lastEnd = null;
	}

	String name() {
		return this.name;
	}

	/**
	 * Looks at the post as it is now.
	 */
	public synchronized Look look() {
		return new Look(this.name, Math.max(this.live, 0), (this.live <= 0) ? this.lastEnd : null);
	}

	/**
	 * Returns the last end if it has rested since the last call.
	 */
	synchronized @Nullable TrackedTask takeSettled() {
		TrackedTask settled = this.settling;
		this.settling = (this.lastEnd != settled) ? this.lastEnd : null;
		return settled;
	}

	/**
	 * A post at one moment.
	 *
	 * @param name name of the guardian
	 * @param live how many live tasks it has
	 * @param death its last task, if it is dead
	 */
	public record Look(String name, int live, @Nullable TrackedTask death) {

	}

}
