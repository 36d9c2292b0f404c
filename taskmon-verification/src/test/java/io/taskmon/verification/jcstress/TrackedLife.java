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

package io.taskmon.verification.jcstress;

import java.time.Duration;
import java.util.List;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;

/**
 * One submitted task and the monitor that is there for it alone.
 */
class TrackedLife implements TaskCarrier {

	private static final Limits LIMITS = new Limits(8, 8, 8);

	private static final CaptureSettings NO_STACKS = new CaptureSettings(CaptureMode.OFF, 1, Duration.ofSeconds(1), 0,
			1);

	private static final TaskCode SITE = TaskCode.ofClass("com.example.Work", TaskKind.EXECUTOR, false);

	private final TaskMonitor monitor = new TaskMonitor(LIMITS, NO_STACKS,
			(activity, fault) -> fault.printStackTrace());

	final TaskTracker tracker = this.monitor.tracker();

	final TrackedTask task = submit();

	private TrackedTask submit() {
		TrackedTask submitted = this.tracker.submit(this, SITE, "executor");
		if (submitted == null) {
			throw new IllegalStateException("Not tracked");
		}
		return submitted;
	}

	/**
	 * Runs the task as an executor does.
	 * @return whether it began
	 */
	final boolean run() {
		boolean begun = this.tracker.begin(this.task);
		if (begun) {
			succeed();
		}
		return begun;
	}

	final void succeed() {
		this.tracker.end(this.task, TaskOutcome.SUCCEEDED, (Throwable) null);
	}

	final boolean isFound() {
		return this.monitor.reader().find(this.task.id()).isPresent();
	}

	/**
	 * Returns what is in the books once all have gone home: the outcome in the log, and
	 * what is wrong if there is not exactly one record, or something is left.
	 */
	final String record() {
		List<EndedTask> log = this.monitor.reader().ended(TaskQuery.ALL).tasks();
		if (log.size() != 1) {
			return log.size() + " records";
		}
		if (!this.monitor.reader().live(TaskQuery.ALL).tasks().isEmpty()) {
			return "live";
		}
		EndedTask ended = log.get(0);
		if (ended.bodyStillRunning() || this.monitor.reader().live(TaskQuery.ALL).counts().errors() > 0) {
			return "wrong";
		}
		return ended.outcome().name();
	}

	/**
	 * Returns whether the record names the canceller if, and only if, it was cancelled.
	 */
	final boolean isCancellerTrue() {
		EndedTask ended = this.monitor.reader().ended(TaskQuery.ALL).tasks().get(0);
		return (ended.outcome() == TaskOutcome.CANCELLED) == (ended.cancelledBy() != null);
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
