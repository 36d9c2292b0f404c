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
import io.taskmon.task.TaskOutcome;
import io.taskmon.text.TaskText;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * {@code ps-terminated}: the termination log.
 */
final class EndedTasksCommand extends ConsoleCommand {

	private static final Manual MANUAL = Manual
		.of("ps-terminated", "pt pst", "[-f TEXT] [-p] [-e EXECUTOR] [-o OUTCOME] [--trace TRACE] [-n LIMIT] [--json]",
				"ended tasks, the latest first")
		.with(Options.FILTER, Options.PRESERVED, Options.EXECUTOR, Options.OUTCOME, Options.TRACE, Options.LIMIT,
				Options.JSON)
		.examples(new Manual.Example("pt -o failed", "what failed"),
				new Manual.Example("pt -p -n 1", "the latest of the preserved"));

	private final Session session;

	private final TaskReader reader;

	private final @Nullable TaskJson json;

	EndedTasksCommand(Session session, ConsoleTools tools) {
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
			.withOutcome(arguments.value(Options.OUTCOME, TaskOutcome.values()))
			.withPreserved(preserved)
			.withTrace(arguments.text(Options.TRACE))
			.withLimit(arguments.limit());
		if (arguments.has(Options.JSON)) {
			this.session.show(JsonOutput.of(this.json).ended(query) + "\n");
		}
		else {
			this.session.show(new TaskText(this.session.style()).ended(this.reader.ended(query)));
		}
	}

	@Override
	List<CompletionProposal> complete(CompletionContext context) {
		return Values.of(context.getCommandOption(), this.reader,
				() -> this.reader.ended(Values.ENOUGH).tasks().stream().map(Task::facts));
	}

}
