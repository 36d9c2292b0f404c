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

/**
 * Is told of the steps of tracked tasks, each on the thread on which it happens. That is
 * the path of tasks: implementations never wait. What they throw is reported as a fault
 * and goes no further. Thread-safe.
 */
public interface TaskSteps {

	/**
	 * Called when the current thread has submitted a task.
	 */
	void queued(TrackedTask task);

	/**
	 * Called when the current thread begins to run the code of a task.
	 */
	void started(TrackedTask task);

	/**
	 * Called by whoever ended a task. Called a second time for one that its future's
	 * cancellation overtook.
	 */
	void ended(TrackedTask task);

	/**
	 * Called when the current thread cancels a task, or sets about it.
	 */
	void cancelled(TrackedTask task, Cancellation cancellation);

}
