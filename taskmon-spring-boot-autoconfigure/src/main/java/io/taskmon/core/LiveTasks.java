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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The live tasks, numbered in the order in which they come, up to a hard limit. Tasks are
 * spread by id over intrusive lists, each under a lock of its own that is held for a few
 * instructions. Thread-safe.
 */
final class LiveTasks {

	private static final int STRIPES = 16;

	private final Stripe[] stripes = new Stripe[STRIPES];

	private final AtomicInteger size = new AtomicInteger();

	private final AtomicLong lastId = new AtomicLong();

	private final int limit;

	LiveTasks(int limit) {
		this.limit = limit;
		for (int i = 0; i < STRIPES; i++) {
			this.stripes[i] = new Stripe();
		}
	}

	/**
	 * Returns whether a task that comes now would find a place.
	 */
	boolean hasPlace() {
		return this.size.get() < this.limit;
	}

	/**
	 * Numbers a task and adds it.
	 * @return {@code false} if there is no place for it
	 */
	boolean add(TrackedTask task) {
		if (this.size.incrementAndGet() > this.limit) {
			this.size.decrementAndGet();
			return false;
		}
		boolean added = false;
		try {
			task.number(this.lastId.incrementAndGet());
			stripe(task.id()).add(task);
			added = true;
		}
		finally {
			if (!added) {
				this.size.decrementAndGet();
			}
		}
		return true;
	}

	boolean remove(TrackedTask task) {
		boolean removed = stripe(task.id()).remove(task);
		if (removed) {
			this.size.decrementAndGet();
		}
		return removed;
	}

	/**
	 * Returns the live tasks in no order, in a list of the caller's own.
	 */
	List<TrackedTask> snapshot() {
		List<TrackedTask> tasks = new ArrayList<>(Math.max(this.size.get(), 0) + STRIPES);
		for (Stripe stripe : this.stripes) {
			stripe.copyTo(tasks);
		}
		return tasks;
	}

	@Nullable TrackedTask find(long id) {
		return stripe(id).find(id);
	}

	private Stripe stripe(long id) {
		return this.stripes[(int) id & (STRIPES - 1)];
	}

	private static final class Stripe {

		private @Nullable TrackedTask head;

		private @Nullable TrackedTask tail;

		synchronized void add(TrackedTask task) {
			TrackedTask last = this.tail;
			task.previous = last;
			if (last == null) {
				this.head = task;
			}
			else {
				last.next = task;
			}
			this.tail = task;
		}

		synchronized boolean remove(TrackedTask task) {
			TrackedTask before = task.previous;
			TrackedTask after = task.next;
			if (before == null && this.head != task) {
				return false;
			}
			if (before == null) {
				this.head = after;
			}
			else {
				before.next = after;
			}
			if (after == null) {
				this.tail = before;
			}
			else {
				after.previous = before;
			}
			// An ended task must not keep its former neighbours
			task.previous = null;
			task.next = null;
			return true;
		}

		synchronized void copyTo(List<TrackedTask> tasks) {
			for (TrackedTask task = this.head; task != null; task = task.next) {
				tasks.add(task);
			}
		}

		synchronized @Nullable TrackedTask find(long id) {
			for (TrackedTask task = this.head; task != null; task = task.next) {
				if (task.id() == id) {
					return task;
				}
			}
			return null;
		}

	}

}
