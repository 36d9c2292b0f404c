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
package io.taskmon;

import java.util.ArrayList;
import java.util.List;

import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskPreservation;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskOrigin;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Does once, with tasks of its own, what the housekeeper may have to do when memory is
 * short. Classes are loaded and initialised with that: one that cannot be initialised for
 * lack of memory would stay out of use for ever.
 */
public final class Rehearsal {

	private static final int ROUNDS = 4;

	private final TaskMonitor stage = new TaskMonitor(new Limits(100, 10, 10), CaptureSettings.DEFAULTS,
			(activity, fault) -> fail());

	private final TaskTracker tracker = this.stage.tracker();

	private final TaskCode site = TaskCode.ofMethod("io.taskmon.Rehearsal", "act", TaskKind.SCHEDULED,
			TaskPreservation.UNTIL_SHUTDOWN);

	// Nothing else holds them, and dropped ones are another act
	private final List<Object> held = new ArrayList<>();

	void run() {
		try (this.stage) {
			this.stage.onHousekeeping("failing", Rehearsal::fail);
			act();
			for (int i = 0; i < ROUNDS; i++) {
				this.stage.keepHouse();
			}
			this.stage.reader().ended(TaskQuery.ALL);
			this.stage.statistics().live();
		}
	}

	private void act() {
		end(submit(null), TaskOutcome.SUCCEEDED, null);
		IllegalStateException exception = new IllegalStateException("rehearsed", new Mute());
		end(submit(null), TaskOutcome.FAILED, exception);
		TrackedTask run = submit(this.tracker.origin(this.site));
		end(run, TaskOutcome.FAILED, exception);
		if (run != null) {
			this.tracker.scheduleEnded(run);
		}
		cancel(submit(null));
		drop(submit(null));
		this.tracker.guard("rehearsing", Rehearsal::fail);
		this.tracker.faults().report("rehearsing", new LinkageError());
		this.tracker.faults().report("rehearsing", exception);
	}

	private @Nullable TrackedTask submit(@Nullable TaskOrigin origin) {
		Prop carrier = new Prop();
		this.held.add(carrier);
		TrackedTask task = this.tracker.submit(carrier, this.site, "rehearsal", origin);
		if (task != null) {
			task.markUnseen();
		}
		return task;
	}

	private void end(@Nullable TrackedTask task, TaskOutcome outcome, @Nullable Throwable exception) {
		if (task != null && this.tracker.begin(task)) {
			this.tracker.end(task, outcome, exception);
		}
	}

	private static void fail() {
		throw new IllegalStateException("rehearsed");
	}

	private static void cancel(@Nullable TrackedTask task) {
		if (task != null) {
			task.noteCanceller();
			task.endCancelled();
		}
	}

	private static void drop(@Nullable TrackedTask task) {
		if (task != null) {
			task.enqueue();
		}
	}

	private static final class Mute extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("rehearsed");
		}

	}

	private static final class Prop implements TaskCarrier {

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
