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

import io.taskmon.stack.CreationStack;
import io.taskmon.task.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks come from that are submitted later, by a timer: their schedule, and the
 * task, the stack and the context of the thread that made it. Immutable but for what the
 * schedule learns.
 */
public final class TaskOrigin {

	private final Schedule schedule;

	private final @Nullable Ancestor parent;

	private final @Nullable CreationStack stack;

	private final @Nullable TaskContext context;

	TaskOrigin(Schedule schedule, @Nullable Ancestor parent, @Nullable CreationStack stack,
			@Nullable TaskContext context) {
		this.schedule = schedule;
		this.parent = parent;
		this.stack = stack;
		this.context = context;
	}

	public Schedule schedule() {
		return this.schedule;
	}

	@Nullable Ancestor parent() {
		return this.parent;
	}

	@Nullable CreationStack stack() {
		return this.stack;
	}

	@Nullable TaskContext context() {
		return this.context;
	}

}
