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

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.taskmon.task.Task;
import io.taskmon.track.LogSnapshot;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Tells which tasks were live in the last while. For one answer on one thread.
 */
final class RecentBuilder {

	private final LiveSnapshot live;

	private final LogSnapshot log;

	private final TaskDescriber describer;

	private final long now;

	RecentBuilder(LiveSnapshot live, LogSnapshot log, TaskDescriber describer, long now) {
		this.live = live;
		this.log = log;
		this.describer = describer;
		this.now = now;
	}

	RecentTasks build(Stream<TrackedTask> known, Duration range, int limit) {
		List<Ranked> matched = known.map((task) -> Ranked.of(task, this.live))
			.filter((task) -> !task.ended() || this.now - task.task().endedNanos() <= range.toNanos())
			.toList();
		List<Task> tasks = fairly(matched).limit(limit)
			.sorted(Comparator.comparingLong((ranked) -> ranked.task().id()))
			.map(this::describe)
			.toList();
		Instant to = this.describer.instant(this.now);
		return new RecentTasks(to.minus(range), to, completeSince(), matched.size(), tasks);
	}

	private Task describe(Ranked ranked) {
		TrackedTask task = ranked.task();
		return ranked.ended() ? this.describer.ended(task)
				: this.describer.live(task, this.live.thread(task), this.now);
	}

	private @Nullable Instant completeSince() {
		if (this.log.total() <= this.log.tasks().size()) {
			return null;
		}
		// Preserved ones are kept longer than others
		return this.log.tasks()
			.stream()
			.filter((task) -> !task.code().isPreserved())
			.reduce((newer, older) -> older)
			.map((oldest) -> this.describer.instant(oldest.endedNanos()))
			.orElse(null);
	}

	// In turn from each executor, so that a crowded one does not hide the others
	private static Stream<Ranked> fairly(List<Ranked> tasks) {
		Map<String, Integer> turns = new HashMap<>();
		return tasks.stream()
			.sorted(Comparator.comparingInt(Ranked::rank).thenComparing(Ranked::order))
			.map((ranked) -> new Ranked(turns.merge(executor(ranked.task()), 1, Integer::sum), ranked.order(),
					ranked.ended(), ranked.task()))
			.toList()
			.stream()
			.sorted(Comparator.comparingInt(Ranked::rank));
	}

	private static String executor(TrackedTask task) {
		String executor = task.executor();
		return (executor != null) ? executor : "";
	}

	/**
	 * @param ended whether the task had ended when somebody looked: once, for it may end
	 * at any time
	 */
	private record Ranked(int rank, Long order, boolean ended, TrackedTask task) {

		// What runs tells most, then what ended last, then what has waited longest
		static Ranked of(TrackedTask task, LiveSnapshot live) {
			if (task.hasEnded()) {
				return new Ranked(1, -task.endedNanos(), true, task);
			}
			return new Ranked((live.thread(task) != null) ? 0 : 2, task.id(), false, task);
		}

	}

}
