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
		Selection selection = (query.order() != null) ? sorted(live, query, now) : oldest(live, query);
		List<LiveTask> page = page(selection, query, (task) -> this.describer.live(task, live.thread(task), now));
		return new TaskPage<>(live.counts(this.tracker), selection.matched(), live.tasks().size(), page);
	}

	@Override
	public TaskPage<EndedTask> ended(TaskPageQuery query) {
		LiveSnapshot live = this.tracker.reconcile();
		LogSnapshot log = this.tracker.log().look();
		TaskLabels labels = new TaskLabels(this.describer);
		List<TrackedTask> matched = log.tasks()
			.stream()
			.filter((task) -> query.tasks().matchesOutcome(task) && query.matches(task, labels))
			.toList();
		TaskSorter sorter = new TaskSorter(labels, this.tracker.nanoTime(), null);
		List<EndedTask> page = page(selection(matched, query, sorter), query, this.describer::ended);
		return new TaskPage<>(live.counts(this.tracker, log.total()), matched.size(), log.tasks().size(), page);
	}

	private Selection sorted(LiveSnapshot live, TaskPageQuery query, long now) {
		TaskLabels labels = new TaskLabels(this.describer);
		return selection(matching(live, query, labels).toList(), query, new TaskSorter(labels, now, live));
	}

	private static Selection selection(List<TrackedTask> matched, TaskPageQuery query, TaskSorter sorter) {
		TaskOrder order = query.order();
		return new Selection(matched.size(),
				(order != null) ? sorter.sorted(matched, order, query.descending()) : matched);
	}

	private Selection oldest(LiveSnapshot live, TaskPageQuery query) {
		TaskLabels labels = new TaskLabels(this.describer);
		Oldest oldest = new Oldest((int) Math.min(live.tasks().size(), (long) query.offset() + query.tasks().limit()));
		int matched = 0;
		for (TrackedTask task : live.tasks()) {
			if (query.tasks().matchesState(task, live) && query.matches(task, labels)) {
				oldest.offer(task);
				matched++;
			}
		}
		return new Selection(matched, oldest.tasks());
	}

	private static <T extends Task> List<T> page(Selection selection, TaskPageQuery query,
			Function<TrackedTask, T> description) {
		return selection.tasks().stream().skip(query.offset()).limit(query.tasks().limit()).map(description).toList();
	}

	@Override
	public TaskGroups groups(TaskPageQuery query, TaskGrouping grouping) {
		return groups(this.tracker.reconcile(), query, grouping);
	}

	private TaskGroups groups(LiveSnapshot live, TaskPageQuery query, TaskGrouping grouping) {
		TaskLabels labels = new TaskLabels(this.describer);
		Map<String, List<TrackedTask>> groups = matching(live, query, labels)
			.collect(Collectors.groupingBy((task) -> key(task, grouping, labels)));
		List<TaskGroup> largestFirst = groups.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue(), live))
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
			case EXECUTOR -> labels.executor(task);
		};
	}

	private TaskGroup group(String key, List<TrackedTask> tasks, LiveSnapshot live) {
		long running = tasks.stream().filter((task) -> live.state(task) == TaskState.RUNNING).count();
		TrackedTask oldest = Collections.min(tasks, Comparator.comparingLong(TrackedTask::id));
		return new TaskGroup(key, tasks.size() - running, running, oldest.id(), createdAt(oldest));
	}

	@Override
	public TaskObservation observe(int limit, TaskThresholds thresholds) {
		LiveSnapshot live = this.tracker.reconcile();
		TaskObserver observer = new TaskObserver(this.tracker, this.describer, live);
		List<TaskGroup> sites = groups(live, query(null, limit), TaskGrouping.SITE).groups()
			.stream()
			.filter((site) -> TaskLabels.isSite(site.key()))
			.toList();
		List<TaskGroup> queues = groups(live, query(TaskState.QUEUED, limit), TaskGrouping.EXECUTOR).groups()
			.stream()
			.filter((queue) -> !queue.key().equals(TaskQuery.NO_EXECUTOR))
			.toList();
		return new TaskObservation(this.tracker.instantAt(this.tracker.nanoTime()), live.counts(this.tracker),
				observer.tasks(limit), this.executors.describe(live, this.tracker.faults()), sites, queues,
				observer.slow(thresholds, limit), observer.unseenFailures(limit), observer.endedSchedules(),
				observer.overdue(), this.guardians.dead());
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
		TreeBuilder tree = new TreeBuilder(live, labels, this::createdAt, query.tasks().limit());
		List<TrackedTask> matched = matching(live, query, labels).toList();
		matched.stream().sorted(Comparator.comparingLong(TrackedTask::id)).forEach(tree::add);
		return tree.build(live.counts(this.tracker), matched.size());
	}

	@Override
	public SiteProfile profile(TaskPageQuery query, TaskWeight weight) {
		LiveSnapshot live = this.tracker.reconcile();
		long now = this.tracker.nanoTime();
		TaskLabels labels = new TaskLabels(this.describer);
		ProfileBuilder profile = new ProfileBuilder(labels);
		ToLongFunction<TrackedTask> weigh = weigher(weight, now);
		Stream<TrackedTask> tasks = (weight == TaskWeight.LIVE) ? matching(live, query, labels)
				: known(live, query, labels);
		tasks.forEach((task) -> {
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
		LiveSnapshot live = this.tracker.reconcile();
		long now = this.tracker.nanoTime();
		TaskLabels labels = new TaskLabels(this.describer);
		List<Ranked> matched = known(live, query, labels).map((task) -> Ranked.of(task, live))
			.filter((task) -> !task.ended() || now - task.task().endedNanos() <= range.toNanos())
			.toList();
		List<Task> tasks = fairly(matched).limit(query.tasks().limit())
			.sorted(Comparator.comparingLong((ranked) -> ranked.task().id()))
			.<Task>map((ranked) -> ranked.ended() ? this.describer.ended(ranked.task())
					: this.describer.live(ranked.task(), live.thread(ranked.task()), now))
			.toList();
		Instant to = this.tracker.instantAt(now).truncatedTo(ChronoUnit.MILLIS);
		return new RecentTasks(to.minus(range), to, completeSince(), matched.size(), tasks);
	}

	private @Nullable Instant completeSince() {
		LogSnapshot log = this.tracker.log().look();
		if (log.total() <= log.tasks().size()) {
			return null;
		}
		// Preserved ones are kept longer than others
		return log.tasks()
			.stream()
			.filter((task) -> !task.site().isPreserved())
			.reduce((newer, older) -> older)
			.map((oldest) -> this.tracker.instantAt(oldest.endedNanos()).truncatedTo(ChronoUnit.MILLIS))
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

	private static Stream<TrackedTask> matching(LiveSnapshot live, TaskPageQuery query, TaskLabels labels) {
		return live.tasks()
			.stream()
			.filter((task) -> query.tasks().matchesState(task, live) && query.matches(task, labels));
	}

	// Ended tasks have no state
	private Stream<TrackedTask> known(LiveSnapshot live, TaskPageQuery query, TaskLabels labels) {
		if (query.tasks().state() != null) {
			return matching(live, query, labels);
		}
		return known(live).filter((task) -> query.matches(task, labels));
	}

	// A cancelled task whose code runs on is in both
	private Stream<TrackedTask> known(LiveSnapshot live) {
		Map<Long, TrackedTask> known = new LinkedHashMap<>();
		live.tasks().forEach((task) -> known.put(task.id(), task));
		this.tracker.log().snapshot().forEach((task) -> known.putIfAbsent(task.id(), task));
		return known.values().stream();
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
