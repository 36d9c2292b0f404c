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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskPool;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.Elapsed;
import io.taskmon.task.OverdueRun;

/**
 * Finds runs of schedules that take far longer than they usually do, and schedulers whose
 * next run is overdue, be their queue shown or not, for which the runs on their threads
 * are to blame.
 */
final class StuckRuns implements Check {

	private static final int FAR_LONGER = 10;

	private static final Duration LEAST = Duration.ofSeconds(10);

	@Override
	public List<Finding> findings(Evidence evidence) {
		List<Finding> findings = new ArrayList<>();
		evidence.observation()
			.executors()
			.forEach((executor) -> overdue(executor, evidence).or(() -> hiddenOverdue(executor, evidence))
				.ifPresent(findings::add));
		evidence.tasks().forEach((task) -> stuck(task).ifPresent(findings::add));
		return findings;
	}

	private static Optional<Finding> overdue(TaskExecutorInfo executor, Evidence evidence) {
		TaskPool pool = executor.pool();
		Duration late = (pool != null) ? pool.overdueFor() : null;
		if (late == null || late.compareTo(evidence.settings().overdueFor()) < 0) {
			return Optional.empty();
		}
		return Optional.of(overdue("The next run of " + executor.name(), late, executor, evidence));
	}

	private static Optional<Finding> hiddenOverdue(TaskExecutorInfo executor, Evidence evidence) {
		List<OverdueRun> overdue = evidence.observation()
			.overdue()
			.stream()
			.filter((run) -> run.executor().equals(executor.name()))
			.filter((run) -> run.overdueFor().compareTo(evidence.settings().overdueFor()) >= 0)
			.sorted(Comparator.comparing(OverdueRun::overdueFor).reversed())
			.toList();
		if (overdue.isEmpty()) {
			return Optional.empty();
		}
		OverdueRun latest = overdue.get(0);
		String others = (overdue.size() > 1) ? ", and " + (overdue.size() - 1) + " more," : "";
		return Optional.of(overdue("The next run of " + latest.name() + others + " on " + executor.name(),
				latest.overdueFor(), executor, evidence));
	}

	private static Finding overdue(String what, Duration late, TaskExecutorInfo executor, Evidence evidence) {
		List<TaskSymptoms> running = evidence.running(executor.name());
		List<String> lines = new ArrayList<>();
		Optional.ofNullable(executor.pool())
			.ifPresent((pool) -> lines.add(pool.active() + " of " + pool.threads() + " threads are busy"));
		running.forEach((task) -> lines.add(Labels.of(task) + " has been running for " + Elapsed.text(task.age())
				+ Optional.ofNullable(Evidence.place(task)).map((place) -> ", is in " + place).orElse("")));
		return new Finding(FindingKind.STUCK_RUN, Severity.CRITICAL, executor.name(),
				what + " is overdue by " + Elapsed.text(late), executor.name(), Evidence.ids(running), lines,
				running.isEmpty() ? "executors" : Evidence.where(Evidence.ids(running)));
	}

	private static Optional<Finding> stuck(TaskSymptoms task) {
		Duration usually = task.usually();
		if (usually == null || !isFarLonger(task.age(), usually)) {
			return Optional.empty();
		}
		List<String> lines = new ArrayList<>();
		lines.add("runs have taken " + Elapsed.text(usually) + " at the most");
		Optional.ofNullable(Evidence.place(task)).ifPresent((place) -> lines.add("it is in " + place));
		return Optional.of(new Finding(FindingKind.STUCK_RUN, Severity.WARNING, task.name() + " " + task.id(),
				"The run of " + task.name() + " has taken " + Elapsed.text(task.age()) + " so far",
				task.task().facts().executor(), List.of(task.id()), lines, "where " + task.id()));
	}

	private static boolean isFarLonger(Duration age, Duration usually) {
		return age.compareTo(LEAST) >= 0 && age.compareTo(usually.multipliedBy(FAR_LONGER)) > 0;
	}

}
