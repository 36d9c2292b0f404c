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

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks to show. Conditions that are absent, or do not apply to the tasks asked
 * for, match all.
 *
 * @param filter part of the name, in upper or lower case
 * @param executor bean name of the executor
 * @param state state of live tasks
 * @param outcome outcome of ended tasks
 * @param preserved whether the task is preserved
 * @param trace id of the trace in which the task was created, in upper or lower case
 * @param limit how many tasks at the most, at least 0
 */
public record TaskQuery(@Nullable String filter, @Nullable String executor, @Nullable TaskState state,
		@Nullable TaskOutcome outcome, @Nullable Boolean preserved, @Nullable String trace, int limit) {

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
	public static final TaskQuery ALL = new TaskQuery(null, null, null, null, null, DEFAULT_LIMIT);

	/**
	 * Checks the limit.
	 * @throws IllegalArgumentException if it is negative
	 */
	public TaskQuery {
		Limits.requireAtLeast(0, limit, "limit");
		filter = (filter != null) ? filter.toLowerCase(Locale.ROOT) : null;
	}

	/**
	 * Creates a query for tasks of any trace.
	 * @param filter part of the name, in upper or lower case
	 * @param executor bean name of the executor
	 * @param state state of live tasks
	 * @param outcome outcome of ended tasks
	 * @param preserved whether the task is preserved
	 * @param limit how many tasks at the most, at least 0
	 * @throws IllegalArgumentException if the limit is negative
	 */
	public TaskQuery(@Nullable String filter, @Nullable String executor, @Nullable TaskState state,
			@Nullable TaskOutcome outcome, @Nullable Boolean preserved, int limit) {
		this(filter, executor, state, outcome, preserved, null, limit);
	}

	boolean matchesName(String name) {
		return this.filter == null || name.toLowerCase(Locale.ROOT).contains(this.filter);
	}

	boolean matches(TrackedTask task) {
		return matchesExecutor(task.executor())
				&& (this.preserved == null || this.preserved == task.site().isPreserved())
				&& (this.trace == null || isTraced(task.context()));
	}

	private boolean matchesExecutor(@Nullable String name) {
		return this.executor == null || this.executor.equals((name != null) ? name : NO_EXECUTOR);
	}

	private boolean isTraced(@Nullable TaskContext context) {
		return context != null && context.traceId() != null && context.traceId().equalsIgnoreCase(this.trace);
	}

	boolean matchesState(TrackedTask task, LiveSnapshot live) {
		return this.state == null || this.state == live.state(task);
	}

	/**
	 * Returns whether every live task matches.
	 */
	boolean matchesAllLive() {
		return this.filter == null && this.executor == null && this.state == null && this.preserved == null
				&& this.trace == null;
	}

	boolean matchesOutcome(TrackedTask task) {
		return this.outcome == null || this.outcome == task.outcome();
	}

}
