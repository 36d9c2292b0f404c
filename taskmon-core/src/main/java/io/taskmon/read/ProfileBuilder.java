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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.taskmon.stack.CreationStack;
import io.taskmon.track.Ancestor;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SiteProfile}. For one answer on one thread.
 */
final class ProfileBuilder {

	/**
	 * Of a longer path the middle is left out: what others chose must not decide how deep
	 * an answer nests.
	 */
	static final int MAX_DEPTH = 64;

	private static final int KEPT_FIRST = 16;

	private static final long RATE_WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

	private static final Comparator<Branch> HEAVIEST_FIRST = Comparator.comparingLong(Branch::weight)
		.reversed()
		.thenComparing(Branch::label);

	private final Branch root = new Branch(new Step("", false));

	private final TaskWeight weight;

	private final TaskLabels labels;

	private final long now;

	ProfileBuilder(TaskWeight weight, TaskLabels labels, long now) {
		this.weight = weight;
		this.labels = labels;
		this.now = now;
	}

	void add(Stream<TrackedTask> tasks) {
		tasks.forEach((task) -> {
			long weight = weigh(task);
			if (weight > 0) {
				add(task, weight);
			}
		});
	}

	private long weigh(TrackedTask task) {
		return switch (this.weight) {
			case LIVE -> 1;
			case RATE -> (this.now - task.createdNanos() <= RATE_WINDOW_NANOS) ? 1 : 0;
			case TIME -> task.hasStarted()
					? ((task.hasEnded() ? task.endedNanos() : this.now) - task.startedNanos()) / 1_000_000 : 0;
		};
	}

	private void add(TrackedTask task, long weight) {
		Branch branch = this.root;
		branch.weight += weight;
		for (Step step : bounded(path(task))) {
			branch = branch.follow(step, weight);
		}
	}

	private List<Step> path(TrackedTask task) {
		Deque<Ancestor> chain = new ArrayDeque<>();
		for (Ancestor next = task.parent(); next != null; next = next.parent()) {
			chain.addFirst(next);
		}
		List<Step> path = new ArrayList<>();
		chain.forEach((link) -> addSteps(path, link.stack(), this.labels.name(link.code(), link.stack())));
		addSteps(path, task.stack(), this.labels.name(task));
		return path;
	}

	private void addSteps(List<Step> path, @Nullable CreationStack stack, String task) {
		this.labels.path(stack).forEach((frame) -> path.add(new Step(frame, false)));
		path.add(new Step(task, true));
	}

	private static List<Step> bounded(List<Step> path) {
		if (path.size() <= MAX_DEPTH) {
			return path;
		}
		List<Step> bounded = new ArrayList<>(path.subList(0, KEPT_FIRST));
		bounded.addAll(path.subList(path.size() - (MAX_DEPTH - KEPT_FIRST), path.size()));
		return bounded;
	}

	/**
	 * Builds the profile of at most so many nodes: the heaviest, wherever they are.
	 */
	SiteProfile build(int limit) {
		List<Branch> all = this.root.descendants().sorted(Comparator.comparingLong(Branch::weight).reversed()).toList();
		// Nothing is heavier than what it hangs on and equals stay in order, so that what
		// is kept hangs together
		all.stream().limit(limit).forEach((branch) -> branch.kept = true);
		return new SiteProfile(this.weight, this.root.weight, Math.max(all.size() - limit, 0), this.root.nodes());
	}

	private record Step(String label, boolean task) {

	}

	private static final class Branch {

		private final Map<Step, Branch> branches = new HashMap<>();

		private final Step step;

		private long weight;

		private boolean kept;

		Branch(Step step) {
			this.step = step;
		}

		String label() {
			return this.step.label();
		}

		long weight() {
			return this.weight;
		}

		Branch follow(Step next, long weight) {
			Branch branch = this.branches.computeIfAbsent(next, Branch::new);
			branch.weight += weight;
			return branch;
		}

		Stream<Branch> descendants() {
			return this.branches.values()
				.stream()
				.flatMap((child) -> Stream.concat(Stream.of(child), child.descendants()));
		}

		List<SiteProfile.Node> nodes() {
			return this.branches.values()
				.stream()
				.filter((child) -> child.kept)
				.sorted(HEAVIEST_FIRST)
				.map((child) -> new SiteProfile.Node(child.label(), child.step.task(), child.weight, child.nodes()))
				.toList();
		}

	}

}
