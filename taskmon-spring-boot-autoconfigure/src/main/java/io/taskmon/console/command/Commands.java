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

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.taskmon.console.ConsoleTools;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * The commands of a session: the console's own, and those of the application but for
 * Spring Shell's built-in ones, which know nothing of sessions and reach files.
 * Thread-safe.
 */
public final class Commands {

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private static final Set<String> BUILT_IN_PACKAGES = Set.of("org.springframework.shell.core.command",
			"org.springframework.shell.jline.command");

	private final ConsoleTools tools;

	/**
	 * Creates the commands.
	 * @param tools what they work with
	 */
	public Commands(ConsoleTools tools) {
		this.tools = tools;
	}

	/**
	 * Returns the commands for a session.
	 * @param session those whom the commands serve
	 * @return a registry of the session's own
	 */
	public CommandRegistry registry(Session session) {
		Set<Command> commands = new LinkedHashSet<>();
		commands.addAll(own(session, commands));
		CommandRegistry registry = new CommandRegistry(commands);
		Set<String> taken = new HashSet<>();
		commands.forEach((command) -> names(command).forEach(taken::add));
		applicationCommands().stream().filter(Commands::isOffered).forEach((command) -> {
			if (names(command).noneMatch(taken::contains)) {
				names(command).forEach(taken::add);
				registry.registerCommand(command);
			}
		});
		return registry;
	}

	private List<ConsoleCommand> own(Session session, Set<Command> all) {
		TaskIds ids = new TaskIds(this.tools.reader());
		return List.of(new LiveTasksCommand(session, this.tools), TaskCommand.live(session, this.tools, ids),
				new EndedTasksCommand(session, this.tools), TaskCommand.ended(session, this.tools, ids),
				new CancelCommand(session, this.tools, ids),
				new StacktraceCommand(session, this.tools.reader(), this.tools.reader().application()),
				new ExecutorsCommand(session, this.tools), new WhyCommand(session, this.tools),
				new HelpCommand(session, all), new ClearCommand(session), new ExitCommand(session));
	}

	private List<Command> applicationCommands() {
		try {
			return this.tools.applicationCommands().get();
		}
		catch (Throwable ex) {
			logger.warn("The commands of the application cannot be offered in the console", ex);
			return List.of();
		}
	}

	private static boolean isOffered(Command command) {
		return !BUILT_IN_PACKAGES.contains(command.getClass().getPackageName()) && !command.isHidden();
	}

	private static Stream<String> names(Command command) {
		return Stream.concat(Stream.of(command.getName()), command.getAliases().stream());
	}

}
