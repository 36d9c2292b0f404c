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

package io.taskmon.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCarrier.Cancelling;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real tasks of a monitor of their own, on a clock that is stepped by hand.
 */
final class Workload implements AutoCloseable {

	final TaskCode ship = TaskCode.ofMethod("com.acme.OrderService", "ship", TaskKind.ASYNC, false);

	final TaskCode poll = TaskCode.ofMethod("com.acme.Poller", "poll", TaskKind.SCHEDULED, true);

	private final List<TaskCarrier> carriers = new ArrayList<>();

	private final List<RunningTask> running = new ArrayList<>();

	private final SteppedClock clock = new SteppedClock();

	private final TaskMonitor monitor;

	private TrackedTask last;

	Workload() {
		this(Limits.DEFAULTS, CaptureSettings.DEFAULTS);
	}

	Workload(Limits limits, CaptureSettings capture) {
		this.monitor = new TaskMonitor(limits, capture, (activity, fault) -> {
		}, this.clock);
	}

	TaskMonitor monitor() {
		return this.monitor;
	}

	Workload after(Duration duration) {
		this.clock.step(duration);
		return this;
	}

	TrackedTask queue(TaskCode site, String executor) {
		return queue(site, executor, Cancelling.NO_FUTURE);
	}

	TrackedTask queue(TaskCode site, String executor, Cancelling cancelling) {
		TestCarrier carrier = new TestCarrier(cancelling);
		this.carriers.add(carrier);
		TrackedTask task = this.monitor.tracker().submit(carrier, site, executor);
		assertThat(task).isNotNull();
		this.last = task;
		return task;
	}

	TrackedTask last() {
		return this.last;
	}

	/**
	 * Lets a queued task run for a while on the calling thread and fail.
	 */
	void fail(TrackedTask task, Duration duration, Throwable exception) {
		assertThat(this.monitor.tracker().begin(task)).isTrue();
		after(duration).monitor.tracker().end(task, TaskOutcome.FAILED, exception);
	}

	/**
	 * Runs an action on the calling thread as if the task did it.
	 */
	void inside(TrackedTask task, Runnable action) {
		TrackedTask before = this.monitor.tracker().makeCurrent(task);
		action.run();
		this.monitor.tracker().makeCurrent(before);
	}

	/**
	 * Runs a queued task on a thread of its own, until it is told to end.
	 */
	RunningTask run(TrackedTask task, String threadName) {
		RunningTask started = new RunningTask(this.monitor, task, threadName);
		this.running.add(started);
		return started;
	}

	@Override
	public void close() {
		this.running.forEach(RunningTask::finish);
		this.monitor.close();
	}

	/**
	 * A task on a thread of its own.
	 */
	static final class RunningTask {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch told = new CountDownLatch(1);

		private final TaskMonitor monitor;

		private final TrackedTask task;

		private final Thread thread;

		private RunningTask(TaskMonitor monitor, TrackedTask task, String threadName) {
			this.monitor = monitor;
			this.task = task;
			this.thread = new Thread(this::workUntilTold, threadName);
			this.thread.setDaemon(true);
			this.thread.start();
			await(this.begun);
		}

		private void workUntilTold() {
			this.monitor.tracker().begin(this.task);
			this.begun.countDown();
			boolean done = false;
			while (!done) {
				try {
					this.told.await();
					done = true;
				}
				catch (InterruptedException ex) {
					// A body that ignores its cancellation
				}
			}
			this.monitor.tracker().end(this.task, TaskOutcome.SUCCEEDED, (Throwable) null);
		}

		TrackedTask task() {
			return this.task;
		}

		Thread thread() {
			return this.thread;
		}

		void finish() {
			this.told.countDown();
			try {
				this.thread.join(TimeUnit.SECONDS.toMillis(30));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private static void await(CountDownLatch latch) {
			try {
				assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
