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

package io.taskmon.upkeep;

import io.taskmon.stack.StackSymbols;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Turns into text what ended tasks still hold of the application, once it has rested: in
 * a flood most are gone by then, and cost nothing. By one thread at a time.
 */
final class Symboliser {

	private static final long WAIT_FOR_FAILURES_NANOS = 100_000_000;

	private final TaskRegistry registry;

	private final StackSymbols symbols;

	private final FailureReader failures;

	private boolean failuresLeft;

	private boolean stacksLeft;

	Symboliser(TaskRegistry registry, StackSymbols symbols, FailureReader failures) {
		this.registry = registry;
		this.symbols = symbols;
		this.failures = failures;
	}

	/**
	 * Turns into text the exceptions that have rested since the last call, and all else
	 * of their tasks: nobody knows what an exception holds. Waits for it, but not for
	 * long.
	 */
	void symboliseFailures() {
		boolean all = this.failuresLeft;
		// What is missed for lack of memory would be missed for ever
		this.failuresLeft = true;
		this.registry.log()
			.rings()
			.forEach((ring) -> (all ? ring.failures() : ring.settledFailures()).forEach(this::symbolise));
		this.registry.unseenFailures().takeNew().forEach(this::symbolise);
		this.registry.deadSchedules().takeNew().forEach(this::symbolise);
		this.registry.guardians().takeSettled().forEach(this::symbolise);
		this.failuresLeft = false;
		this.failures.watch();
		this.failures.awaitIdle(WAIT_FOR_FAILURES_NANOS);
	}

	/**
	 * Turns into text what has rested since the last call: ended tasks that are still in
	 * the log, latest stacks of sites that are still the latest.
	 */
	void symboliseStacks() {
		boolean all = this.stacksLeft;
		this.stacksLeft = true;
		this.registry.log().rings().forEach((ring) -> (all ? ring.tasks() : ring.settled()).forEach(this::symbolise));
		this.registry.stacks().symboliseSettled(this.symbols);
		this.stacksLeft = false;
	}

	private void symbolise(TrackedTask task) {
		task.symbolise(this.symbols);
		@Nullable Throwable exception = task.exception();
		if (exception != null) {
			this.failures.readLater(task, exception);
		}
	}

}
