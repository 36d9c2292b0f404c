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
package io.taskmon.track;

import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A schedule: what its runs have in common beyond their code. Two schedules of one class
 * are two; a schedule that one of its runs makes anew is still the same. Knows how long
 * its runs take, whatever else ends. Thread-safe.
 */
public final class Schedule {

	private static final int RUNS_THAT_MAKE_A_HABIT = 3;

	/**
	 * What took long once is forgotten after one to two times as many runs.
	 */
	private static final int RUNS_THAT_COUNT = 100;

	private final TaskCode site;

	private long ended;

	private long succeeded;

	private long longestNanos;

	private long longestNanosBefore;

	Schedule(TaskCode site) {
		this.site = site;
	}

	/**
	 * Returns the schedule that a thread makes.
	 * @param current the schedule of the task that the thread runs, if it is the run of
	 * one
	 */
	static Schedule of(TaskCode site, @Nullable Schedule current) {
		return (current != null && current.site == site) ? current : new Schedule(site);
	}

	TaskCode code() {
		return this.site;
	}

	/**
	 * Notes that a run has ended.
	 */
	public synchronized void ended(@Nullable TaskOutcome outcome, long ranNanos) {
		this.ended++;
		if (outcome == TaskOutcome.SUCCEEDED && this.succeeded++ % RUNS_THAT_COUNT == 0) {
			this.longestNanosBefore = this.longestNanos;
			this.longestNanos = 0;
		}
		// What fails at once tells nothing of how long it takes to succeed
		if (outcome == TaskOutcome.SUCCEEDED || outcome == TaskOutcome.FAILED) {
			this.longestNanos = Math.max(this.longestNanos, ranNanos);
		}
	}

	/**
	 * Returns how many runs have ended.
	 */
	public synchronized long ended() {
		return this.ended;
	}

	/**
	 * Returns how long runs have taken at the most of late, in nanoseconds; {@code null}
	 * if too few have succeeded to tell.
	 */
	public synchronized @Nullable Long usualNanos() {
		return (this.succeeded < RUNS_THAT_MAKE_A_HABIT) ? null : Math.max(this.longestNanos, this.longestNanosBefore);
	}

}
