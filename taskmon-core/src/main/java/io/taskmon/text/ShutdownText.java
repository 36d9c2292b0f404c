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

package io.taskmon.text;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.taskmon.task.Creation;
import io.taskmon.task.Elapsed;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Frames;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of an application that shuts down, as text for its log. No line has control
 * characters.
 */
public final class ShutdownText {

	private static final String INDENT = "    ";

	private final Lines lines = new Lines(TextStyle.PLAIN);

	private ShutdownText() {
	}

	/**
	 * Writes which tasks keep an application alive.
	 * @param counts counts of all tasks
	 * @param oldest the oldest live ones, each a {@link LiveTask}
	 * @param elapsed how long the shutdown has lasted
	 * @param timeout time granted to a phase of it if that is nearly over, else
	 * {@code null}
	 * @return lines, but for the last one ended by a line feed
	 */
	public static String keptAlive(TaskCounts counts, List<TaskDetails> oldest, Duration elapsed,
			@Nullable Duration timeout) {
		ShutdownText text = new ShutdownText();
		long live = counts.queued() + counts.running();
		text.lines.add(counted(live, "task keeps", "tasks keep") + " this application alive, " + Elapsed.text(elapsed)
				+ " after its shutdown began"
				+ ((timeout != null) ? ". The " + Elapsed.text(timeout) + " of a phase are nearly over" : "") + ":");
		oldest.forEach(text::live);
		return text.withRest(live - oldest.size());
	}

	/**
	 * Writes which tasks did not come to an end of their own.
	 * @param counts counts of all tasks
	 * @param live the oldest that are live, each a {@link LiveTask}
	 * @param ended those that were cancelled, interrupted or dropped, the latest first
	 * @param limit how many tasks to write at the most
	 * @param elapsed how long the shutdown has lasted
	 * @return lines, but for the last one ended by a line feed
	 */
	public static String closed(TaskCounts counts, List<TaskDetails> live, List<EndedTask> ended, int limit,
			Duration elapsed) {
		ShutdownText text = new ShutdownText();
		text.lines.add("Shut down after " + Elapsed.text(elapsed) + ": " + endings(counts, ended));
		live.stream().limit(limit).forEach(text::live);
		int left = Math.max(limit - live.size(), 0);
		ended.stream().limit(left).forEach(text::ended);
		return text.withRest(counts.queued() + counts.running() + ended.size() - Math.min(live.size(), limit)
				- Math.min(ended.size(), left));
	}

	private static String endings(TaskCounts counts, List<EndedTask> ended) {
		return List
			.of(new Ending(counts.running(), "task runs on", "tasks run on"),
					new Ending(counts.queued() + count(ended, TaskOutcome.DISCARDED), "task never ran",
							"tasks never ran"),
					new Ending(count(ended, TaskOutcome.CANCELLED), "task was cancelled", "tasks were cancelled"),
					new Ending(count(ended, TaskOutcome.FAILED), "task was interrupted", "tasks were interrupted"))
			.stream()
			.filter((ending) -> ending.count() > 0)
			.map((ending) -> counted(ending.count(), ending.one(), ending.many()))
			.collect(Collectors.joining(", ", "", ":"));
	}

	private static long count(List<EndedTask> tasks, TaskOutcome outcome) {
		return tasks.stream().filter((task) -> task.outcome() == outcome).count();
	}

	private static String counted(long count, String one, String many) {
		return count + " " + ((count == 1) ? one : many);
	}

	private void live(TaskDetails details) {
		LiveTask task = (LiveTask) details.task();
		head(task.facts(), Wording.state(task) + " for " + Elapsed.text(inState(task))
				+ ((task.thread() != null) ? " on " + task.thread().name() : ""));
		origin(task.facts(), details.creationChain());
		details.application()
			.firstFrame(details.stack())
			.or(() -> details.stack().stream().findFirst())
			.ifPresent((frame) -> this.lines.add(INDENT + INDENT + "is at " + Frames.text(frame)));
	}

	private static Duration inState(LiveTask task) {
		Duration running = task.runningFor();
		return (task.state() == TaskState.RUNNING && running != null) ? running : task.facts().queuedFor();
	}

	private void ended(EndedTask task) {
		head(task.facts(), Wording.outcome(task)
				+ ((task.ranFor() != null) ? " after running for " + Elapsed.text(task.ranFor()) : " before it ran"));
		origin(task.facts(), List.of());
		if (task.failure() != null) {
			this.lines.add(INDENT + INDENT + Wording.exception(task.failure().type(), task.failure().message()));
		}
		if (task.cancelledBy() != null) {
			this.lines.add(INDENT + INDENT + "cancelled by " + Wording.canceller(task.cancelledBy()));
		}
	}

	private void head(TaskFacts facts, String state) {
		this.lines.add(INDENT + facts.id() + " " + facts.name()
				+ ((facts.executor() != null) ? " (" + facts.executor() + ")" : "") + ": " + state);
	}

	private void origin(TaskFacts facts, List<Creation> chain) {
		if (facts.createdFrom() != null) {
			this.lines.add(INDENT + INDENT + "created from " + Wording.markedSite(facts));
		}
		if (chain.size() > 1) {
			this.lines.add(INDENT + INDENT + "created by "
					+ chain.subList(0, chain.size() - 1)
						.stream()
						.map((creation) -> creation.id() + " " + creation.name())
						.collect(Collectors.joining(" > ")));
		}
	}

	private String withRest(long rest) {
		if (rest > 0) {
			this.lines.add(INDENT + "… and " + rest + " more");
		}
		return this.lines.toString().stripTrailing();
	}

	private record Ending(long count, String one, String many) {

	}

}
