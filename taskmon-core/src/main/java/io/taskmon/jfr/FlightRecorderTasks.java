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

package io.taskmon.jfr;

import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.spi.TaskEnd;
import io.taskmon.spi.TaskListener;
import io.taskmon.task.TaskKind;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of tasks into the recordings of the JDK's Flight Recorder. While there
 * is none, a step costs no more than to find that out. Thread-safe.
 */
public final class FlightRecorderTasks implements TaskListener {

	// A static one would outlive the application
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable TaskRunEvent> innermost = new ThreadLocal<>();

	private final AtomicInteger openRuns = new AtomicInteger();

	@Override
	public void queued(long id, String name, TaskKind kind, @Nullable String executor, long parentId) {
		if (isInUse() && Kinds.QUEUED.isEnabled()) {
			TaskQueuedEvent event = new TaskQueuedEvent();
			event.id = id;
			event.name = name;
			event.kind = kind.name();
			event.executor = executor;
			event.parentId = parentId;
			event.commit();
		}
	}

	@Override
	public void started(long id) {
		if (isInUse() && Kinds.RUN.isEnabled()) {
			TaskRunEvent event = new TaskRunEvent(id, this.innermost.get());
			this.openRuns.incrementAndGet();
			this.innermost.set(event);
			event.begin();
		}
	}

	@Override
	public boolean isRecordingEnds() {
		return isInUse() && (Kinds.RUN.isEnabled() || Kinds.ENDED.isEnabled() || this.openRuns.get() > 0);
	}

	@Override
	public void ended(TaskEnd task) {
		TaskRunEvent run = (this.openRuns.get() > 0) ? close(task.id()) : null;
		if (run != null && Kinds.RUN.isEnabled()) {
			record(run, task);
		}
		else if (Kinds.ENDED.isEnabled()) {
			record(new TaskEndedEvent(), task);
		}
	}

	/**
	 * Takes the run of a task from this thread, with those inside of it, the end of which
	 * nobody saw.
	 */
	private @Nullable TaskRunEvent close(long id) {
		int closed = 1;
		TaskRunEvent run = this.innermost.get();
		while (run != null && run.id != id) {
			run = run.outer;
			closed++;
		}
		if (run != null) {
			this.openRuns.addAndGet(-closed);
			if (run.outer != null) {
				this.innermost.set(run.outer);
			}
			else {
				this.innermost.remove();
			}
		}
		return run;
	}

	private static void record(TaskEndEvent event, TaskEnd task) {
		// Fixes the end of a run
		event.end();
		if (event.shouldCommit()) {
			event.describe(task);
			event.commit();
		}
	}

	@Override
	public void cancelled(long id, String name, long cancellerId, @Nullable String cancellerName) {
		if (isInUse() && Kinds.CANCELLED.isEnabled()) {
			TaskCancelledEvent event = new TaskCancelledEvent();
			event.id = id;
			event.name = name;
			event.cancellerId = cancellerId;
			event.cancellerName = cancellerName;
			event.commit();
		}
	}

	private static boolean isInUse() {
		return FlightRecorder.isInitialized();
	}

	/**
	 * One event of each kind, which tells whether it is enabled. Made when the Flight
	 * Recorder is in use and not before: the first one has it read all its metadata,
	 * which would take longer than all the rest that an application starts of taskmon.
	 */
	private static final class Kinds {

		private static final TaskQueuedEvent QUEUED = new TaskQueuedEvent();

		private static final TaskRunEvent RUN = new TaskRunEvent(0, null);

		private static final TaskEndedEvent ENDED = new TaskEndedEvent();

		private static final TaskCancelledEvent CANCELLED = new TaskCancelledEvent();

	}

}
