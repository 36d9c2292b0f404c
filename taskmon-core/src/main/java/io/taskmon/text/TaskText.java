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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.taskmon.diagnosis.Finding;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskPool;
import io.taskmon.read.SiteProfile;
import io.taskmon.read.TaskGrouping;
import io.taskmon.read.TaskGroups;
import io.taskmon.read.TaskList;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Canceller;
import io.taskmon.task.Coverage;
import io.taskmon.task.Elapsed;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskCanceller;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskThread;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as text for people: tables of many, chains and stacks of one. Whatever names and
 * messages hold, no answer has control characters but the line feeds that end its lines
 * and, where the style is coloured, those of its colours. Immutable.
 */
public final class TaskText {

	private final TextStyle style;

	private final InstantSource clock;

	private final ApplicationPackages application;

	/**
	 * Creates text in {@link TextStyle#PLAIN}.
	 */
	public TaskText() {
		this(TextStyle.PLAIN);
	}

	/**
	 * Creates text of a style.
	 * @param style how it looks
	 */
	public TaskText(TextStyle style) {
		this(style, ApplicationPackages.UNKNOWN);
	}

	/**
	 * Creates text of a style.
	 * @param style how it looks
	 * @param application whose frames are the application's in stacks of no task
	 */
	public TaskText(TextStyle style, ApplicationPackages application) {
		this(style, application, InstantSource.system());
	}

	TaskText(TextStyle style, InstantSource clock) {
		this(style, ApplicationPackages.UNKNOWN, clock);
	}

	private TaskText(TextStyle style, ApplicationPackages application, InstantSource clock) {
		this.style = style;
		this.application = application;
		this.clock = clock;
	}

	/**
	 * Writes live tasks as a table, counts first.
	 * @param list the tasks
	 * @return lines, each ended by a line feed
	 */
	public String live(TaskList<LiveTask> list) {
		Table table = new Table(Column.number("ID"), Column.word("STATE"), Column.name("NAME"),
				Column.name("EXECUTOR").spare(3), Column.number("QUEUED").spare(2), Column.number("RUNNING"),
				Column.name("THREAD").spare(4), Column.place("CREATED FROM").spare(1));
		list.tasks().forEach((task) -> addRow(table, task));
		return text(list, table, shownOfLive(list));
	}

	private static void addRow(Table table, LiveTask task) {
		TaskFacts facts = task.facts();
		TaskThread thread = task.thread();
		table.row(Cell.id(facts.id()), Cell.of(Wording.state(task), Tone.of(task)), Cell.of(Wording.markedName(facts)),
				Cell.of(facts.executor()), Cell.of(elapsed(facts.queuedFor())), Cell.of(elapsed(task.runningFor())),
				Cell.of((thread != null) ? thread.name() : null), Cell.of(Wording.markedSite(facts), Tone.FAINT));
	}

	/**
	 * Writes ended tasks as a table, counts first.
	 * @param list the tasks
	 * @return lines, each ended by a line feed
	 */
	public String ended(TaskList<EndedTask> list) {
		Table table = new Table(Column.number("ID"), Column.word("OUTCOME"), Column.name("NAME"),
				Column.name("EXECUTOR").spare(4), Column.number("QUEUED").spare(5), Column.number("RAN").spare(3),
				Column.word("ENDED"), Column.text("WHY").spare(1), Column.place("CREATED FROM").spare(2));
		list.tasks().forEach((task) -> addRow(table, task));
		return text(list, table, list.tasks().size() + " shown of " + list.matched() + " matched, " + list.kept()
				+ " kept, " + list.counts().terminated() + " ended ever");
	}

	private void addRow(Table table, EndedTask task) {
		TaskFacts facts = task.facts();
		table.row(Cell.id(facts.id()), Cell.of(Wording.outcome(task), Tone.of(task.outcome())),
				Cell.of(Wording.markedName(facts)), Cell.of(facts.executor()), Cell.of(elapsed(facts.queuedFor())),
				Cell.of(elapsed(task.ranFor())), Cell.of(when(task.terminatedAt())), Cell.of(why(task)),
				Cell.of(Wording.markedSite(facts), Tone.FAINT));
	}

	private String when(Instant instant) {
		if (!this.style.relative()) {
			return Wording.instant(instant);
		}
		Duration ago = Duration.between(instant, this.clock.instant());
		return Elapsed.text(ago.isNegative() ? Duration.ZERO : ago) + " ago";
	}

	private static @Nullable String why(EndedTask task) {
		Failure failure = task.failure();
		Canceller canceller = task.cancelledBy();
		if (failure != null) {
			return Wording.exception(failure.type().substring(failure.type().lastIndexOf('.') + 1), failure.message());
		}
		return (canceller != null) ? "by " + Wording.canceller(canceller) : task.reason();
	}

	/**
	 * Writes groups of live tasks as a table, counts first.
	 * @param groups the groups
	 * @param grouping what they are grouped by
	 * @return lines, each ended by a line feed
	 */
	public String groups(TaskGroups groups, TaskGrouping grouping) {
		Lines lines = new Lines(this.style)
			.add(counts(groups.counts()) + "; " + groups.groups().size() + " of " + groups.matched() + " groups shown")
			.blank();
		if (groups.groups().isEmpty()) {
			return lines.add("No tasks.").toString();
		}
		Column key = (grouping == TaskGrouping.SITE) ? Column.place("CREATED FROM") : Column.name(grouping.name());
		Table table = new Table(Column.number("TASKS"), Column.number("QUEUED"), Column.number("RUNNING"), key,
				Column.number("OLDEST"), Column.word("SINCE"));
		groups.groups()
			.forEach((group) -> table.row(Cell.of(Long.toString(group.size())), Cell.of(Long.toString(group.queued())),
					Cell.of(Long.toString(group.running())), Cell.of(group.key()), Cell.id(group.oldestId()),
					Cell.of(when(group.oldestAt()))));
		return lines.add(table).toString();
	}

	/**
	 * Writes the ways to creation sites as a table, what follows on something below it.
	 * @param profile the creation sites
	 * @return lines, each ended by a line feed
	 */
	public String sites(SiteProfile profile) {
		return new SitesText(profile, this.style).text();
	}

	/**
	 * Writes everything known of a task: its creation chain and its cancellation chain,
	 * each with the root first, then the task itself: what is known of it, where it is
	 * now or how it ended.
	 * @param details the task
	 * @return lines, each ended by a line feed
	 */
	public String details(TaskDetails details) {
		return new DetailsText(details, this.style).text();
	}

	/**
	 * Writes executors as a table, of their threads those that are busy and all.
	 * @param executors the executors
	 * @return lines, each ended by a line feed
	 */
	public String executors(List<TaskExecutorInfo> executors) {
		Table table = new Table(Column.name("NAME"), Column.word("COVERAGE"), Column.number("QUEUED"),
				Column.number("RUNNING"), Column.number("THREADS"), Column.place("TYPE").spare(3),
				Column.text("MISSING").spare(1), Column.text("REASON").spare(2));
		executors.forEach((executor) -> addRow(table, executor));
		Lines lines = new Lines(this.style);
		return (executors.isEmpty() ? lines.add("No executors.") : lines.add(table)).toString();
	}

	private static void addRow(Table table, TaskExecutorInfo executor) {
		Coverage coverage = executor.coverage();
		table.row(Cell.of(executor.name()), Cell.of(coverage.level().name(), Tone.of(coverage.level())),
				Cell.of(Long.toString(executor.queued())), Cell.of(Long.toString(executor.running())),
				Cell.of(threads(executor.pool())), Cell.of(executor.type(), Tone.FAINT),
				Cell.of(String.join(", ", coverage.missing())), Cell.of(coverage.reason()));
	}

	private static @Nullable String threads(@Nullable TaskPool pool) {
		return (pool != null) ? pool.active() + "/" + pool.size() : null;
	}

	/**
	 * Writes what is wrong, each finding with its evidence.
	 * @param findings the findings
	 * @return lines, each ended by a line feed
	 */
	public String findings(List<Finding> findings) {
		return new FindingsText(this.style).text(findings);
	}

	/**
	 * Writes what came of a cancellation.
	 * @param id id of the task
	 * @param result what came of it
	 * @return a sentence
	 */
	public static String cancellation(long id, TaskCanceller.Result result) {
		return "Task " + id + " " + switch (result) {
			case CANCELLED -> "was queued: it is cancelled and will not run";
			case INTERRUPTED -> "was running: it is cancelled and its thread interrupted, its code may still run on";
			case ALREADY_ENDED -> "had already ended or been cancelled";
			case NOT_CANCELLABLE -> "cannot be cancelled while it is queued: its future would never complete";
			case NOT_FOUND -> "is neither live nor in the termination log";
		};
	}

	/**
	 * Writes a stack under a title.
	 * @param title what the stack belongs to
	 * @param stack its frames, innermost first
	 * @return lines, each ended by a line feed
	 */
	public String stack(String title, List<StackTraceElement> stack) {
		Lines lines = new Lines(this.style).add(Tone.STRONG, title);
		new StackText(lines, this.application).add(stack);
		return lines.toString();
	}

	private static String shownOfLive(TaskList<LiveTask> list) {
		long all = list.counts().queued() + list.counts().running();
		int shown = list.tasks().size();
		String narrowed = (shown < list.matched() && list.matched() < all) ? ", " + list.matched() + " matched" : "";
		return shown + " of " + Math.max(shown, all) + " shown" + narrowed;
	}

	private String text(TaskList<?> list, Table table, String shown) {
		Lines lines = new Lines(this.style).add(counts(list.counts()) + "; " + shown).blank();
		if (list.tasks().isEmpty()) {
			lines.add("No tasks.");
		}
		else {
			lines.add(table);
		}
		List<String> legend = Wording.legend(list.tasks().stream().map(Task::facts).toList());
		return (legend.isEmpty() ? lines : lines.blank().addAll(legend)).toString();
	}

	private static String counts(TaskCounts counts) {
		return counts.queued() + " queued, " + counts.running() + " running, " + counts.terminated() + " terminated, "
				+ counts.dropped() + " dropped, " + counts.errors() + " errors";
	}

	private static @Nullable String elapsed(@Nullable Duration duration) {
		return (duration != null) ? Elapsed.text(duration) : null;
	}

}
