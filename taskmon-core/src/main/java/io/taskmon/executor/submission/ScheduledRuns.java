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

import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Predicate;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskOrigin;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * The code of a schedule: each time it runs is a task of its own, created by whoever made
 * the schedule. Does what the code does, throws what it throws, and reads as it does.
 *
 * @param <V> type of the result
 */
public class ScheduledRuns<V> implements Runnable, Callable<V>, FutureObserver {

	private final TaskTracker tracker;

	private final TaskCode site;

	private volatile ExecutorName executor;

	private final @Nullable TaskOrigin origin;

	private final Object code;

	private final Callable<V> callable;

	private final Object inside;

	private final ResultHolder resultHolder;

	private volatile @Nullable TrackedTask running;

	private volatile @Nullable TrackedTask cancelling;

	private volatile @Nullable Future<?> future;

	private volatile boolean unseen;

	private volatile @Nullable TrackedTask failed;

	/**
	 * Creates the runs of a schedule.
	 */
	protected ScheduledRuns(Schedule<V> schedule) {
		this.tracker = schedule.tracker();
		this.site = schedule.site();
		this.executor = schedule.executor();
		this.origin = this.tracker.origin(this.site);
		this.code = schedule.code();
		this.callable = schedule.callable();
		this.inside = schedule.inside();
		this.resultHolder = schedule.resultHolder();
	}

	/**
	 * Returns what the application scheduled.
	 */
	protected final Object code() {
		return this.code;
	}

	/**
	 * Says which executor will run the code.
	 */
	final void belongTo(ExecutorName executor) {
		this.executor = executor;
	}

	/**
	 * Says, before the code can run, that the scheduler keeps its exceptions in a future.
	 */
	final void unseenUntilAsked() {
		this.unseen = true;
	}

	/**
	 * Says that an exception has got out of the code in its scheduler, which does not run
	 * it again.
	 */
	final void ended() {
		TrackedTask last = this.failed;
		if (last != null) {
			this.tracker.scheduleEnded(last);
		}
	}

	@Override
	public final void run() {
		Sneaky.run(this);
	}

	@Override
	public final V call() throws Exception {
		Run carrier = new Run();
		TrackedTask task = this.tracker.submit(carrier, this.site, this.executor.get(), this.origin);
		if (task == null || !this.tracker.begin(task)) {
			return this.callable.call();
		}
		TrackedTask before = this.tracker.makeCurrent(task);
		this.running = task;
		this.failed = null;
		if (this.unseen) {
			markUnseen(task);
		}
		Throwable thrown = null;
		try {
			return this.callable.call();
		}
		catch (Throwable ex) {
			thrown = ex;
			this.failed = task;
			throw ex;
		}
		finally {
			this.running = null;
			this.tracker.makeCurrent(before);
			end(task, thrown);
			// A carrier that nothing holds would tell that nobody can see the end
			Reference.reachabilityFence(carrier);
		}
	}

	// Somebody may ask meanwhile
	private void markUnseen(TrackedTask task) {
		task.markUnseen();
		if (!this.unseen) {
			task.markSeen();
		}
	}

	// Its future has interrupted it before anybody could record that it is cancelled
	private void end(TrackedTask task, @Nullable Throwable thrown) {
		Future<?> known = this.future;
		try {
			if (this.cancelling == task && known != null && known.isCancelled()) {
				this.tracker.end(task, TaskOutcome.CANCELLED, (Throwable) null);
			}
			else {
				this.resultHolder.end(this.tracker, task, this.inside, thrown);
			}
		}
		catch (Throwable ex) {
			ResultHolder.endUnread(this.tracker, task, ex);
		}
	}

	@Override
	public final void made(Future<?> future) {
		this.future = future;
		if (this.origin != null) {
			this.tracker.scheduleMade(this.origin, this.executor::soFar, future);
		}
	}

	@Override
	public final void asked() {
		this.unseen = false;
		markSeen(this.running);
		markSeen(this.failed);
	}

	private static void markSeen(@Nullable TrackedTask task) {
		if (task != null) {
			task.markSeen();
		}
	}

	@Override
	public final boolean isAmong(Predicate<Object> queued) {
		Future<?> known = this.future;
		return known != null && queued.test(known);
	}

	/**
	 * Says that the current thread is about to cancel the schedule. A run that is not
	 * interrupted goes on, and ends as any other.
	 */
	@Override
	public final void cancelling(boolean interrupting) {
		TrackedTask task = interrupting ? this.running : null;
		if (task != null) {
			task.noteCanceller();
			this.cancelling = task;
		}
	}

	@Override
	public final void cancelled() {
		TrackedTask task = this.cancelling;
		if (task != null) {
			task.endCancelled();
		}
	}

	// What has not begun to run is no task yet
	@Override
	public final void endDiscarded(String reason) {
	}

	@Override
	public final String toString() {
		return this.code.toString();
	}

	/**
	 * A schedule.
	 *
	 * @param <V> type of the result
	 * @param site the site of the code
	 * @param executor name of the executor
	 * @param code what the application scheduled
	 * @param callable calls the code
	 * @param inside what the code carries, or the code itself
	 * @param resultHolder who knows how the code ended
	 */
	public record Schedule<V>(TaskTracker tracker, TaskCode site, ExecutorName executor, Object code,
			Callable<V> callable, Object inside, ResultHolder resultHolder) {
	}

	/**
	 * Carries one run, which is on its thread from the beginning.
	 */
	private static final class Run implements TaskCarrier {

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
			return Cancelling.NO_FUTURE;
		}

	}

}
