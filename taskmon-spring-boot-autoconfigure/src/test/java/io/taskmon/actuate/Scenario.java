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

import java.io.IOException;
import java.time.Duration;

import io.taskmon.TaskMonitor;
import io.taskmon.task.Coverage;
import io.taskmon.track.TrackedTask;

/**
 * A task of each sort:
 * <ol>
 * <li>runs, a root;</li>
 * <li>is queued, created by 1, preserved;</li>
 * <li>failed, with a cause;</li>
 * <li>was cancelled by 1, created by 1, and runs on;</li>
 * <li>was discarded, preserved.</li>
 * </ol>
 */
final class Scenario implements AutoCloseable {

	private final Workload workload = new Workload();

	Scenario() {
		TrackedTask root = this.workload.queue(this.workload.ship, "mail");
		this.workload.after(Duration.ofMillis(5)).run(root, "task-1");
		this.workload.inside(root, () -> this.workload.queue(this.workload.poll, "jobs"));
		this.workload.fail(this.workload.queue(this.workload.ship, "mail"), Duration.ofMillis(1200),
				new IOException("reset", new IllegalStateException("closed")));
		this.workload.inside(root, () -> this.workload.queue(this.workload.ship, "mail"));
		TrackedTask cancelled = this.workload.last();
		this.workload.run(cancelled, "task-2");
		this.workload.after(Duration.ofMillis(5)).inside(root, () -> cancel(cancelled));
		TrackedTask discarded = this.workload.queue(this.workload.poll, "jobs");
		this.workload.after(Duration.ofMillis(5));
		discarded.endDiscarded("dropped by its executor");
		monitor().executors().add("jobs", "java.util.Timer", () -> Coverage.partial("no hook", "outcome"));
		monitor().executors().add("mail", "com.acme.Pool", () -> Coverage.FULL);
	}

	/**
	 * Lets task 6 be cancelled by a thread without a task, and task 7 fail without a
	 * message.
	 */
	Scenario withLessToTell() {
		cancel(this.workload.queue(this.workload.ship, "mail"));
		this.workload.fail(this.workload.queue(this.workload.ship, "mail"), Duration.ZERO, new IllegalStateException());
		return this;
	}

	private static void cancel(TrackedTask task) {
		task.noteCanceller();
		task.cancelAndInterrupt();
	}

	TaskMonitor monitor() {
		return this.workload.monitor();
	}

	@Override
	public void close() {
		this.workload.close();
	}

}
