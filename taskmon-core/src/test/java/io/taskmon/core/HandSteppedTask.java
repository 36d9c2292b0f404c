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

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Carrier whose task takes each step when a test says so.
 */
final class HandSteppedTask implements TaskCarrier, Runnable {

	private final TaskTracker tracker;

	private final Runnable code;

	private final @Nullable TrackedTask tracked;

	private volatile Supplier<Boolean> cancelled = () -> false;

	private volatile Supplier<Cancelling> cancelling = () -> Cancelling.NO_FUTURE;

	HandSteppedTask(TaskTracker tracker, TaskCode site, @Nullable String executor, Runnable code) {
		this(tracker, site, executor, code, null);
	}

	HandSteppedTask(TaskTracker tracker, TaskCode site, @Nullable String executor, Runnable code,
			@Nullable TaskOrigin origin) {
		this.tracker = tracker;
		this.code = code;
		this.tracked = tracker.submit(this, site, executor, origin);
	}

	boolean isTracked() {
		return this.tracked != null;
	}

	TrackedTask tracked() {
		if (this.tracked == null) {
			throw new AssertionError("Not tracked");
		}
		return this.tracked;
	}

	long id() {
		return tracked().id();
	}

	boolean begin() {
		return this.tracker.begin(tracked());
	}

	void succeed() {
		this.tracker.end(tracked(), TaskOutcome.SUCCEEDED, (Throwable) null);
	}

	void fail(Throwable exception) {
		this.tracker.end(tracked(), TaskOutcome.FAILED, exception);
	}

	/**
	 * Runs the code as the current task of this thread, from its begin to its end.
	 */
	@Override
	public void run() {
		if (this.tracked == null) {
			this.code.run();
		}
		else if (begin()) {
			TrackedTask before = this.tracker.makeCurrent(this.tracked);
			try {
				this.code.run();
				succeed();
			}
			catch (Throwable ex) {
				fail(ex);
			}
			finally {
				this.tracker.makeCurrent(before);
			}
		}
	}

	/**
	 * Submits from inside this task, which may have ended long ago.
	 */
	HandSteppedTask submitChild() {
		AtomicReference<HandSteppedTask> child = new AtomicReference<>();
		inside(() -> child.set(new HandSteppedTask(this.tracker, tracked().code(), "orders", () -> {
		})));
		return child.get();
	}

	/**
	 * Runs a step as if the code of this task did it.
	 */
	void inside(Runnable step) {
		TrackedTask before = this.tracker.makeCurrent(tracked());
		try {
			step.run();
		}
		finally {
			this.tracker.makeCurrent(before);
		}
	}

	void answersIsCancelled(Supplier<Boolean> answer) {
		this.cancelled = answer;
	}

	void answersCancel(Supplier<Cancelling> answer) {
		this.cancelling = answer;
	}

	@Override
	public boolean isCancelled() {
		return this.cancelled.get();
	}

	@Override
	public Cancelling cancel() {
		return this.cancelling.get();
	}

}
