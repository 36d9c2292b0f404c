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

package io.taskmon.core;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads the tracker.
 */
final class TaskBook implements TaskReader {

	private final TaskTracker tracker;

	private final TaskDescriber describer;

	private final ExecutorCatalog executors;

	TaskBook(TaskTracker tracker, TaskDescriber describer, ExecutorCatalog executors) {
		this.executors = executors;
		this.tracker = tracker;
		this.describer = describer;
	}

	@Override
	public TaskList<LiveTask> live(TaskQuery query) {
		LiveSnapshot live = this.tracker.reconcile();
		long now = this.tracker.nanoTime();
		long kept = live.tasks().size();
		// Who wants no task wants the counts, soon
		if (query.limit() == 0 && query.matchesAllLive()) {
			return new TaskList<>(live.counts(this.tracker), kept, kept, List.of());
		}
		Oldest oldest = new Oldest(query.limit());
		long matched = 0;
		for (TrackedTask task : live.tasks()) {
			if (query.matches(task) && query.matchesState(task, live) && matchesName(query, task)) {
				oldest.offer(task);
				matched++;
			}
		}
		return new TaskList<>(live.counts(this.tracker), matched, kept,
				oldest.tasks().stream().map((task) -> this.describer.live(task, live.thread(task), now)).toList());
	}

	@Override
	public TaskList<EndedTask> ended(TaskQuery query) {
		LiveSnapshot live = this.tracker.reconcile();
		LogSnapshot log = this.tracker.log().look();
		List<TrackedTask> matched = log.tasks()
			.stream()
			.filter((task) -> query.matches(task) && query.matchesOutcome(task) && matchesName(query, task))
			.toList();
		return new TaskList<>(live.counts(this.tracker, log.total()), matched.size(), log.tasks().size(),
				matched.stream().limit(query.limit()).map(this.describer::ended).toList());
	}

	@Override
	public Optional<TaskDetails> find(long id) {
		this.tracker.reconcile();
		TrackedTask live = this.tracker.live().find(id);
		return details((live != null) ? live : this.tracker.log().find(id));
	}

	@Override
	public Optional<TaskDetails> findEnded(long id) {
		this.tracker.reconcile();
		return details(this.tracker.log().find(id));
	}

	@Override
	public List<TaskExecutorInfo> executors() {
		return this.executors.describe(this.tracker.reconcile(), this.tracker.faults());
	}

	private Optional<TaskDetails> details(@Nullable TrackedTask task) {
		return Optional.ofNullable(task).map((found) -> this.describer.details(found, this.tracker.nanoTime()));
	}

	private boolean matchesName(TaskQuery query, TrackedTask task) {
		return query.filter() == null || query.matchesName(this.describer.name(task));
	}

}
