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

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.taskmon.text.PlainText;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * {@code help}: what there is, and how to use it.
 */
final class HelpCommand extends ConsoleCommand {

	private static final Manual MANUAL = Manual.of("help", "? h", "[COMMAND]", "this list, or how to use a command");

	private static final int MAX_DESCRIPTION = 200;

	private static final String INDENT = "  ";

	private final Session session;

	private final Collection<Command> commands;

	/**
	 * Creates the command.
	 * @param session whom it helps
	 * @param commands all commands in the order in which to tell of them; more may come
	 */
	HelpCommand(Session session, Collection<Command> commands) {
		super(MANUAL);
		this.session = session;
		this.commands = commands;
	}

	@Override
	void run(Arguments arguments) {
		String name = String.join(" ", arguments.values());
		this.session.show(name.isEmpty() ? all() : text(find(name)));
	}

	private Command find(String name) {
		return this.commands.stream()
			.filter((command) -> command.getName().equals(name) || command.getAliases().contains(name))
			.findFirst()
			.orElseThrow(
					() -> new CommandFailure("No command " + Arguments.quoted(name) + ". Type help for all commands."));
	}

	private static String text(Command command) {
		if (command instanceof ConsoleCommand own) {
			return own.getHelp();
		}
		return line(command.getName() + ": " + command.getDescription()) + command.getHelp().strip() + "\n";
	}

	private String all() {
		StringBuilder text = new StringBuilder();
		own().forEach((command) -> row(text, names(command), command.getDescription()));
		if (ofApplication().findAny().isPresent()) {
			text.append("\nCommands of the application:\n");
			ofApplication().forEach((command) -> row(text, names(command), command.getDescription()));
		}
		text.append("\nhelp COMMAND tells how to use a command. TAB completes, an empty line repeats the last one.\n");
		return text.toString();
	}

	private Stream<Command> own() {
		return this.commands.stream().filter(ConsoleCommand.class::isInstance);
	}

	private Stream<Command> ofApplication() {
		return this.commands.stream()
			.filter((command) -> !(command instanceof ConsoleCommand))
			.sorted(Comparator.comparing(Command::getName));
	}

	private static String names(Command command) {
		return command.getAliases().isEmpty() ? command.getName()
				: command.getName() + " (" + String.join(", ", command.getAliases()) + ")";
	}

	private static void row(StringBuilder text, String left, String right) {
		text.append(line(INDENT + left + " ".repeat(Math.max(26 - left.length(), 2)) + right));
	}

	private static String line(String text) {
		return PlainText.line(text, MAX_DESCRIPTION) + "\n";
	}

	@Override
	List<CompletionProposal> complete(CompletionContext context) {
		return this.commands.stream().map(Command::getName).map(CompletionProposal::new).toList();
	}

}
