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

package io.taskmon.core;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the tasks to show, in which order.
 *
 * @param tasks which tasks, and how many of them at the most
 * @param site creation site, whole; {@code null} for any
 * @param parentId id of the task that created them; {@code null} for any
 * @param order what they are ordered by, {@code null} for the order of
 * {@link TaskReader}; equals are ordered by id
 * @param descending whether the order is reversed
 * @param offset how many tasks to leave out before the first, at least 0
 */
public record TaskPageQuery(TaskQuery tasks, @Nullable String site, @Nullable Long parentId, @Nullable TaskOrder order,
		boolean descending, int offset) {

	/**
	 * Checks the offset.
	 * @throws IllegalArgumentException if it is negative
	 */
	public TaskPageQuery {
		Limits.requireAtLeast(0, offset, "offset");
	}

	/**
	 * Creates a query for the first tasks in the order of {@link TaskReader}.
	 * @param tasks which tasks, and how many of them at the most
	 * @return the query
	 */
	public static TaskPageQuery of(TaskQuery tasks) {
		return new TaskPageQuery(tasks, null, null, null, false, 0);
	}

	boolean matches(TrackedTask task, TaskLabels labels) {
		return this.tasks.matches(task) && matchesParent(task)
				&& (this.tasks.filter() == null || this.tasks.matchesName(labels.name(task)))
				&& (this.site == null || this.site.equals(labels.site(task)));
	}

	private boolean matchesParent(TrackedTask task) {
		Ancestor parent = task.parent();
		return this.parentId == null || Objects.equals(this.parentId, (parent != null) ? parent.id() : null);
	}

}
