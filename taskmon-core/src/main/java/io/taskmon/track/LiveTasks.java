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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The live tasks, numbered in the order in which they come, up to a hard limit. Tasks are
 * spread by id over arrays, each under a lock of its own that is held for a few
 * instructions, but for when gaps are closed, references copied or an id is looked for.
 * Thread-safe.
 */
public final class LiveTasks {

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
		task.number(this.lastId.incrementAndGet());
		return stripe(task.id()).add(task, this.size, this.limit);
	}

	boolean remove(TrackedTask task) {
		return stripe(task.id()).remove(task, this.size);
	}

	/**
	 * Returns the live tasks in an array of the caller's own: most often about in the
	 * order in which they came, as they lie in memory.
	 */
	public TrackedTask[] snapshot() {
		TrackedTask[][] parts = new TrackedTask[STRIPES][];
		int size = 0;
		int longest = 0;
		for (int i = 0; i < STRIPES; i++) {
			parts[i] = this.stripes[i].snapshot();
			size += parts[i].length;
			longest = Math.max(longest, parts[i].length);
		}
		TrackedTask[] tasks = new TrackedTask[size];
		int next = 0;
		for (int place = 0; place < longest; place++) {
			for (TrackedTask[] part : parts) {
				if (place < part.length) {
					tasks[next++] = part[place];
				}
			}
		}
		return tasks;
	}

	public @Nullable TrackedTask find(long id) {
		return stripe(id).find(id);
	}

	private Stripe stripe(long id) {
		return this.stripes[(int) id & (STRIPES - 1)];
	}

	/**
	 * Tasks in the order in which they came, with gaps where some have left. Between a
	 * place of all and the task that it is for nothing is called, for a call may overflow
	 * the stack.
	 */
	private static final class Stripe {

		private static final int MIN_CAPACITY = 16;

		private @Nullable TrackedTask[] tasks = new TrackedTask[MIN_CAPACITY];

		private int end;

		private int size;

		synchronized boolean add(TrackedTask task, AtomicInteger all, int limit) {
			if (this.end == this.tasks.length) {
				makeRoom();
			}
			if (all.incrementAndGet() > limit) {
				all.decrementAndGet();
				return false;
			}
			this.tasks[this.end] = task;
			task.place = this.end++;
			this.size++;
			return true;
		}

		private void makeRoom() {
			if (this.size > this.end / 2) {
				this.tasks = Arrays.copyOf(this.tasks, this.end * 2);
			}
			else {
				closeGaps(this.tasks);
			}
		}

		synchronized boolean remove(TrackedTask task, AtomicInteger all) {
			int place = task.place;
			if (place >= this.end || this.tasks[place] != task) {
				return false;
			}
			all.decrementAndGet();
			this.tasks[place] = null;
			this.size--;
			if (this.size == 0) {
				this.end = 0;
			}
			return true;
		}

		private void closeGaps(@Nullable TrackedTask[] closed) {
			int next = 0;
			for (int i = 0; i < this.end; i++) {
				TrackedTask task = this.tasks[i];
				if (task != null) {
					this.tasks[i] = null;
					closed[next] = task;
					task.place = next++;
				}
			}
			this.tasks = closed;
			this.end = next;
		}

		synchronized TrackedTask[] snapshot() {
			giveBack();
			TrackedTask[] live = new TrackedTask[this.size];
			int next = 0;
			for (int i = 0; i < this.end; i++) {
				TrackedTask task = this.tasks[i];
				if (task != null) {
					live[next++] = task;
				}
			}
			return live;
		}

		// Not where tasks leave, for there nobody would hear of a lack of memory
		private void giveBack() {
			int capacity = Math.max(this.size * 2, MIN_CAPACITY);
			if (this.tasks.length > 4 * capacity) {
				closeGaps(new TrackedTask[capacity]);
			}
		}

		synchronized @Nullable TrackedTask find(long id) {
			for (int i = 0; i < this.end; i++) {
				TrackedTask task = this.tasks[i];
				if (task != null && task.id() == id) {
					return task;
				}
			}
			return null;
		}

	}

}
