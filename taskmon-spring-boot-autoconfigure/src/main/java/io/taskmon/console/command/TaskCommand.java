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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

import io.taskmon.console.ConsoleTools;
import io.taskmon.task.TaskDetails;
import io.taskmon.text.TaskText;
import io.taskmon.text.TextStyle;

import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * {@code where} and {@code where-terminated}: everything known of a task.
 */
final class TaskCommand extends ConsoleCommand {

	private static final Manual WHERE = Manual
		.of("where", "w", "ID [-a] [--json]",
				"a task, live or ended: its creation chain, where it is now or how it ended")
		.with(Options.ALL, Options.JSON)
		.examples(new Manual.Example("where 142", "the application's frames, the others counted"),
				new Manual.Example("where 142 -a", "all frames"));

	private static final Manual WHERE_TERMINATED = Manual
		.of("where-terminated", "wt", "ID [-a] [--json]",
				"an ended task: its creation chain, its cancellation chain, how it ended")
		.with(Options.ALL, Options.JSON)
		.examples(new Manual.Example("where-terminated 142", "the application's frames, the others counted"));

	private final Session session;

	private final LongFunction<Optional<TaskDetails>> tasks;

	private final LongFunction<Optional<String>> json;

	private final Function<CompletionContext, List<CompletionProposal>> ids;

	private final String otherwise;

	private TaskCommand(Manual manual, Session session, LongFunction<Optional<TaskDetails>> tasks,
			LongFunction<Optional<String>> json, Function<CompletionContext, List<CompletionProposal>> ids,
			String otherwise) {
		super(manual);
		this.session = session;
		this.tasks = tasks;
		this.json = json;
		this.ids = ids;
		this.otherwise = otherwise;
	}

	static TaskCommand live(Session session, ConsoleTools tools, TaskIds ids) {
		return new TaskCommand(WHERE, session, tools.reader()::find, (id) -> JsonOutput.of(tools.json()).find(id),
				ids::all, "is neither live nor in the termination log");
	}

	static TaskCommand ended(Session session, ConsoleTools tools, TaskIds ids) {
		return new TaskCommand(WHERE_TERMINATED, session, tools.reader()::findEnded,
				(id) -> JsonOutput.of(tools.json()).findEnded(id), ids::ended, "is not in the termination log");
	}

	@Override
	void run(Arguments arguments) {
		long id = arguments.id();
		TextStyle style = this.session.style();
		TaskText text = new TaskText(arguments.has(Options.ALL) ? style.withAllFrames() : style);
		Optional<String> shown = arguments.has(Options.JSON) ? this.json.apply(id).map((json) -> json + "\n")
				: this.tasks.apply(id).map(text::details);
		this.session.show(shown.orElseThrow(() -> new CommandFailure("Task " + id + " " + this.otherwise)));
	}

	@Override
	List<CompletionProposal> complete(CompletionContext context) {
		return this.ids.apply(context);
	}

}
