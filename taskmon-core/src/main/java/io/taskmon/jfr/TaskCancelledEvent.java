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

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * A thread cancelled a task; its stack is that of the canceller.
 */
@Name("taskmon.TaskCancelled")
@Label("Task Cancelled")
@Description("A thread cancelled a task; the stack trace is that of the canceller")
@Category({ "taskmon", "Tasks" })
@StackTrace(true)
final class TaskCancelledEvent extends Event {

	@TaskId
	@Label("Task")
	@Description("Number of the cancelled task, unique in the process")
	long id;

	@Label("Name")
	@Nullable String name;

	@TaskId
	@Label("Canceller")
	@Description("Task that cancelled it, 0 if there was none on the cancelling thread")
	long cancellerId;

	@Label("Canceller Name")
	@Nullable String cancellerName;

}
