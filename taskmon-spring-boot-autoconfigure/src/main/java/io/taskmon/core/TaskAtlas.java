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

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Surveys the tracker.
 */
final class TaskAtlas implements TaskSurvey {

	private static final Duration RATE_WINDOW = Duration.ofMinutes(1);

	private final TaskTracker tracker;

	private final TaskDescriber describer;

	private final ExecutorCatalog executors;

	private final Guardians guardians;

	TaskAtlas(TaskTracker tracker, TaskDescriber describer, ExecutorCatalog executors, Guardians guardians) {
		this.tracker = tracker;
		this.describer = describer;
		this.executors = executors;
		this.guardians = guardians;
	}

	@Override
	public TaskPage<LiveTask> live(TaskPageQuery query) {
		LiveSnapshot live = this.tracker.reconcile();
		long now = this.tracker.nanoTime();
		Selection selection = (query.order() != null) ? sorted(live.tasks(), query.tasks()::matchesState, query)
				: oldest(live.tasks(), query);
		return page(live.counts(this.tracker), selection, query, (task) -> this.describer.live(task, now));
	}

	@Override
	public TaskPage<EndedTask> ended(TaskPageQuery query) {
		TaskCounts counts = this.tracker.reconcile().counts(this.tracker);
		Selection selection = sorted(this.tracker.log().snapshot(), query.tasks()::matchesOutcome, query);
		return page(counts, selection, query, this.describer::ended);
	}

	private Selection sorted(List<TrackedTask> tasks, Predicate<TrackedTask> wanted, TaskPageQuery query) {
		TaskLabels labels = new TaskLabels(this.describer);
		List<TrackedTask> matched = tasks.stream().filter(wanted.and((task) -> query.matches(task, labels))).toList();
		TaskOrder order = query.order();
		return new Selection(matched.size(), (order != null)
				? new TaskSorter(labels, this.tracker.nanoTime()).sorted(matched, order, query.descending()) : matched);
	}

	private Selection oldest(List<TrackedTask> tasks, TaskPageQuery query) {
		TaskLabels labels = new TaskLabels(this.describer);
		Oldest oldest = new Oldest((int) Math.min(tasks.size(), (long) query.offset() + query.tasks().limit()));
		int matched = 0;
		for (TrackedTask task : tasks) {
			if (query.tasks().matchesState(task) && query.matches(task, labels)) {
				oldest.offer(task);
				matched++;
			}
		}
		return new Selection(matched, oldest.tasks());
	}

	private static <T extends Task> TaskPage<T> page(TaskCounts counts, Selection selection, TaskPageQuery query,
			Function<TrackedTask, T> description) {
		List<T> page = selection.tasks()
			.stream()
			.skip(query.offset())
			.limit(query.tasks().limit())
			.map(description)
			.toList();
		return new TaskPage<>(counts, selection.matched(), page);
	}

	@Override
	public TaskGroups groups(TaskPageQuery query, TaskGrouping grouping) {
		return groups(this.tracker.reconcile(), query, grouping);
	}

	private TaskGroups groups(LiveSnapshot live, TaskPageQuery query, TaskGrouping grouping) {
		TaskLabels labels = new TaskLabels(this.describer);
		Map<String, List<TrackedTask>> groups = matching(live.tasks().stream(), query, labels)
			.collect(Collectors.groupingBy((task) -> key(task, grouping, labels)));
		List<TaskGroup> largestFirst = groups.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparingLong(TaskGroup::size).reversed().thenComparing(TaskGroup::key))
			.skip(query.offset())
			.limit(query.tasks().limit())
			.toList();
		return new TaskGroups(live.counts(this.tracker), groups.size(), largestFirst);
	}

	private static String key(TrackedTask task, TaskGrouping grouping, TaskLabels labels) {
		return switch (grouping) {
			case NAME -> labels.name(task);
			case SITE -> labels.site(task);
			case EXECUTOR -> executor(task);
		};
	}

	private TaskGroup group(String key, List<TrackedTask> tasks) {
		long running = tasks.stream().filter((task) -> task.state() == TaskState.RUNNING).count();
		TrackedTask oldest = Collections.min(tasks, Comparator.comparingLong(TrackedTask::id));
		return new TaskGroup(key, tasks.size() - running, running, oldest.id(), createdAt(oldest));
	}

	@Override
	public TaskObservation observe(int limit, TaskThresholds thresholds) {
		LiveSnapshot live = this.tracker.reconcile();
		TaskObserver observer = new TaskObserver(this.tracker, this.describer, live.tasks());
		List<TaskGroup> sites = groups(live, query(null, limit), TaskGrouping.SITE).groups()
			.stream()
			.filter((site) -> TaskLabels.isSite(site.key()))
			.toList();
		List<TaskGroup> queues = groups(live, query(TaskState.QUEUED, limit), TaskGrouping.EXECUTOR).groups();
		return new TaskObservation(this.tracker.instantAt(this.tracker.nanoTime()), live.counts(this.tracker),
				observer.tasks(limit), this.executors.describe(live.tasks(), this.tracker.faults()), sites, queues,
				observer.slow(thresholds, limit), observer.unseenFailures(limit), observer.endedSchedules(),
				this.guardians.dead());
	}

	@Override
	public ApplicationPackages application() {
		return this.describer.application();
	}

	private static TaskPageQuery query(@Nullable TaskState state, int limit) {
		return TaskPageQuery.of(new TaskQuery(null, null, state, null, null, limit));
	}

	@Override
	public TaskTree tree(TaskPageQuery query) {
		LiveSnapshot live = this.tracker.reconcile();
		TaskLabels labels = new TaskLabels(this.describer);
		TreeBuilder tree = new TreeBuilder(byId(live.tasks().stream()), labels, this::createdAt, query.tasks().limit());
		List<TrackedTask> matched = matching(live.tasks().stream(), query, labels).toList();
		matched.stream().sorted(Comparator.comparingLong(TrackedTask::id)).forEach(tree::add);
		return tree.build(live.counts(this.tracker), matched.size());
	}

	@Override
	public SiteProfile profile(TaskPageQuery query, TaskWeight weight) {
		List<TrackedTask> live = this.tracker.reconcile().tasks();
		long now = this.tracker.nanoTime();
		TaskLabels labels = new TaskLabels(this.describer);
		ProfileBuilder profile = new ProfileBuilder(labels);
		ToLongFunction<TrackedTask> weigh = weigher(weight, now);
		Stream<TrackedTask> tasks = (weight == TaskWeight.LIVE) ? live.stream() : known(live, query);
		matching(tasks, query, labels).forEach((task) -> {
			long tasksWeight = weigh.applyAsLong(task);
			if (tasksWeight > 0) {
				profile.add(task, tasksWeight);
			}
		});
		return profile.build(weight, query.tasks().limit());
	}

	private static ToLongFunction<TrackedTask> weigher(TaskWeight weight, long now) {
		return switch (weight) {
			case LIVE -> (task) -> 1;
			case RATE -> (task) -> (now - task.createdNanos() <= RATE_WINDOW.toNanos()) ? 1 : 0;
			case TIME -> (task) -> task.hasStarted()
					? ((task.hasEnded() ? task.endedNanos() : now) - task.startedNanos()) / 1_000_000 : 0;
		};
	}

	@Override
	public RecentTasks recent(TaskPageQuery query, Duration range) {
		List<TrackedTask> live = this.tracker.reconcile().tasks();
		long now = this.tracker.nanoTime();
		TaskLabels labels = new TaskLabels(this.describer);
		Stream<TrackedTask> latest = known(live, query)
			.filter((task) -> !task.hasEnded() || now - task.endedNanos() <= range.toNanos());
		List<Ranked> matched = matching(latest, query, labels).map(Ranked::of).toList();
		List<Task> tasks = fairly(matched).limit(query.tasks().limit())
			.sorted(Comparator.comparingLong(TrackedTask::id))
			.map((task) -> described(task, now))
			.toList();
		Instant to = this.tracker.instantAt(now).truncatedTo(ChronoUnit.MILLIS);
		return new RecentTasks(to.minus(range), to, completeSince(), matched.size(), tasks);
	}

	private @Nullable Instant completeSince() {
		List<TrackedTask> logged = this.tracker.log().snapshot();
		if (this.tracker.log().total() <= logged.size()) {
			return null;
		}
		// Preserved ones are kept longer than others
		return logged.stream()
			.filter((task) -> !task.site().isPreserved())
			.reduce((newer, older) -> older)
			.map((oldest) -> this.tracker.instantAt(oldest.endedNanos()).truncatedTo(ChronoUnit.MILLIS))
			.orElse(null);
	}

	// In turn from each executor, so that a crowded one does not hide the others
	private static Stream<TrackedTask> fairly(List<Ranked> tasks) {
		Map<String, Integer> turns = new HashMap<>();
		return tasks.stream()
			.sorted(Comparator.comparingInt(Ranked::rank).thenComparing(Ranked::order))
			.map((ranked) -> new Ranked(turns.merge(executor(ranked.task()), 1, Integer::sum), ranked.order(),
					ranked.task()))
			.toList()
			.stream()
			.sorted(Comparator.comparingInt(Ranked::rank))
			.map(Ranked::task);
	}

	private static String executor(TrackedTask task) {
		String executor = task.executor();
		return (executor != null) ? executor : "";
	}

	private Task described(TrackedTask task, long now) {
		return task.hasEnded() ? this.describer.ended(task) : this.describer.live(task, now);
	}

	private Stream<TrackedTask> matching(Stream<TrackedTask> tasks, TaskPageQuery query, TaskLabels labels) {
		return tasks.filter((task) -> query.tasks().matchesState(task) && query.matches(task, labels));
	}

	// Ended tasks have no state
	private Stream<TrackedTask> known(List<TrackedTask> live, TaskPageQuery query) {
		return (query.tasks().state() != null) ? live.stream() : known(live).values().stream();
	}

	// A cancelled task whose code runs on is in both
	private Map<Long, TrackedTask> known(List<TrackedTask> live) {
		return byId(Stream.concat(live.stream(), this.tracker.log().snapshot().stream()));
	}

	private static Map<Long, TrackedTask> byId(Stream<TrackedTask> tasks) {
		return tasks
			.collect(Collectors.toMap(TrackedTask::id, (task) -> task, (first, second) -> first, LinkedHashMap::new));
	}

	private Instant createdAt(TrackedTask task) {
		return this.tracker.instantAt(task.createdNanos()).truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * @param matched how many tasks matched
	 * @param tasks the first of them in their order
	 */
	private record Selection(int matched, List<TrackedTask> tasks) {

	}

	private record Ranked(int rank, Long order, TrackedTask task) {

		// What runs tells most, then what ended last, then what has waited longest
		static Ranked of(TrackedTask task) {
			if (task.hasEnded()) {
				return new Ranked(1, -task.endedNanos(), task);
			}
			return new Ranked(task.hasStarted() ? 0 : 2, task.id(), task);
		}

	}

}
