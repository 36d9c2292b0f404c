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
import java.util.Objects;
import java.util.stream.Stream;

import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.track.Ancestor;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Tells which tasks a query asks for. For one answer on one thread.
 */
final class TaskMatcher {

	private final TaskQuery query;

	private final TaskLabels labels;

	TaskMatcher(TaskQuery query, TaskLabels labels) {
		this.query = query;
		this.labels = labels;
	}

	/**
	 * Returns the live tasks that are asked for.
	 */
	Stream<TrackedTask> live(LiveSnapshot live) {
		TaskState state = this.query.state();
		return live.tasks().stream().filter((task) -> (state == null || state == live.state(task)) && matches(task));
	}

	/**
	 * Returns whether every live task is asked for.
	 */
	boolean matchesAllLive() {
		return this.query.filter() == null && this.query.executor() == null && this.query.state() == null
				&& this.query.preserved() == null && this.query.trace() == null && this.query.site() == null
				&& this.query.parentId() == null;
	}

	boolean matchesEnded(TrackedTask task) {
		TaskOutcome outcome = this.query.outcome();
		return (outcome == null || outcome == task.outcome()) && matches(task);
	}

	/**
	 * Returns whether a task is asked for, whatever its state or outcome.
	 */
	boolean matches(TrackedTask task) {
		Boolean preserved = this.query.preserved();
		return matchesExecutor(task.executor()) && (preserved == null || preserved == task.code().isPreserved())
				&& (this.query.trace() == null || isTraced(task.context())) && matchesParent(task.parent())
				&& matchesName(task) && matchesSite(task);
	}

	private boolean matchesExecutor(@Nullable String name) {
		String executor = this.query.executor();
		return executor == null || executor.equals((name != null) ? name : TaskQuery.NO_EXECUTOR);
	}

	private boolean isTraced(@Nullable TaskContext context) {
		return context != null && context.traceId() != null && context.traceId().equalsIgnoreCase(this.query.trace());
	}

	private boolean matchesParent(@Nullable Ancestor parent) {
		return this.query.parentId() == null
				|| Objects.equals(this.query.parentId(), (parent != null) ? parent.id() : null);
	}

	private boolean matchesName(TrackedTask task) {
		String filter = this.query.filter();
		return filter == null || this.labels.name(task).toLowerCase(Locale.ROOT).contains(filter);
	}

	private boolean matchesSite(TrackedTask task) {
		return this.query.site() == null || this.query.site().equals(this.labels.site(task));
	}

}
