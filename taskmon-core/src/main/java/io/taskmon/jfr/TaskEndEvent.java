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

package io.taskmon.jfr;

import io.taskmon.spi.TaskEnd;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What events tell that are written at the end of a task.
 */
abstract class TaskEndEvent extends TaskEvent {

	@Label("Created From")
	@Description("First frame of the application on the creation stack; of tasks that took less than a millisecond "
			+ "only if it was known already")
	@Nullable String createdFrom;

	@Label("Queued For")
	@Description("How long the task waited")
	@Timespan(Timespan.NANOSECONDS)
	long queuedFor;

	@Label("Outcome")
	@Description("SUCCEEDED, FAILED, CANCELLED, REJECTED, DISCARDED or UNKNOWN")
	@Nullable String outcome;

	@Label("Reason")
	@Description("Class of the exception, or why the outcome is what it is")
	@Nullable String reason;

	final void describe(TaskEnd task) {
		this.id = task.id();
		this.name = task.name();
		this.kind = task.kind().name();
		this.executor = task.executor();
		this.parentId = task.parentId();
		this.createdFrom = task.createdFrom();
		this.queuedFor = task.queuedNanos();
		this.outcome = task.outcome().name();
		this.reason = task.reason();
	}

}
