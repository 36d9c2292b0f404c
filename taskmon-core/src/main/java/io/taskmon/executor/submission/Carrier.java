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

package io.taskmon.executor.submission;

import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * What an executor is given in the place of the application's code.
 */
interface Carrier extends Runnable {

	/**
	 * Returns the task.
	 * @return the task, {@code null} if it is not tracked
	 */
	@Nullable TrackedTask task();

	/**
	 * Returns what the application would see without taskmon.
	 */
	Runnable code();

	/**
	 * Registers the task once more, if its executor gave it up and it may run after all.
	 */
	void renew();

	/**
	 * Begins the task of a carrier: once more, if its executor gave it up and it runs
	 * after all.
	 * @return the task, {@code null} if it is not to be seen to run
	 */
	static @Nullable TrackedTask begin(Carrier carrier, TaskTracker tracker) {
		TrackedTask task = carrier.task();
		if (task == null || tracker.begin(task)) {
			return task;
		}
		carrier.renew();
		TrackedTask renewed = carrier.task();
		return (renewed != null && renewed != task && tracker.begin(renewed)) ? renewed : null;
	}

}
