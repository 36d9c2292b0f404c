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
import java.util.List;

import io.taskmon.tally.Tallies;
import io.taskmon.tally.TallyLabels;
import org.jspecify.annotations.Nullable;

/**
 * The last tasks that were added, up to a capacity. Grows to it as needed. Thread-safe.
 */
public final class TaskRing {

	private final int capacity;

	private final ArrayList<TrackedTask> tasks = new ArrayList<>();

	private final Tallies tallies;

	private long added;

	private int oldest;

	private final Settling failuresSettling = new Settling();

	private final Settling settling = new Settling();

	TaskRing(int capacity, TallyLabels labels) {
		this.capacity = capacity;
		this.tallies = new Tallies(labels);
	}

	/**
	 * Adds a task and counts it, once only.
	 */
	synchronized void add(TrackedTask task) {
		if (task.logged) {
			return;
		}
		if (this.tasks.size() < this.capacity) {
			this.tasks.add(task);
		}
		else {
			this.tasks.set(this.oldest, task);
			// Not by a division, which takes as long as all else here
			this.oldest = (this.oldest + 1 < this.capacity) ? this.oldest + 1 : 0;
		}
		this.added++;
		task.logged = true;
		this.tallies.count(task);
	}

	/**
	 * Lets a task that had succeeded be cancelled, and counts it as such.
	 */
	synchronized void cancelAtLast(TrackedTask task) {
		if (task.logged) {
			this.tallies.uncount(task);
		}
		task.becomeCancelled();
		if (task.logged) {
			this.tallies.count(task);
		}
	}

	synchronized void addTalliesTo(Tallies sum) {
		this.tallies.addTo(sum);
	}

	synchronized long total() {
		return this.added;
	}

	/**
	 * Copies the tasks that are here.
	 * @return how many have been added by then
	 */
	synchronized long copyTo(List<TrackedTask> target) {
		target.addAll(this.tasks);
		return this.added;
	}

	/**
	 * Returns the tasks that were added before the last call, and after the one before
	 * it, and are still here.
	 */
	public synchronized List<TrackedTask> settled() {
		return settled(this.settling);
	}

	/**
	 * Returns those that hold an exception of the tasks that were added before the last
	 * call, and after the one before it, and are still here.
	 */
	public synchronized List<TrackedTask> settledFailures() {
		List<TrackedTask> settled = settled(this.failuresSettling);
		settled.removeIf((task) -> !task.hasException());
		return settled;
	}

	/**
	 * Returns all tasks that hold an exception.
	 */
	public synchronized List<TrackedTask> failures() {
		List<TrackedTask> failures = new ArrayList<>(this.tasks);
		failures.removeIf((task) -> !task.hasException());
		return failures;
	}

	/**
	 * Returns all tasks.
	 */
	public synchronized List<TrackedTask> tasks() {
		return new ArrayList<>(this.tasks);
	}

	private List<TrackedTask> settled(Settling settling) {
		List<TrackedTask> settled = new ArrayList<>();
		for (long i = Math.max(settling.from, this.added - this.tasks.size()); i < settling.to; i++) {
			settled.add(this.tasks.get((int) (i % this.capacity)));
		}
		settling.from = settling.to;
		settling.to = this.added;
		return settled;
	}

	/**
	 * Copies the tasks that were added after the first so many and are still here.
	 * @return how many have been added by now
	 */
	public synchronized long copyAddedAfter(long mark, List<TrackedTask> target) {
		for (long i = Math.max(mark, this.added - this.tasks.size()); i < this.added; i++) {
			target.add(this.tasks.get((int) (i % this.capacity)));
		}
		return this.added;
	}

	synchronized @Nullable TrackedTask find(long id) {
		for (TrackedTask task : this.tasks) {
			if (task.id() == id) {
				return task;
			}
		}
		return null;
	}

	/**
	 * Between which counts of added tasks those are that are settling.
	 */
	private static final class Settling {

		private long from;

		private long to;

	}

}
