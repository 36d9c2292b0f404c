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

package io.taskmon.read;

import java.util.Locale;

import io.taskmon.task.Limits;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to show, and in which order. Conditions that are absent, or do not apply to
 * the tasks asked for, match all. To be made of {@link #ALL}.
 *
 * @param filter part of the name, in upper or lower case
 * @param executor bean name of the executor
 * @param state state of live tasks
 * @param outcome outcome of ended tasks
 * @param preserved whether the task is preserved
 * @param trace id of the trace in which the task was created, in upper or lower case
 * @param site creation site, whole
 * @param parentId id of the task that created them
 * @param order what they are ordered by, {@code null} for the order of
 * {@link TaskReader}; equals are ordered by id
 * @param descending whether the order is reversed
 * @param offset how many tasks to leave out before the first, at least 0
 * @param limit how many tasks at the most, at least 0
 */
public record TaskQuery(@Nullable String filter, @Nullable String executor, @Nullable TaskState state,
		@Nullable TaskOutcome outcome, @Nullable Boolean preserved, @Nullable String trace, @Nullable String site,
		@Nullable Long parentId, @Nullable TaskOrder order, boolean descending, int offset, int limit) {

	/**
	 * Number of tasks shown unless the query says otherwise.
	 */
	public static final int DEFAULT_LIMIT = 100;

	/**
	 * Stands for the executor of tasks of which none is known.
	 */
	public static final String NO_EXECUTOR = "(no known executor)";

	/**
	 * The first {@value #DEFAULT_LIMIT} of all tasks.
	 */
	public static final TaskQuery ALL = new TaskQuery(null, null, null, null, null, null, null, null, null, false, 0,
			DEFAULT_LIMIT);

	/**
	 * Checks offset and limit.
	 * @throws IllegalArgumentException if one of them is negative
	 */
	public TaskQuery {
		Limits.requireAtLeast(0, offset, "offset");
		Limits.requireAtLeast(0, limit, "limit");
		filter = (filter != null) ? filter.toLowerCase(Locale.ROOT) : null;
	}

	/**
	 * Asks for tasks of some names only.
	 * @param filter part of the name, in upper or lower case; {@code null} for any
	 * @return the query
	 */
	public TaskQuery withFilter(@Nullable String filter) {
		return new TaskQuery(filter, this.executor, this.state, this.outcome, this.preserved, this.trace, this.site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for tasks of one executor only.
	 * @param executor its bean name; {@code null} for any
	 * @return the query
	 */
	public TaskQuery withExecutor(@Nullable String executor) {
		return new TaskQuery(this.filter, executor, this.state, this.outcome, this.preserved, this.trace, this.site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for live tasks in one state only.
	 * @param state the state; {@code null} for any
	 * @return the query
	 */
	public TaskQuery withState(@Nullable TaskState state) {
		return new TaskQuery(this.filter, this.executor, state, this.outcome, this.preserved, this.trace, this.site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for ended tasks of one outcome only.
	 * @param outcome the outcome; {@code null} for any
	 * @return the query
	 */
	public TaskQuery withOutcome(@Nullable TaskOutcome outcome) {
		return new TaskQuery(this.filter, this.executor, this.state, outcome, this.preserved, this.trace, this.site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for preserved tasks only, or for the others only.
	 * @param preserved whether they are preserved; {@code null} for both
	 * @return the query
	 */
	public TaskQuery withPreserved(@Nullable Boolean preserved) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, preserved, this.trace, this.site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for tasks of one trace only.
	 * @param trace its id, in upper or lower case; {@code null} for any
	 * @return the query
	 */
	public TaskQuery withTrace(@Nullable String trace) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, this.preserved, trace, this.site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for tasks of one creation site only.
	 * @param site the site, whole; {@code null} for any
	 * @return the query
	 */
	public TaskQuery withSite(@Nullable String site) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, this.preserved, this.trace, site,
				this.parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for the children of one task only.
	 * @param parentId its id; {@code null} for tasks of any parent and of none
	 * @return the query
	 */
	public TaskQuery withParent(@Nullable Long parentId) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, this.preserved, this.trace,
				this.site, parentId, this.order, this.descending, this.offset, this.limit);
	}

	/**
	 * Asks for an order.
	 * @param order what tasks are ordered by; {@code null} for the order of
	 * {@link TaskReader}
	 * @param descending whether the order is reversed
	 * @return the query
	 */
	public TaskQuery orderedBy(@Nullable TaskOrder order, boolean descending) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, this.preserved, this.trace,
				this.site, this.parentId, order, descending, this.offset, this.limit);
	}

	/**
	 * Leaves out the first tasks.
	 * @param offset how many, at least 0
	 * @return the query
	 * @throws IllegalArgumentException if the offset is negative
	 */
	public TaskQuery withOffset(int offset) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, this.preserved, this.trace,
				this.site, this.parentId, this.order, this.descending, offset, this.limit);
	}

	/**
	 * Asks for so many tasks at the most.
	 * @param limit how many, at least 0
	 * @return the query
	 * @throws IllegalArgumentException if the limit is negative
	 */
	public TaskQuery withLimit(int limit) {
		return new TaskQuery(this.filter, this.executor, this.state, this.outcome, this.preserved, this.trace,
				this.site, this.parentId, this.order, this.descending, this.offset, limit);
	}

}
