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
import java.util.List;
import java.util.Set;

import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A live task as whoever looks for trouble sees it. Immutable.
 *
 * @param task what is known of it
 * @param stack where its thread is, innermost frame first; empty while it is queued or
 * has not run for long
 * @param place the innermost frame of the application in that stack, else the innermost
 * of all, if there is one
 * @param awaited ids of the live tasks whose futures its thread waits for
 * @param perhapsAwaited ids of the live tasks that its thread may wait for: it waits for
 * a future of its own making, and created them with one that cannot be seen
 * @param cancelledFor how long ago it was cancelled, if its code runs on
 * @param usually how long runs of the same schedule have taken at the most of late, if
 * there have been enough of them to tell
 */
public record TaskSymptoms(LiveTask task, List<StackTraceElement> stack, @Nullable StackTraceElement place,
		Set<Long> awaited, Set<Long> perhapsAwaited, @Nullable Duration cancelledFor, @Nullable Duration usually) {

	/**
	 * Returns the task's id.
	 * @return the id
	 */
	public long id() {
		return this.task.facts().id();
	}

	/**
	 * Returns the task's name.
	 * @return its readable name
	 */
	public String name() {
		return this.task.facts().name();
	}

	/**
	 * Returns the task's executor.
	 * @return its bean name, empty if it is not known
	 */
	public String executor() {
		String executor = this.task.facts().executor();
		return (executor != null) ? executor : "";
	}

	/**
	 * Returns whether the task runs.
	 * @return {@code false} while it is queued
	 */
	public boolean isRunning() {
		return this.task.state() == TaskState.RUNNING;
	}

	/**
	 * Returns how long it has been in its state.
	 * @return the time that it runs, or waits
	 */
	public Duration age() {
		Duration running = this.task.runningFor();
		return (running != null) ? running : this.task.facts().queuedFor();
	}

	public TaskSymptoms awaiting(Set<Long> awaited, Set<Long> perhapsAwaited) {
		return new TaskSymptoms(this.task, this.stack, this.place, awaited, perhapsAwaited, this.cancelledFor,
				this.usually);
	}

}
