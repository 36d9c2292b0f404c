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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.taskmon.tally.Tallies;
import io.taskmon.tally.TallyLabels;
import io.taskmon.task.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The last ended tasks, and beside them the last ones of each marked method or class,
 * which others do not evict. Thread-safe.
 */
public final class TerminationLog {

	/**
	 * More marked methods and classes than an application has; only generated classes
	 * could be more.
	 */
	static final int MAX_PRESERVED_SITES = 1_000;

	private final Limits limits;

	private final TallyLabels labels = new TallyLabels();

	private final TaskRing recent;

	private final Map<String, TaskRing> preserved = new ConcurrentHashMap<>();

	TerminationLog(Limits limits) {
		this.limits = limits;
		this.recent = new TaskRing(limits.logCapacity(), this.labels);
	}

	void append(TrackedTask task) {
		ring(task.code()).add(task);
	}

	/**
	 * Lets a task that had succeeded be cancelled.
	 */
	void cancelAtLast(TrackedTask task) {
		ring(task.code()).cancelAtLast(task);
	}

	public TallyLabels labels() {
		return this.labels;
	}

	/**
	 * Returns how many tasks have ended, and how.
	 */
	public Tallies tallies() {
		Tallies sum = new Tallies(this.labels);
		rings().forEach((ring) -> ring.addTalliesTo(sum));
		return sum;
	}

	public long total() {
		return rings().mapToLong(TaskRing::total).sum();
	}

	/**
	 * Returns the ended tasks, the newest first.
	 */
	List<TrackedTask> snapshot() {
		return look().tasks();
	}

	/**
	 * Returns the ended tasks, and how many there have ever been by then: never fewer.
	 */
	public LogSnapshot look() {
		List<TrackedTask> tasks = new ArrayList<>();
		long total = rings().mapToLong((ring) -> ring.copyTo(tasks)).sum();
		tasks.sort(Comparator.comparingLong(TrackedTask::endedNanos).thenComparingLong(TrackedTask::id).reversed());
		return new LogSnapshot(tasks, total);
	}

	public @Nullable TrackedTask find(long id) {
		return rings().map((ring) -> ring.find(id)).filter((task) -> task != null).findFirst().orElse(null);
	}

	public Stream<TaskRing> rings() {
		return Stream.concat(Stream.of(this.recent), preservedRings());
	}

	public Stream<TaskRing> preservedRings() {
		return this.preserved.values().stream();
	}

	private TaskRing ring(TaskCode site) {
		String key = site.preservationKey();
		if (key == null) {
			return this.recent;
		}
		TaskRing ring = this.preserved.get(key);
		if (ring != null) {
			return ring;
		}
		return (this.preserved.size() < MAX_PRESERVED_SITES) ? newPreservedRing(key) : this.recent;
	}

	private TaskRing newPreservedRing(String key) {
		return this.preserved.computeIfAbsent(key,
				(absent) -> new TaskRing(this.limits.preservedCapacity(), this.labels));
	}

}
