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

package io.taskmon.actuate;

import io.taskmon.actuate.page.TasksMediaType;
import io.taskmon.read.TaskReader;
import io.taskmon.task.CancelRequest;
import io.taskmon.task.TaskCanceller;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.jmx.export.annotation.ManagedOperation;

/**
 * {@link Endpoint @Endpoint} that shows asynchronous tasks, and cancels them where the
 * application grants that access. What is not offered alike over HTTP and JMX is in
 * {@link TasksEndpointWebExtension} and {@link TasksEndpointJmxExtension}. Thread-safe.
 */
@Endpoint(id = "tasks", defaultAccess = Access.READ_ONLY)
public class TasksEndpoint {

	private static final CancelRequest BY_JMX = new CancelRequest(null, "JMX");

	private final TaskReader reader;

	private final TaskCanceller canceller;

	/**
	 * Creates the endpoint.
	 * @param reader what it shows
	 * @param canceller what it cancels with
	 */
	public TasksEndpoint(TaskReader reader, TaskCanceller canceller) {
		this.reader = reader;
		this.canceller = canceller;
	}

	/**
	 * Describes live tasks, oldest first unless ordered otherwise.
	 * @param filter part of the name, in upper or lower case
	 * @param executor bean name of the executor
	 * @param state name of the state
	 * @param preserved whether the task is preserved
	 * @param trace id of the trace in which the task was created
	 * @param site creation site
	 * @param parent id of the task that created them
	 * @param sort what they are ordered by, with {@code -} before it the other way round
	 * @param offset how many tasks to leave out before the first
	 * @param limit how many tasks at the most, from 0 to 10,000, 100 unless given
	 * @return the tasks, and the counts of all
	 */
	@ReadOperation(producesFrom = TasksMediaType.class)
	@ManagedOperation(description = "Live tasks, oldest first")
	public TaskListDescriptor tasks(@Nullable String filter, @Nullable String executor, @Nullable String state,
			@Nullable Boolean preserved, @Nullable String trace, @Nullable String site, @Nullable Long parent,
			@Nullable String sort, @Nullable Integer offset, @Nullable Integer limit) {
		QueryParameters parameters = new QueryParameters(filter, executor, state, null, preserved, trace, site, parent,
				sort, offset, limit);
		return TaskListDescriptor.live(this.reader.live(parameters.live()));
	}

	/**
	 * Describes everything known of a task, live or ended.
	 * @param id id of the task
	 * @return the task, {@code null} if it is neither live nor in the termination log
	 */
	@ReadOperation(producesFrom = TasksMediaType.class)
	@ManagedOperation(description = "Everything known of a task, live or ended")
	public @Nullable TaskDetailsDescriptor task(@Selector Long id) {
		return this.reader.find(id).map(TaskDetailsDescriptor::of).orElse(null);
	}

	/**
	 * Cancels a live task.
	 * @param id id of the task
	 * @return what came of it
	 */
	@DeleteOperation(producesFrom = TasksMediaType.class)
	@ManagedOperation(description = "Cancels a live task")
	public CancellationDescriptor cancelTask(@Selector Long id) {
		return CancellationDescriptor.of(id, this.canceller.cancel(id, BY_JMX));
	}

}
