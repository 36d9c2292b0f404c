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

package io.taskmon.console.command;

import io.taskmon.read.TaskOrder;
import io.taskmon.read.TaskQuery;
import org.jspecify.annotations.Nullable;

/**
 * Order of live tasks.
 */
enum LiveOrder {

	/**
	 * The oldest first, as they are read.
	 */
	ID(null, false),

	NAME(TaskOrder.NAME, false),

	/**
	 * Those that run first.
	 */
	STATE(TaskOrder.STATE, true),

	/**
	 * The longest wait first.
	 */
	QUEUED(TaskOrder.QUEUED, true),

	/**
	 * The longest run first.
	 */
	RUNNING(TaskOrder.RUNNING, true);

	private final @Nullable TaskOrder order;

	private final boolean descending;

	LiveOrder(@Nullable TaskOrder order, boolean descending) {
		this.order = order;
		this.descending = descending;
	}

	/**
	 * Returns the query for the first of the wanted tasks in this order.
	 */
	TaskQuery of(TaskQuery wanted) {
		return wanted.orderedBy(this.order, this.descending);
	}

}
