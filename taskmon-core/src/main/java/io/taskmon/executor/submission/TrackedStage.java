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

import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * What {@code submitCompletable} hands to its executor. The code inside tells how it
 * ended, and the future that the caller gets tells who cancels it.
 */
final class TrackedStage extends TrackedRunnable {

	private volatile @Nullable CompletableFuture<?> future;

	TrackedStage(TaskTracker tracker, Runnable code, Runnable decorated) {
		super(tracker, code, decorated, ResultHolder.THROWS);
	}

	void returned(CompletableFuture<?> future) {
		this.future = future;
		TrackedTask task = task();
		if (task != null) {
			ObservedStage.observe(future, task);
		}
	}

	@Override
	boolean isRunnable() {
		CompletableFuture<?> known = this.future;
		return known == null || !known.isDone();
	}

	// Asked for its identity alone
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public @Nullable Object future() {
		return this.future;
	}

	@Override
	public boolean isStage() {
		return true;
	}

	@Override
	public boolean isAwaited() {
		CompletableFuture<?> known = this.future;
		return known != null && ObservedStage.isAwaited(known);
	}

	@Override
	public boolean isCancellable() {
		return true;
	}

	@Override
	public boolean isCancelled() {
		CompletableFuture<?> known = this.future;
		return known != null && known.isCancelled();
	}

	@Override
	public Cancelling cancel() {
		CompletableFuture<?> known = this.future;
		if (known == null) {
			return Cancelling.UNREACHABLE_FUTURE;
		}
		return known.cancel(true) ? Cancelling.INTERRUPT : Cancelling.TOO_LATE;
	}

}
