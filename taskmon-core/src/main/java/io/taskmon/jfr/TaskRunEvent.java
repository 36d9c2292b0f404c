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
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * The code of a task ran, from its begin to its end on the thread of the event.
 */
@Name("taskmon.TaskRun")
@Label("Task Run")
@Description("The code of a task ran on this thread")
@Category({ "taskmon", "Tasks" })
@StackTrace(false)
final class TaskRunEvent extends TaskEndEvent {

	/**
	 * The run on the same thread inside of which this one is.
	 */
	final transient @Nullable TaskRunEvent outer;

	TaskRunEvent(long id, @Nullable TaskRunEvent outer) {
		this.id = id;
		this.outer = outer;
	}

}
