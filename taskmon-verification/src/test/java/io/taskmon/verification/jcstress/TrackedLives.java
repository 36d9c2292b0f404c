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
import java.util.stream.LongStream;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Creation;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.Task;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;

/**
 * Several tasks of one monitor, each with a stack of its own, and a log that holds two.
 */
class TrackedLives implements TaskCarrier {

	static final int LOG_CAPACITY = 2;

	/**
	 * Tasks whose numbers are so far apart share a list of the registry.
	 */
	static final int STRIPES = 16;

	private static final Limits LIMITS = new Limits(64, LOG_CAPACITY, LOG_CAPACITY);

	private static final CaptureSettings STACKS = new CaptureSettings(CaptureMode.ALWAYS, 1, Duration.ofSeconds(1), 64,
			8);

	private static final TaskCode SITE = TaskCode.ofMethod("com.example.Work", "run", TaskKind.ASYNC, false);

	private final TaskMonitor monitor = new TaskMonitor(LIMITS, STACKS, (activity, fault) -> fault.printStackTrace());

	final TrackedTask submit() {
		TrackedTask submitted = this.monitor.tracker().submit(this, SITE, "executor");
		if (submitted == null) {
			throw new IllegalStateException("Not tracked");
		}
		return submitted;
	}

	final void run(TrackedTask task) {
		this.monitor.tracker().begin(task);
		this.monitor.tracker().end(task, TaskOutcome.SUCCEEDED, (Throwable) null);
	}

	/**
	 * Returns whether a reader of the live tasks sees the task.
	 */
	final boolean isLive(TrackedTask task) {
		return ids(this.monitor.reader().live(TaskQuery.ALL).tasks()).anyMatch((id) -> id == task.id());
	}

	final boolean isLogged(TrackedTask task) {
		return ids(log()).anyMatch((id) -> id == task.id());
	}

	final List<EndedTask> log() {
		return this.monitor.reader().ended(TaskQuery.ALL).tasks();
	}

	private static LongStream ids(List<? extends Task> tasks) {
		return tasks.stream().mapToLong((task) -> task.facts().id());
	}

	/**
	 * Returns the frames of the task's creation stack, which the first reader makes.
	 */
	final List<StackTraceElement> creationStack(TrackedTask task) {
		List<Creation> chain = this.monitor.reader().find(task.id()).orElseThrow().creationChain();
		return chain.get(chain.size() - 1).stack();
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
