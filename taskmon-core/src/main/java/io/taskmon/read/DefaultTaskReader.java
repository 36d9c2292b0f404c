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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.taskmon.observe.ExecutorCatalog;
import io.taskmon.observe.Observation;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskGroup;
import io.taskmon.observe.TaskThresholds;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskState;
import io.taskmon.track.LogSnapshot;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TrackedTask;
import io.taskmon.upkeep.Sweeper;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is known of tasks.
 */
final class DefaultTaskReader implements TaskReader {

	private final TaskRegistry registry;

	private final Sweeper sweeper;

	private final TaskDescriber describer;

	private final ExecutorCatalog executors;

	private final Guardians guardians;

	DefaultTaskReader(TaskRegistry registry, TaskDescriber describer, ExecutorCatalog executors, Guardians guardians) {
		this.registry = registry;
		this.sweeper = new Sweeper(registry);
		this.describer = describer;
		this.executors = executors;
		this.guardians = guardians;
	}

	@Override
	public TaskList<LiveTask> live(TaskQuery query) {
		LiveSnapshot live = look();
		TaskLabels labels = new TaskLabels(this.describer.names());
		TaskMatcher matcher = new TaskMatcher(query, labels);
		// Who wants no task wants the counts, soon
		if (query.limit() == 0 && matcher.matchesAllLive()) {
			return new TaskList<>(counts(live), live.size(), live.size(), List.of());
		}
		long now = this.registry.nanoTime();
		TaskSelection selection = (query.order() != null)
				? TaskSelection.of(matcher.live(live), query, new TaskSorter(labels, now, live))
				: TaskSelection.oldest(matcher.live(live), query, live.size());
		return new TaskList<>(counts(live), selection.matched(), live.size(),
				selection.shown(query, (task) -> this.describer.live(task, live.thread(task), now)));
	}

	@Override
	public TaskList<EndedTask> ended(TaskQuery query) {
		LiveSnapshot live = look();
		LogSnapshot log = this.registry.log().look();
		TaskLabels labels = new TaskLabels(this.describer.names());
		TaskMatcher matcher = new TaskMatcher(query, labels);
		TaskSelection selection = TaskSelection.of(log.tasks().stream().filter(matcher::matchesEnded), query,
				new TaskSorter(labels, this.registry.nanoTime(), null));
		return new TaskList<>(counts(live, log.total()), selection.matched(), log.tasks().size(),
				selection.shown(query, this.describer::ended));
	}

	@Override
	public Optional<TaskDetails> find(long id) {
		TrackedTask live = findLive(id);
		return details((live != null) ? live : this.registry.log().find(id));
	}

	@Override
	public Optional<TaskDetails> findEnded(long id) {
		findLive(id);
		return details(this.registry.log().find(id));
	}

	private @Nullable TrackedTask findLive(long id) {
		this.sweeper.sweep();
		TrackedTask task = this.registry.live().find(id);
		return (task != null && !this.sweeper.endIfMissed(task)) ? task : null;
	}

	private Optional<TaskDetails> details(@Nullable TrackedTask task) {
		return Optional.ofNullable(task).map((found) -> this.describer.details(found, this.registry.nanoTime()));
	}

	@Override
	public List<TaskExecutorInfo> executors() {
		return executors(look());
	}

	private List<TaskExecutorInfo> executors(LiveSnapshot live) {
		return this.executors.describe(ExecutorLoads.of(live, this.describer), this.registry.faults());
	}

	@Override
	public TaskGroups groups(TaskQuery query, TaskGrouping grouping) {
		LiveSnapshot live = look();
		GroupBuilder groups = groups(live, query, grouping);
		return new TaskGroups(counts(live), groups.size(), groups.largest(query.offset(), query.limit()));
	}

	private GroupBuilder groups(LiveSnapshot live, TaskQuery query, TaskGrouping grouping) {
		TaskLabels labels = new TaskLabels(this.describer.names());
		return new GroupBuilder(new TaskMatcher(query, labels).live(live), grouping, live, labels, this.describer);
	}

	@Override
	public TaskTree tree(TaskQuery query) {
		LiveSnapshot live = look();
		TaskLabels labels = new TaskLabels(this.describer.names());
		TreeBuilder tree = new TreeBuilder(live, labels, this.describer, query.limit());
		tree.add(new TaskMatcher(query, labels).live(live));
		return tree.build(counts(live));
	}

	@Override
	public SiteProfile profile(TaskQuery query, TaskWeight weight) {
		LiveSnapshot live = look();
		TaskLabels labels = new TaskLabels(this.describer.names());
		ProfileBuilder profile = new ProfileBuilder(weight, labels, this.registry.nanoTime());
		TaskMatcher matcher = new TaskMatcher(query, labels);
		profile.add((weight == TaskWeight.LIVE) ? matcher.live(live)
				: known(query, matcher, live, this.registry.log().look()));
		return profile.build(query.limit());
	}

	@Override
	public RecentTasks recent(TaskQuery query, Duration range) {
		LiveSnapshot live = look();
		long now = this.registry.nanoTime();
		LogSnapshot log = this.registry.log().look();
		TaskMatcher matcher = new TaskMatcher(query, new TaskLabels(this.describer.names()));
		return new RecentBuilder(live, log, this.describer, now).build(known(query, matcher, live, log), range,
				query.limit());
	}

	// Ended tasks have no state
	private static Stream<TrackedTask> known(TaskQuery query, TaskMatcher matcher, LiveSnapshot live, LogSnapshot log) {
		return (query.state() != null) ? matcher.live(live) : known(live, log).filter(matcher::matches);
	}

	// A cancelled task whose code runs on is in both
	private static Stream<TrackedTask> known(LiveSnapshot live, LogSnapshot log) {
		Map<Long, TrackedTask> known = new LinkedHashMap<>();
		live.tasks().forEach((task) -> known.put(task.id(), task));
		log.tasks().forEach((task) -> known.putIfAbsent(task.id(), task));
		return known.values().stream();
	}

	@Override
	public Observation observe(int limit, TaskThresholds thresholds) {
		LiveSnapshot live = look();
		TaskObserver observer = new TaskObserver(this.registry, this.describer, live);
		List<TaskGroup> sites = groups(live, TaskQuery.ALL, TaskGrouping.SITE).largest(0, limit)
			.stream()
			.filter((site) -> TaskLabels.isSite(site.key()))
			.toList();
		List<TaskGroup> queues = groups(live, TaskQuery.ALL.withState(TaskState.QUEUED), TaskGrouping.EXECUTOR)
			.largest(0, limit)
			.stream()
			.filter((queue) -> !queue.key().equals(TaskQuery.NO_EXECUTOR))
			.toList();
		return new Observation(this.registry.instantAt(this.registry.nanoTime()), counts(live), observer.tasks(limit),
				executors(live), sites, queues, observer.slow(thresholds, limit), observer.unseenFailures(limit),
				observer.endedSchedules(), observer.overdue(), this.guardians.dead());
	}

	@Override
	public ApplicationPackages application() {
		return this.describer.names().application();
	}

	private LiveSnapshot look() {
		return LiveSnapshot.of(this.registry.live(), this.sweeper);
	}

	private TaskCounts counts(LiveSnapshot live) {
		return counts(live, this.registry.log().total());
	}

	private TaskCounts counts(LiveSnapshot live, long terminated) {
		return new TaskCounts(live.queued(), live.running(), terminated, this.registry.dropped(),
				this.registry.faults().count());
	}

}
