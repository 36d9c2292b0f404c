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
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.function.Supplier;

import io.taskmon.task.OverdueRun;

/**
 * The futures of schedules of the JDK's that run again and again, each of which tells
 * when it runs next: what holds up a scheduler that does not show its queue. Does not
 * hold the futures. Thread-safe.
 */
public final class Timers {

	/**
	 * More schedules than an application has that makes no new ones.
	 */
	private static final int CAPACITY = 10_000;

	private final Map<RunnableScheduledFuture<?>, Timer> timers = new WeakHashMap<>();

	/**
	 * Notes the future of a schedule if it is such a one.
	 */
	void add(Schedule schedule, Supplier<String> executor, Object future) {
		// Others may be the application's
		if (future instanceof RunnableScheduledFuture<?> timer && timer.isPeriodic()
				&& timer.getClass().getName().startsWith("java.util.concurrent.")) {
			add(timer, new Timer(schedule.code(), executor, schedule));
		}
	}

	private synchronized void add(RunnableScheduledFuture<?> future, Timer timer) {
		if (this.timers.size() < CAPACITY) {
			this.timers.put(future, timer);
		}
	}

	/**
	 * Returns the schedules whose next run should have begun.
	 * @param live the live tasks
	 */
	public List<OverdueRun> overdue(List<TrackedTask> live) {
		Map<RunnableScheduledFuture<?>, Timer> idle = idle();
		if (idle.isEmpty()) {
			return List.of();
		}
		Set<Schedule> running = Collections.newSetFromMap(new IdentityHashMap<>());
		for (TrackedTask task : live) {
			Schedule schedule = task.schedule();
			if (schedule != null) {
				running.add(schedule);
			}
		}
		idle.values().removeIf((timer) -> running.contains(timer.schedule()));
		idle.keySet().removeIf((future) -> OverdueRun.by(future) <= 0);
		// Once more, for a run may just have ended whose next time was not set yet
		List<OverdueRun> overdue = new ArrayList<>();
		idle.forEach((future, timer) -> {
			if (OverdueRun.by(future) > 0) {
				overdue.add(OverdueRun.of(timer.code().name(), timer.executor().get(), future));
			}
		});
		return overdue;
	}

	private synchronized Map<RunnableScheduledFuture<?>, Timer> idle() {
		this.timers.keySet().removeIf(RunnableScheduledFuture::isDone);
		return new HashMap<>(this.timers);
	}

	private record Timer(TaskCode code, Supplier<String> executor, Schedule schedule) {

	}

}
