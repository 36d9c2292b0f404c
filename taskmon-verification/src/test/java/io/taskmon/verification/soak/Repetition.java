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

package io.taskmon.verification.soak;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

/**
 * A scheduled task that runs a number of times, and what it knows of its runs.
 */
final class Repetition implements Runnable, Trigger {

	private static final int RUNS = 100;

	private static final int FAILS_EVERY = 4;

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger triggered = new AtomicInteger();

	static Repetition start(TaskScheduler scheduler) {
		Repetition repetition = new Repetition();
		scheduler.schedule(repetition, repetition);
		return repetition;
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		return (this.triggered.getAndIncrement() < RUNS) ? Instant.now().plusMillis(1) : null;
	}

	@Override
	public void run() {
		if (this.begun.incrementAndGet() % FAILS_EVERY == 0) {
			throw new IllegalStateException("This run fails");
		}
	}

	boolean isOver() {
		return this.begun.get() == RUNS;
	}

	Map<TaskOutcome, Long> outcomes() {
		long failed = RUNS / FAILS_EVERY;
		return Map.of(TaskOutcome.FAILED, failed, TaskOutcome.SUCCEEDED, RUNS - failed);
	}

}
