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

package io.taskmon.executor.submission;

import java.util.concurrent.CompletableFuture;

import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Submitted code on its way to a thread, tracked. Does what the code does, throws what it
 * throws, and reads as it does.
 */
public class TrackedRunnable implements Carrier, TaskCarrier {

	private final TaskTracker tracker;

	private final Runnable code;

	private final ResultHolder resultHolder;

	private Runnable decorated;

	private @Nullable TrackedTask task;

	/**
	 * Wraps submitted code.
	 * @param tracker the tracker
	 * @param code what the application submitted
	 * @param decorated what the application's own decorator made of it
	 */
	TrackedRunnable(TaskTracker tracker, Runnable code, Runnable decorated) {
		this(tracker, code, decorated, ResultHolder.of(code));
	}

	TrackedRunnable(TaskTracker tracker, Runnable code, Runnable decorated, ResultHolder resultHolder) {
		this.tracker = tracker;
		this.code = code;
		this.resultHolder = resultHolder;
		this.decorated = decorated;
	}

	/**
	 * Returns whether nobody will see how the code ended.
	 */
	final boolean hidesResult() {
		return this.resultHolder == ResultHolder.HIDDEN;
	}

	/**
	 * Registers the task.
	 * @return whether it is tracked
	 */
	final boolean submit(TaskCode site, @Nullable String executor) {
		this.task = this.tracker.submit(this, site, executor);
		return this.task != null;
	}

	/**
	 * Lets a decorator see what it would see if the code were not tracked: an executor
	 * may decorate a task again that it takes back from its queue.
	 */
	@Override
	public final Runnable code() {
		return this.decorated;
	}

	public final void decorateAgain(Runnable decorated) {
		this.decorated = decorated;
	}

	@Override
	public final @Nullable TrackedTask task() {
		return this.task;
	}

	@Override
	public final void run() {
		TrackedTask task = Carrier.begin(this, this.tracker);
		if (task == null) {
			runEnded(this.task);
			return;
		}
		TrackedTask before = this.tracker.makeCurrent(task);
		Throwable thrown = null;
		try {
			this.decorated.run();
		}
		catch (Throwable ex) {
			thrown = ex;
			throw ex;
		}
		finally {
			this.tracker.makeCurrent(before);
			this.resultHolder.endSafely(this.tracker, task, this.code, thrown);
		}
	}

	@Override
	public final void renew() {
		TrackedTask task = this.task;
		if (task != null && task.isGivenUp() && isRunnable()) {
			TrackedTask renewed = this.tracker.submitAgain(this, task);
			this.task = (renewed != null) ? renewed : task;
		}
	}

	/**
	 * Returns whether the code would do anything if it ran.
	 */
	boolean isRunnable() {
		return true;
	}

	private void runEnded(@Nullable TrackedTask task) {
		boolean cancelled = task != null && task.isWithdrawn() && this.resultHolder.isPlain();
		if (!cancelled) {
			this.decorated.run();
		}
	}

	@Override
	public boolean isStage() {
		return this.code instanceof CompletableFuture.AsynchronousCompletionTask;
	}

	@Override
	public boolean isCancellable() {
		return false;
	}

	@Override
	public boolean isCancelled() {
		return false;
	}

	@Override
	public Cancelling cancel() {
		return this.resultHolder.isPlain() ? Cancelling.NO_FUTURE : Cancelling.UNREACHABLE_FUTURE;
	}

	@Override
	public final String toString() {
		return this.decorated.toString();
	}

}
