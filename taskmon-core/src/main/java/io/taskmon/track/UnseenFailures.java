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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.taskmon.task.TaskOutcome;

/**
 * The last failures whose exception nobody has asked for: others that end do not evict
 * them, or a busy application would forget them before anybody can tell of them, and what
 * fails all the time does not evict what fails once. Thread-safe.
 */
public final class UnseenFailures {

	static final int CAPACITY = 100;

	private final Deque<TrackedTask> newestFirst = new ArrayDeque<>();

	private boolean hasNew;

	/**
	 * Keeps an ended task if it is such a failure.
	 */
	void add(TrackedTask task) {
		if (task.outcome() == TaskOutcome.FAILED && task.isUnseen()) {
			keep(task);
		}
	}

	private synchronized void keep(TrackedTask task) {
		if (this.newestFirst.size() == CAPACITY) {
			removeOldestOfMost();
		}
		this.newestFirst.addFirst(task);
		this.hasNew = true;
	}

	private void removeOldestOfMost() {
		Map<TaskCode, Integer> sizes = new HashMap<>();
		this.newestFirst.forEach((task) -> sizes.merge(task.code(), 1, Integer::sum));
		TaskCode most = this.newestFirst.getLast().code();
		int size = sizes.getOrDefault(most, 0);
		for (Map.Entry<TaskCode, Integer> entry : sizes.entrySet()) {
			if (entry.getValue() > size) {
				most = entry.getKey();
				size = entry.getValue();
			}
		}
		Iterator<TrackedTask> oldestFirst = this.newestFirst.descendingIterator();
		while (oldestFirst.hasNext()) {
			if (oldestFirst.next().code() == most) {
				oldestFirst.remove();
				return;
			}
		}
	}

	/**
	 * Returns the failures that are still unseen, the newest first.
	 */
	public synchronized List<TrackedTask> snapshot() {
		this.newestFirst.removeIf((task) -> !task.isUnseen());
		return new ArrayList<>(this.newestFirst);
	}

	/**
	 * Returns them all if one has come since the last call.
	 */
	public synchronized List<TrackedTask> takeNew() {
		List<TrackedTask> tasks = this.hasNew ? snapshot() : List.of();
		this.hasNew = false;
		return tasks;
	}

}
