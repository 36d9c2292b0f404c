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

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Who knows how submitted code ended.
 */
public enum ResultHolder {

	/**
	 * What it throws tells.
	 */
	THROWS {

		@Override
		void end(TaskTracker tracker, TrackedTask task, Object code, @Nullable Throwable thrown) {
			tracker.end(task, (thrown != null) ? TaskOutcome.FAILED : TaskOutcome.SUCCEEDED, thrown);
		}

	},

	/**
	 * The submitted future swallows what its code throws, but can be read.
	 */
	FUTURE_TASK {

		@Override
		void end(TaskTracker tracker, TrackedTask task, Object code, @Nullable Throwable thrown) {
			FutureOutcome outcome = (thrown != null) ? FutureOutcome.failed(thrown)
					: FutureTaskOutcomes.of((FutureTask<?>) code);
			outcome.end(tracker, task);
		}

	},

	/**
	 * What it throws tells, but that it throws nothing tells nothing.
	 */
	SWALLOWED {

		@Override
		void end(TaskTracker tracker, TrackedTask task, Object code, @Nullable Throwable thrown) {
			if (thrown != null) {
				tracker.end(task, TaskOutcome.FAILED, thrown);
			}
			else {
				tracker.end(task, TaskOutcome.UNKNOWN, SwallowingCode.REASON);
			}
		}

	},

	/**
	 * The submitted code keeps its result where nobody else can see it.
	 */
	HIDDEN {

		@Override
		void end(TaskTracker tracker, TrackedTask task, Object code, @Nullable Throwable thrown) {
			if (thrown != null) {
				tracker.end(task, TaskOutcome.FAILED, thrown);
			}
			else {
				tracker.end(task, TaskOutcome.UNKNOWN, "its result is kept by a future that cannot be seen");
			}
		}

	};

	// It wraps the future that holds the outcome, and is always successful itself
	private static final String COMPLETION_SERVICE_FUTURE = "java.util.concurrent.ExecutorCompletionService$QueueingFuture";

	// To ask whether an object has an interface that it has not is slow. Weakly, for
	// classes may outlive the application, and must keep no class of ours
	private static final ClassValue<WeakReference<ResultHolder>> BY_CLASS = new ClassValue<>() {

		@Override
		protected WeakReference<ResultHolder> computeValue(Class<?> type) {
			return new WeakReference<>(ofClass(type));
		}

	};

	/**
	 * Returns whether the submitted code is no future.
	 */
	boolean isPlain() {
		return this == THROWS || this == SWALLOWED;
	}

	/**
	 * Ends the task of code that is through. Never throws.
	 * @param thrown what the code threw, if it did
	 */
	final void endSafely(TaskTracker tracker, TrackedTask task, Object code, @Nullable Throwable thrown) {
		try {
			end(tracker, task, code, thrown);
		}
		catch (Throwable ex) {
			endUnread(tracker, task, ex);
		}
	}

	/**
	 * Ends a task of whose outcome nothing but a fault inside taskmon is known.
	 */
	static void endUnread(TaskTracker tracker, TrackedTask task, Throwable fault) {
		tracker.faults().report("reading the outcome of a task", fault);
		tracker.end(task, TaskOutcome.UNKNOWN, "an error inside taskmon");
	}

	abstract void end(TaskTracker tracker, TrackedTask task, Object code, @Nullable Throwable thrown);

	/**
	 * Returns who knows how code of a class ended.
	 */
	static ResultHolder of(Object code) {
		return of(code.getClass());
	}

	static ResultHolder of(Class<?> type) {
		return Objects.requireNonNull(BY_CLASS.get(type).get());
	}

	private static ResultHolder ofClass(Class<?> type) {
		if (FutureTask.class.isAssignableFrom(type)) {
			return isOfCompletionService(type) ? HIDDEN : FUTURE_TASK;
		}
		return (Future.class.isAssignableFrom(type) || ForkJoinTask.class.isAssignableFrom(type)
				|| CompletableFuture.AsynchronousCompletionTask.class.isAssignableFrom(type)) ? HIDDEN : plain(type);
	}

	private static ResultHolder plain(Class<?> type) {
		return SwallowingCode.isKnown(type) ? SWALLOWED : THROWS;
	}

	static boolean isOfCompletionService(Object code) {
		return isOfCompletionService(code.getClass());
	}

	private static boolean isOfCompletionService(Class<?> type) {
		return type.getName().equals(COMPLETION_SERVICE_FUTURE);
	}

}
