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

import io.taskmon.task.CancelRequest;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Cancels tracked tasks.
 */
public final class DefaultTaskCanceller implements TaskCanceller {

	private final TaskRegistry registry;

	public DefaultTaskCanceller(TaskRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Result cancel(long id, @Nullable CancelRequest request) {
		TrackedTask task = this.registry.live().find(id);
		if (task == null) {
			return (this.registry.log().find(id) != null) ? Result.ALREADY_ENDED : Result.NOT_FOUND;
		}
		if (task.outcome() != null) {
			return Result.ALREADY_ENDED;
		}
		boolean running = task.state() == TaskState.RUNNING;
		Cancellation noted = task.noteCancellation(request);
		return switch (cancelFuture(task)) {
			case DONE -> result(task, noted, task.endCancelled(), running);
			case INTERRUPT, NO_FUTURE -> result(task, noted, cancelAndInterrupt(task), running);
			case UNREACHABLE_FUTURE -> running ? result(task, noted, task.cancelAndInterrupt(), true)
					: withoutEffect(task, noted, Result.NOT_CANCELLABLE);
			case TOO_LATE -> withoutEffect(task, noted, Result.ALREADY_ENDED);
		};
	}

	// The task's future may have told of its cancellation a moment before
	private static boolean cancelAndInterrupt(TrackedTask task) {
		boolean cancelled = task.cancelAndInterrupt();
		if (!cancelled) {
			task.interruptCancelled();
		}
		return cancelled;
	}

	private TaskCarrier.Cancelling cancelFuture(TrackedTask task) {
		TaskCarrier carrier = task.get();
		try {
			return (carrier != null) ? carrier.cancel() : TaskCarrier.Cancelling.NO_FUTURE;
		}
		catch (Throwable ex) {
			this.registry.faults().report("cancelling a future", ex);
			return TaskCarrier.Cancelling.UNREACHABLE_FUTURE;
		}
	}

	private static Result withoutEffect(TrackedTask task, @Nullable Cancellation noted, Result result) {
		task.forgetCanceller(noted);
		return result;
	}

	private Result result(TrackedTask task, @Nullable Cancellation noted, boolean cancelled, boolean running) {
		if (!cancelled && !task.isCancelled()) {
			return Result.ALREADY_ENDED;
		}
		task.recordCancellation(noted);
		return (running || task.hasStarted()) ? Result.INTERRUPTED : Result.CANCELLED;
	}

}
