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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schedules that have ended by an exception of their last run and will not run again,
 * up to a limit, until others are made in their place. Thread-safe.
 */
public final class DeadSchedules {

	/**
	 * More than an application has that is alive; what dies after that is not told.
	 */
	static final int CAPACITY = 100;

	private final Map<Schedule, TrackedTask> lastRuns = new LinkedHashMap<>();

	private volatile boolean some;

	private boolean hasNew;

	private boolean shuttingDown;

	/**
	 * Keeps the last run of a schedule.
	 */
	synchronized void add(Schedule schedule, TrackedTask lastRun) {
		if (!this.shuttingDown && this.lastRuns.size() < CAPACITY
				&& this.lastRuns.putIfAbsent(schedule, lastRun) == null) {
			this.some = true;
			this.hasNew = true;
		}
	}

	/**
	 * Says that a schedule has been made, which takes the place of one that is dead.
	 */
	void made(Schedule schedule) {
		if (this.some) {
			replace(schedule);
		}
	}

	private synchronized void replace(Schedule made) {
		if (this.lastRuns.remove(made) == null) {
			this.lastRuns.keySet()
				.stream()
				.filter((dead) -> dead.code() == made.code())
				.findFirst()
				.ifPresent(this.lastRuns::remove);
		}
		this.some = !this.lastRuns.isEmpty();
	}

	/**
	 * Says that schedules may end from now on.
	 */
	public synchronized void shutDown() {
		this.shuttingDown = true;
	}

	/**
	 * Returns the last runs, those first that ended first.
	 */
	public synchronized List<TrackedTask> lastRuns() {
		return new ArrayList<>(this.lastRuns.values());
	}

	/**
	 * Returns them all if one has come since the last call.
	 */
	public synchronized List<TrackedTask> takeNew() {
		List<TrackedTask> tasks = this.hasNew ? lastRuns() : List.of();
		this.hasNew = false;
		return tasks;
	}

}
