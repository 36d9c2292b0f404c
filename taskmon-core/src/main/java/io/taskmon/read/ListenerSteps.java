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

package io.taskmon.read;

import io.taskmon.spi.TaskEnd;
import io.taskmon.spi.TaskListener;
import io.taskmon.stack.CreationStack;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.Ancestor;
import io.taskmon.track.Cancellation;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskSteps;
import io.taskmon.track.TrackedTask;

/**
 * Tells a recorder of tracked tasks. Thread-safe; throws what the recorder throws.
 */
final class ListenerSteps implements TaskSteps {

	/**
	 * To make text of a stack takes some ten microseconds: nothing to a task that took as
	 * long as this.
	 */
	private static final long LONG_NANOS = 1_000_000;

	private final TaskListener recorder;

	private final TaskNames names;

	ListenerSteps(TaskListener recorder, TaskNames names) {
		this.recorder = recorder;
		this.names = names;
	}

	@Override
	public void queued(TrackedTask task) {
		TaskCode site = task.code();
		this.recorder.queued(task.id(), site.name(), site.kind(), task.executor(), parentId(task));
	}

	@Override
	public void started(TrackedTask task) {
		this.recorder.started(task.id());
	}

	@Override
	public void ended(TrackedTask task) {
		TaskOutcome outcome = this.recorder.isRecordingEnds() ? task.outcome() : null;
		if (outcome == null) {
			return;
		}
		long startedOrEnded = task.hasStarted() ? task.startedNanos() : task.endedNanos();
		CreationStack stack = isWorthText(task) ? task.stack() : null;
		TaskCode site = task.code();
		this.recorder.ended(new TaskEnd(task.id(), this.names.name(site, stack), site.kind(), task.executor(),
				parentId(task), this.names.createdFrom(stack), Math.max(startedOrEnded - task.createdNanos(), 0),
				outcome, task.causeText()));
	}

	@Override
	public void cancelled(TrackedTask task, Cancellation cancellation) {
		TaskCode canceller = cancellation.cancellerSite();
		this.recorder.cancelled(task.id(), task.code().name(), cancellation.cancellerId(),
				(canceller != null) ? canceller.name() : null);
	}

	private static boolean isWorthText(TrackedTask task) {
		CreationStack stack = task.stack();
		return stack != null && (stack.isSymbolised() || task.endedNanos() - task.createdNanos() >= LONG_NANOS);
	}

	private static long parentId(TrackedTask task) {
		Ancestor parent = task.parent();
		return (parent != null) ? parent.id() : 0;
	}

}
