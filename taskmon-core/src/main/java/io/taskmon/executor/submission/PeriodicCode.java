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
package io.taskmon.executor.submission;

import java.util.function.BooleanSupplier;

/**
 * Code that its scheduler runs over and over, until it throws an exception. Does what the
 * code does, throws what it throws, and reads as it does.
 */
final class PeriodicCode implements Runnable {

	private final Runnable code;

	private final ScheduledRuns<?> runs;

	private final BooleanSupplier shutdown;

	/**
	 * Wraps the code of a schedule.
	 * @param code what the scheduler is to run
	 * @param runs the runs of the code inside
	 * @param shutdown whether the scheduler has been shut down, which ends schedules, too
	 */
	PeriodicCode(Runnable code, ScheduledRuns<?> runs, BooleanSupplier shutdown) {
		this.code = code;
		this.runs = runs;
		this.shutdown = shutdown;
	}

	@Override
	public void run() {
		boolean survived = false;
		try {
			this.code.run();
			survived = true;
		}
		finally {
			if (!survived && !this.shutdown.getAsBoolean()) {
				this.runs.ended();
			}
		}
	}

	@Override
	public String toString() {
		return this.code.toString();
	}

}
