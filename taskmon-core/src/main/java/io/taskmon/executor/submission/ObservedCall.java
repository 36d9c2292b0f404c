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

import java.util.concurrent.Future;
import java.util.function.Predicate;

import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way to a thread, whose task ends by what becomes of its future, too.
 */
public abstract class ObservedCall implements TaskCarrier, FutureObserver {

	private @Nullable TrackedTask task;

	private volatile @Nullable Future<?> made;

	/**
	 * Returns the task of the call.
	 * @return the task, {@code null} if it is not tracked
	 */
	public final @Nullable TrackedTask task() {
		return this.task;
	}

	/**
	 * Says whose call this is.
	 */
	public final void track(@Nullable TrackedTask task) {
		this.task = task;
	}

	/**
	 * Returns the future that the scheduler made.
	 */
	protected final @Nullable Future<?> madeFuture() {
		return this.made;
	}

	@Override
	public void made(Future<?> future) {
		this.made = future;
	}

	/**
	 * Says, before the call can run, that the executor keeps its exception in a future.
	 */
	public void unseenUntilAsked() {
		TrackedTask known = this.task;
		if (known != null) {
			known.markUnseen();
		}
	}

	@Override
	public final void asked() {
		TrackedTask known = this.task;
		if (known != null) {
			known.markSeen();
		}
	}

	@Override
	public final boolean isAmong(Predicate<Object> queued) {
		Future<?> known = this.made;
		return known != null && queued.test(known);
	}

	@Override
	public void cancelling(boolean interrupting) {
		TrackedTask known = this.task;
		if (known != null) {
			known.noteCanceller();
		}
	}

	@Override
	public final void cancelled() {
		TrackedTask known = this.task;
		if (known != null) {
			ObservedStage.cancelled(known);
		}
	}

	@Override
	public final void endDiscarded(String reason) {
		TrackedTask known = this.task;
		if (known != null) {
			known.endDiscarded(reason);
		}
	}

}
