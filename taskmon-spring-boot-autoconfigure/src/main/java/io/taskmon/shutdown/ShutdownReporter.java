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

package io.taskmon.shutdown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.taskmon.fault.Faults;
import io.taskmon.read.TaskList;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.text.ShutdownText;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the log which tasks a shutdown waits for, and in the end which ones were
 * given up. Says nothing where there is nothing to tell. Never throws. Thread-safe.
 */
final class ShutdownReporter {

	static final int MAX_TASKS = 20;

	private static final TaskQuery OLDEST = TaskQuery.ALL.withLimit(MAX_TASKS);

	private static final TaskQuery LATEST = TaskQuery.ALL.withLimit(10_000);

	private static final Set<String> INTERRUPTIONS = Set.of("java.lang.InterruptedException",
			"java.io.InterruptedIOException", "java.nio.channels.ClosedByInterruptException");

	private static final String CAUSE = "Caused by: ";

	private final TaskReader reader;

	private final Log logger;

	private final Faults faults;

	private final Duration phaseTimeout;

	ShutdownReporter(TaskReader reader, Log logger, Faults faults, Duration phaseTimeout) {
		this.reader = reader;
		this.logger = logger;
		this.faults = faults;
		this.phaseTimeout = phaseTimeout;
	}

	/**
	 * Tells of the tasks that are live while the shutdown goes on.
	 * @param elapsed how long it has lasted
	 * @param report why this is told now
	 */
	void keptAlive(Duration elapsed, ReportTimes.Report report) {
		guarded(() -> {
			TaskList<LiveTask> live = this.reader.live(OLDEST);
			if (!live.tasks().isEmpty()) {
				log(ShutdownText.keptAlive(live.counts(), details(live), elapsed,
						report.beforeTimeout() ? this.phaseTimeout : null), report.isWarning());
			}
		});
	}

	/**
	 * Tells of the tasks that did not come to their own end.
	 * @param closingSince when the shutdown began
	 * @param elapsed how long it has lasted
	 */
	void closed(Instant closingSince, Duration elapsed) {
		guarded(() -> {
			TaskList<LiveTask> before = this.reader.live(LATEST);
			List<EndedTask> latest = this.reader.ended(LATEST).tasks();
			TaskList<LiveTask> live = without(latest, before);
			List<EndedTask> ended = latest.stream()
				.filter((task) -> !task.terminatedAt().isBefore(closingSince) && isCutShort(task))
				.toList();
			if (!live.tasks().isEmpty() || !ended.isEmpty()) {
				log(ShutdownText.closed(live.counts(), details(live), ended, MAX_TASKS, elapsed),
						!live.tasks().isEmpty());
			}
		});
	}

	// Threads have just been interrupted, and their tasks end while they are listed
	private static TaskList<LiveTask> without(List<EndedTask> ended, TaskList<LiveTask> live) {
		Set<Long> ids = ended.stream()
			.filter((task) -> !task.bodyStillRunning())
			.map((task) -> task.facts().id())
			.collect(Collectors.toSet());
		List<LiveTask> left = live.tasks().stream().filter((task) -> !ids.contains(task.facts().id())).toList();
		TaskCounts counts = live.counts();
		return new TaskList<>(new TaskCounts(counts.queued() - gone(live.tasks(), left, TaskState.QUEUED),
				counts.running() - gone(live.tasks(), left, TaskState.RUNNING), counts.terminated(), counts.dropped(),
				counts.errors()), left);
	}

	private static long gone(List<LiveTask> before, List<LiveTask> left, TaskState state) {
		return count(before, state) - count(left, state);
	}

	private static long count(List<LiveTask> tasks, TaskState state) {
		return tasks.stream().filter((task) -> task.state() == state).count();
	}

	private List<TaskDetails> details(TaskList<LiveTask> live) {
		return live.tasks().stream().limit(MAX_TASKS).flatMap((task) -> details(task).stream()).toList();
	}

	// As the live task that it was when it was listed, for its cancellation may have
	// ended it, and not its code
	private Optional<TaskDetails> details(LiveTask task) {
		return this.reader.find(task.facts().id())
			.map((found) -> new TaskDetails(task, found.creationChain(), found.stack(), found.waitsFor(),
					found.cancellationChain(), found.application()));
	}

	private static boolean isCutShort(EndedTask task) {
		return !task.bodyStillRunning() && (task.outcome() == TaskOutcome.CANCELLED
				|| task.outcome() == TaskOutcome.DISCARDED || isInterrupted(task.failure()));
	}

	private static boolean isInterrupted(@Nullable Failure failure) {
		return failure != null && (INTERRUPTIONS.contains(failure.type())
				|| failure.stack().stream().anyMatch(ShutdownReporter::isCausedByInterruption));
	}

	private static boolean isCausedByInterruption(String line) {
		return line.startsWith(CAUSE) && INTERRUPTIONS.contains(line.substring(CAUSE.length()).split(":", 2)[0]);
	}

	private void log(String report, boolean warning) {
		if (warning) {
			this.logger.warn(report);
		}
		else {
			this.logger.info(report);
		}
	}

	private void guarded(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			this.faults.report("logging the shutdown", ex);
		}
	}

}
