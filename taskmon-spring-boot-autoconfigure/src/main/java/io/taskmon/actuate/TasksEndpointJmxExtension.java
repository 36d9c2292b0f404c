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

import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskReader;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;
import org.springframework.jmx.export.annotation.ManagedOperation;

/**
 * {@link EndpointJmxExtension @EndpointJmxExtension} for the {@link TasksEndpoint}: the
 * operations that paths tell apart over HTTP, and names over JMX. Thread-safe.
 */
@EndpointJmxExtension(endpoint = TasksEndpoint.class)
public class TasksEndpointJmxExtension {

	private final TaskReader reader;

	private final Diagnosis diagnosis;

	/**
	 * Creates the extension.
	 * @param reader what it shows
	 * @param diagnosis tells what is wrong
	 */
	public TasksEndpointJmxExtension(TaskReader reader, Diagnosis diagnosis) {
		this.reader = reader;
		this.diagnosis = diagnosis;
	}

	/**
	 * Describes ended tasks, newest first unless ordered otherwise.
	 * @param filter part of the name, in upper or lower case
	 * @param executor bean name of the executor
	 * @param outcome name of the outcome
	 * @param preserved whether the task is preserved
	 * @param trace id of the trace in which the task was created
	 * @param site creation site
	 * @param parent id of the task that created them
	 * @param sort what they are ordered by, with {@code -} before it the other way round
	 * @param offset how many tasks to leave out before the first
	 * @param limit how many tasks at the most, from 0 to 10,000, 100 unless given
	 * @return the tasks, and the counts of all
	 */
	@ReadOperation
	@ManagedOperation(description = "The termination log, newest first")
	public TaskListDescriptor terminatedTasks(@Nullable String filter, @Nullable String executor,
			@Nullable String outcome, @Nullable Boolean preserved, @Nullable String trace, @Nullable String site,
			@Nullable Long parent, @Nullable String sort, @Nullable Integer offset, @Nullable Integer limit) {
		QueryParameters parameters = new QueryParameters(filter, executor, null, outcome, preserved, trace, site,
				parent, sort, offset, limit);
		return TaskListDescriptor.ended(this.reader.ended(parameters.ended()));
	}

	/**
	 * Describes everything known of an ended task.
	 * @param id id of the task
	 * @return the task, {@code null} if it is not in the termination log
	 */
	@ReadOperation
	@ManagedOperation(description = "Everything known of an ended task")
	public @Nullable TaskDetailsDescriptor terminatedTask(Long id) {
		return this.reader.findEnded(id).map(TaskDetailsDescriptor::of).orElse(null);
	}

	/**
	 * Describes the executor beans and what can be seen of each.
	 * @return the executors, by name
	 */
	@ReadOperation
	@ManagedOperation(description = "Executor beans, and what can be seen of each")
	public ExecutorsDescriptor executors() {
		return ExecutorsDescriptor.of(this.reader.executors());
	}

	/**
	 * Describes what is wrong.
	 * @return the findings, the most severe first
	 */
	@ReadOperation
	@ManagedOperation(description = "What is wrong, the most severe first")
	public DiagnosisDescriptor diagnosis() {
		return DiagnosisDescriptor.of(this.diagnosis.findings());
	}

}
