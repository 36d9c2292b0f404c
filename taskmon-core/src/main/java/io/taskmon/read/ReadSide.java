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

import java.util.List;
import java.util.function.Supplier;

import io.taskmon.observe.ExecutorCatalog;
import io.taskmon.spi.TaskListener;
import io.taskmon.stack.StackSymbols;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.EndedTask;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TaskSteps;
import io.taskmon.upkeep.FailureReader;

/**
 * All who tell of the tasks of one registry. Thread-safe.
 */
public final class ReadSide {

	private final TaskRegistry registry;

	private final TaskNames names;

	private final TaskDescriber describer;

	private final TaskReader reader;

	private final TaskStatistics statistics;

	private final Guardians guardians;

	/**
	 * Creates the read side.
	 * @param registry what is known of tasks
	 * @param symbols turns stacks into text
	 * @param failures turns exceptions into text
	 * @param application whose classes and frames are the application's
	 * @param executors the executors
	 */
	public ReadSide(TaskRegistry registry, StackSymbols symbols, FailureReader failures,
			ApplicationPackages application, ExecutorCatalog executors) {
		this.registry = registry;
		this.names = new TaskNames(symbols, application);
		this.describer = new TaskDescriber(registry::instantAt, this.names, failures);
		this.guardians = new DefaultGuardians(registry, this.describer);
		this.reader = new DefaultTaskReader(registry, this.describer, executors, this.guardians);
		this.statistics = new DefaultTaskStatistics(registry);
	}

	public TaskReader reader() {
		return this.reader;
	}

	public TaskStatistics statistics() {
		return this.statistics;
	}

	public Guardians guardians() {
		return this.guardians;
	}

	/**
	 * Returns what tells a listener of steps.
	 */
	public TaskSteps telling(TaskListener listener) {
		return new ListenerSteps(listener, this.names);
	}

	/**
	 * Returns what gives, time and again, the preserved tasks that have ended since, the
	 * oldest first. Not thread-safe.
	 */
	public Supplier<List<EndedTask>> preservedEnds() {
		return new PreservedEnds(this.registry.log(), this.describer)::take;
	}

}
