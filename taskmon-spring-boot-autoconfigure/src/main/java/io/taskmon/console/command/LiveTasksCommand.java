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

package io.taskmon.console.command;

import java.util.List;

import io.taskmon.console.ConsoleTools;
import io.taskmon.console.TaskJson;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Task;
import io.taskmon.task.TaskState;
import io.taskmon.text.TaskText;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * {@code ps}: live tasks.
 */
final class LiveTasksCommand extends ConsoleCommand {

	private static final Manual MANUAL = Manual
		.of("ps", "p",
				"[-f TEXT] [-p] [-e EXECUTOR] [-s STATE] [--trace TRACE] [-n LIMIT] [--sort ORDER] [-w | --json]",
				"live tasks, the oldest first")
		.with(Options.FILTER, Options.PRESERVED, Options.EXECUTOR, Options.STATE, Options.TRACE, Options.LIMIT,
				Options.SORT, Options.WATCH, Options.JSON)
		.examples(new Manual.Example("ps -f order", "tasks with order in their name"),
				new Manual.Example("ps -s queued -n 5", "the five that have waited longest"),
				new Manual.Example("ps -w --sort running", "watches them, the longest running first"));

	private final Session session;

	private final TaskReader reader;

	private final @Nullable TaskJson json;

	LiveTasksCommand(Session session, ConsoleTools tools) {
		super(MANUAL);
		this.session = session;
		this.reader = tools.reader();
		this.json = tools.json();
	}

	@Override
	void run(Arguments arguments) {
		arguments.none();
		Boolean preserved = arguments.has(Options.PRESERVED) ? Boolean.TRUE : null;
		TaskQuery query = TaskQuery.ALL.withFilter(arguments.text(Options.FILTER))
			.withExecutor(arguments.text(Options.EXECUTOR))
			.withState(arguments.value(Options.STATE, TaskState.values()))
			.withPreserved(preserved)
			.withTrace(arguments.text(Options.TRACE))
			.withLimit(arguments.limit());
		LiveOrder given = arguments.value(Options.SORT, LiveOrder.values());
		LiveOrder order = (given != null) ? given : LiveOrder.ID;
		if (arguments.has(Options.WATCH)) {
			watch(query, order, arguments.has(Options.JSON));
		}
		else if (arguments.has(Options.JSON)) {
			this.session.show(JsonOutput.of(this.json).live(order.of(query)) + "\n");
		}
		else {
			this.session.show(rows(query, order));
		}
	}

	private void watch(TaskQuery query, LiveOrder order, boolean json) {
		if (json || !this.session.hasTerminal()) {
			throw new UsageException("--watch needs a terminal" + (json ? ", and --json none" : " (ssh -t)"));
		}
		this.session.watch(order, (current) -> rows(query, current));
	}

	private String rows(TaskQuery query, LiveOrder order) {
		return new TaskText(this.session.style()).live(this.reader.live(order.of(query)));
	}

	@Override
	List<CompletionProposal> complete(CompletionContext context) {
		return Values.of(context.getCommandOption(), this.reader,
				() -> this.reader.live(Values.ENOUGH).tasks().stream().map(Task::facts));
	}

}
