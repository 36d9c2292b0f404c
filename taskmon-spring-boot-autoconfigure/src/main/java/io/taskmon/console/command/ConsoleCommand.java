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

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;
import org.springframework.shell.core.command.completion.CompletionProvider;

/**
 * A command of the console, for one session.
 */
public abstract class ConsoleCommand implements Command {

	private final Manual manual;

	ConsoleCommand(Manual manual) {
		this.manual = manual;
	}

	/**
	 * Returns how to write the command.
	 * @return its name and what follows it
	 */
	public final String usage() {
		return this.manual.usage();
	}

	@Override
	public final String getName() {
		return this.manual.name();
	}

	@Override
	public final List<String> getAliases() {
		return this.manual.aliases();
	}

	@Override
	public final String getDescription() {
		return this.manual.description();
	}

	@Override
	public final String getHelp() {
		return this.manual.text();
	}

	@Override
	public final List<CommandOption> getOptions() {
		return this.manual.options();
	}

	@Override
	public final CompletionProvider getCompletionProvider() {
		return this::complete;
	}

	/**
	 * Proposes values of the option that the context names, else arguments.
	 */
	List<CompletionProposal> complete(CompletionContext context) {
		return List.of();
	}

	@Override
	public final ExitStatus execute(CommandContext context) {
		run(new Arguments(context.parsedInput()));
		return ExitStatus.OK;
	}

	/**
	 * Does what the command is for.
	 * @throws UsageException if the arguments are not what it takes
	 * @throws CommandFailure if it cannot do what it was asked for
	 */
	abstract void run(Arguments arguments);

}
