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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskState;
import io.taskmon.track.Ancestor;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TaskTree}. For one answer on one thread.
 */
final class TreeBuilder {

	/**
	 * More childless siblings of one name than these become one node.
	 */
	static final int FOLDED_FROM = 4;

	/**
	 * What lies deeper is left out: what others chose must not decide how deep an answer
	 * nests.
	 */
	static final int MAX_DEPTH = 64;

	private final Map<Long, Node> nodes = new TreeMap<>();

	private final Map<Long, TrackedTask> live;

	private final LiveSnapshot snapshot;

	private final TaskLabels labels;

	private final TaskDescriber describer;

	private int budget;

	private long matched;

	private long omitted;

	TreeBuilder(LiveSnapshot snapshot, TaskLabels labels, TaskDescriber describer, int limit) {
		this.snapshot = snapshot;
		this.live = snapshot.tasks()
			.stream()
			.collect(Collectors.toMap(TrackedTask::id, Function.identity(), (first, second) -> first));
		this.labels = labels;
		this.describer = describer;
		this.budget = limit;
	}

	void add(Stream<TrackedTask> tasks) {
		tasks.sorted(Comparator.comparingLong(TrackedTask::id)).forEach(this::add);
	}

	private void add(TrackedTask task) {
		this.matched++;
		Node node = this.nodes.computeIfAbsent(task.id(), (id) -> new Node(id, this.labels.name(task)));
		attach(node, task.parent());
	}

	private void attach(Node node, @Nullable Ancestor parent) {
		Node child = node;
		Ancestor next = parent;
		while (next != null && !child.attached) {
			Ancestor link = next;
			Node above = this.nodes.computeIfAbsent(link.id(),
					(id) -> new Node(id, this.labels.name(link.code(), link.stack())));
			above.children.add(child);
			child.attached = true;
			child = above;
			next = link.parent();
		}
	}

	TaskTree build(TaskCounts counts) {
		List<Node> roots = this.nodes.values().stream().filter((node) -> !node.attached).toList();
		List<TaskBranch> branches = branches(roots, 1);
		return new TaskTree(counts, this.matched, this.omitted, branches);
	}

	private List<TaskBranch> branches(List<Node> siblings, int depth) {
		List<TaskBranch> branches = new ArrayList<>();
		for (List<Node> alike : foldable(siblings)) {
			if (this.budget > 0 && depth <= MAX_DEPTH) {
				this.budget--;
				branches.add((alike.size() > 1) ? folded(alike) : branch(alike.get(0), depth));
			}
			else {
				this.omitted++;
			}
		}
		return List.copyOf(branches);
	}

	private static List<List<Node>> foldable(List<Node> siblings) {
		Map<String, List<Node>> leaves = new LinkedHashMap<>();
		List<List<Node>> all = new ArrayList<>();
		for (Node node : siblings) {
			if (node.children.isEmpty()) {
				leaves.computeIfAbsent(node.name, (name) -> new ArrayList<>()).add(node);
			}
			else {
				all.add(List.of(node));
			}
		}
		for (List<Node> alike : leaves.values()) {
			if (alike.size() > FOLDED_FROM) {
				all.add(alike);
			}
			else {
				alike.forEach((node) -> all.add(List.of(node)));
			}
		}
		all.sort(Comparator.comparingLong((alike) -> alike.get(0).id));
		return all;
	}

	private TaskBranch branch(Node node, int depth) {
		TrackedTask task = this.live.get(node.id);
		TaskState state = (task != null) ? this.snapshot.state(task) : null;
		List<TaskBranch> children = branches(node.children, depth + 1);
		long queued = count(state, TaskState.QUEUED) + children.stream().mapToLong(TaskBranch::queued).sum();
		long running = count(state, TaskState.RUNNING) + children.stream().mapToLong(TaskBranch::running).sum();
		return new TaskBranch(node.id, node.name, state, (task != null) ? task.executor() : null,
				(task != null) ? this.describer.createdAt(task) : null, 1, queued, running, children);
	}

	private TaskBranch folded(List<Node> alike) {
		TaskBranch oldest = branch(alike.get(0), MAX_DEPTH);
		long running = alike.stream().filter((node) -> state(node) == TaskState.RUNNING).count();
		return new TaskBranch(oldest.id(), oldest.name(), oldest.state(), oldest.executor(), oldest.createdAt(),
				alike.size(), alike.size() - running, running, List.of());
	}

	private @Nullable TaskState state(Node node) {
		TrackedTask task = this.live.get(node.id);
		return (task != null) ? this.snapshot.state(task) : null;
	}

	private static long count(@Nullable TaskState state, TaskState wanted) {
		return (state == wanted) ? 1 : 0;
	}

	private static final class Node {

		private final long id;

		private final String name;

		private final List<Node> children = new ArrayList<>();

		private boolean attached;

		Node(long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

}
