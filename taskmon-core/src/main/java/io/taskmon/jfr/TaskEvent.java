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

import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import org.jspecify.annotations.Nullable;

/**
 * What events tell that describe a task.
 */
abstract class TaskEvent extends Event {

	@TaskId
	@Label("Task")
	@Description("Number of the task, unique in the process")
	long id;

	@Label("Name")
	@Nullable String name;

	@Label("Kind")
	@Description("ASYNC, EXECUTOR or SCHEDULED")
	@Nullable String kind;

	@Label("Executor")
	@Description("Bean name of the executor")
	@Nullable String executor;

	@TaskId
	@Label("Parent")
	@Description("Task that created this one, 0 if there was none")
	long parentId;

}
