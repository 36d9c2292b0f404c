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

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.taskmon.track.TrackedTask;

/**
 * Sees who completes a {@link CompletableFuture} in the place of its code.
 */
public final class ObservedStage {

	private static final int OWN_DEPENDENTS = 1;

	private static final StackWalker STACK = StackWalker.getInstance();

	private static final Set<String> TELLING = Set.of("tryFire", "uniHandle", "postComplete");

	private static final Set<String> CANCELLING = Set.of("cancel", "completeExceptionally", "obtrudeException");

	private ObservedStage() {
	}

	/**
	 * Watches a future, unless its class could be asked for its stages. Nothing of the
	 * application's runs: a stage that passes on an exception would ask it for its text.
	 */
	// Must refer to nothing else, for a caller may keep its future for ever
	@SuppressWarnings({ "FutureReturnValueIgnored", "NullAway" })
	public static void observe(CompletableFuture<?> future, TrackedTask task) {
		if (future.getClass() == CompletableFuture.class) {
			future.handle((value, ex) -> {
				completed(task, future);
				return null;
			});
		}
	}

	/**
	 * Returns whether somebody waits for a future that is observed, or has built upon it.
	 */
	public static boolean isAwaited(CompletableFuture<?> observed) {
		return !observed.isDone() && observed.getNumberOfDependents() > OWN_DEPENDENTS;
	}

	private static void completed(TrackedTask task, CompletableFuture<?> future) {
		if (!future.isCancelled()) {
			task.endDiscarded("its future was completed before it ran");
		}
		else if (isCancelledByCurrentThread()) {
			task.noteCanceller();
			cancelled(task);
		}
		else {
			task.endCancelledByUnknownThread();
		}
	}

	// Whoever cancels a future sets its result first and tells its dependents then, where
	// the thread of its code, or one that waits for it, may come first
	private static boolean isCancelledByCurrentThread() {
		return STACK.walk((frames) -> frames.dropWhile((frame) -> !isOfFuture(frame))
			.dropWhile((frame) -> TELLING.contains(frame.getMethodName()))
			.findFirst()
			.filter((frame) -> isOfFuture(frame) && CANCELLING.contains(frame.getMethodName()))
			.isPresent());
	}

	private static boolean isOfFuture(StackFrame frame) {
		return frame.getClassName().startsWith(CompletableFuture.class.getName());
	}

	/**
	 * Records that a task's future has been cancelled: its code may have been through a
	 * moment before.
	 */
	public static void cancelled(TrackedTask task) {
		if (!task.endCancelled()) {
			task.endCancelledAtLast();
		}
	}

}
