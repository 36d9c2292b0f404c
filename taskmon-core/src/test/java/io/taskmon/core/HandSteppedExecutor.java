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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Executor that runs its next task, on the thread of the test, when the test says so.
 */
final class HandSteppedExecutor implements Executor {

	private final TaskTracker tracker;

	private final TaskCode site;

	private final Queue<HandSteppedTask> queue = new ArrayDeque<>();

	HandSteppedExecutor(TaskTracker tracker, TaskCode site) {
		this.tracker = tracker;
		this.site = site;
	}

	@Override
	public void execute(Runnable code) {
		this.queue.add(new HandSteppedTask(this.tracker, this.site, "orders", code));
	}

	HandSteppedTask next() {
		return this.queue.element();
	}

	void runNext() {
		this.queue.remove().run();
	}

	void runAll() {
		while (!this.queue.isEmpty()) {
			runNext();
		}
	}

	/**
	 * Drops all that is queued, as {@code DiscardPolicy} does, without a word.
	 */
	void dropAll() {
		this.queue.clear();
	}

}
