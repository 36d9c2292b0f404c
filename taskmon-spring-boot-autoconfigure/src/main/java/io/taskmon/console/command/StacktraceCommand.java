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
import java.util.stream.Collectors;

import io.taskmon.read.TaskReader;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.text.TaskText;
import io.taskmon.text.TextStyle;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * {@code stacktrace}: a thread dump that tells which task runs on which thread.
 */
final class StacktraceCommand extends ConsoleCommand {

	private static final Manual MANUAL = Manual
		.of("stacktrace", "st stack", "[THREAD] [-a]", "threads, and the tasks that run on them")
		.with(Options.ALL)
		.examples(new Manual.Example("st task-", "threads with task- in their name"),
				new Manual.Example("st 61 -a", "the thread with that id, all its frames"));

	private final Session session;

	private final ThreadDump dump;

	private final ApplicationPackages application;

	StacktraceCommand(Session session, TaskReader reader, ApplicationPackages application) {
		super(MANUAL);
		this.session = session;
		this.application = application;
		this.dump = new ThreadDump(reader);
	}

	@Override
	void run(Arguments arguments) {
		@Nullable String wanted = arguments.optional();
		List<ThreadDump.Entry> threads = this.dump.take(wanted);
		if (threads.isEmpty()) {
			throw new CommandFailure("No thread " + Arguments.quoted(String.valueOf(wanted)));
		}
		TextStyle style = this.session.style();
		TaskText text = new TaskText(arguments.has(Options.ALL) ? style.withAllFrames() : style, this.application);
		this.session.show(threads.stream()
			.map((thread) -> text.stack(thread.title(), thread.stack()))
			.collect(Collectors.joining("\n")));
	}

	@Override
	List<CompletionProposal> complete(CompletionContext context) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.distinct()
			.map(CompletionProposal::new)
			.toList();
	}

}
