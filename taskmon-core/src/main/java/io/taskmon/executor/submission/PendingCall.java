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

import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way to a thread, tracked by whoever has it submitted.
 */
public interface PendingCall extends FutureObserver {

	/**
	 * Returns the task of the call.
	 * @return the task, {@code null} if it is not tracked
	 */
	@Nullable TrackedTask task();

	/**
	 * Says which executor has the call.
	 * @param carrier what the executor is given
	 */
	void acceptedBy(String executor, Object carrier);

	/**
	 * Says, before the call can run, that the executor keeps its exception in a future.
	 */
	void unseenUntilAsked();

}
