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

package io.taskmon.console.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;

import io.taskmon.console.command.CommandFailure;
import io.taskmon.console.command.ConsoleCommand;
import io.taskmon.console.command.UsageException;
import io.taskmon.text.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutionException;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Does what a line says, and tells by a status what came of it. What goes wrong is told
 * to whoever typed the line and never thrown.
 */
final class Interpreter {

	static final int OK = 0;

	static final int FAILED = 1;

	static final int WRONG_USAGE = 2;

	static final int UNKNOWN_COMMAND = 127;

	static final int INTERRUPTED = 130;

	private static final Log logger = LogFactory.getLog("io.taskmon.console");

	private static final int MAX_MESSAGE = 500;

	private static final int MAX_NAME = 60;

	private final ShellSession session;

	private final CommandRegistry registry;

	private final InputReader input;

	private final ConsoleParser parser;

	private final CommandExecutor executor;

	Interpreter(ShellSession session, CommandRegistry registry, InputReader input) {
		this.session = session;
		this.registry = registry;
		this.input = input;
		this.parser = new ConsoleParser(registry);
		this.executor = new CommandExecutor(registry);
	}

	/**
	 * Executes a line that is not blank.
	 * @return 0 if all went well
	 */
	int execute(String line) {
		try {
			ParsedInput parsed = this.parser.parse(line);
			Command command = this.registry.getCommandByName(name(parsed));
			return (command != null) ? execute(command, parsed) : unknown(name(parsed));
		}
		catch (UsageException ex) {
			return wrongUsage(ex, this.registry.getCommandByName(firstWord(line)));
		}
		finally {
			this.session.flush();
		}
	}

	private static String name(ParsedInput parsed) {
		return parsed.subCommands().isEmpty() ? parsed.commandName()
				: parsed.commandName() + " " + String.join(" ", parsed.subCommands());
	}

	private static String firstWord(String line) {
		return line.strip().split("\\s", 2)[0];
	}

	private int execute(Command command, ParsedInput parsed) {
		if (ConsoleParser.asksForHelp(parsed)) {
			this.session.show(command.getHelp());
			return OK;
		}
		try {
			return status(
					this.executor.execute(new CommandContext(parsed, this.registry, this.session.out(), this.input)));
		}
		catch (Throwable ex) {
			return failed(command, unwrapped(ex));
		}
	}

	/**
	 * Returns what the command itself threw, which Spring Shell and reflection wrap.
	 */
	private static Throwable unwrapped(Throwable failure) {
		Throwable cause = failure.getCause();
		return (isWrapper(failure) && cause != null) ? unwrapped(cause) : failure;
	}

	private static boolean isWrapper(Throwable failure) {
		return failure instanceof CommandExecutionException || failure instanceof InvocationTargetException
				|| failure instanceof UndeclaredThrowableException;
	}

	private static int status(ExitStatus status) {
		if (status.code() >= 0) {
			return Math.min(status.code(), 255);
		}
		return (status.code() == ExitStatus.USAGE_ERROR.code()) ? WRONG_USAGE : FAILED;
	}

	private int failed(Command command, Throwable failure) {
		if (failure instanceof UsageException usage) {
			return wrongUsage(usage, command);
		}
		if (failure instanceof CommandFailure expected) {
			this.session.complain(String.valueOf(expected.getMessage()));
			return FAILED;
		}
		if (failure instanceof InterruptedException || this.session.isInterrupted()
				|| Thread.currentThread().isInterrupted()) {
			this.session.complain("Interrupted");
			return INTERRUPTED;
		}
		logger.warn("The console's command " + command.getName() + " failed", failure);
		this.session.complain(command.getName() + " failed: " + PlainText.line(failure.toString(), MAX_MESSAGE));
		return FAILED;
	}

	private int wrongUsage(UsageException usage, @Nullable Command command) {
		this.session.complain(String.valueOf(usage.getMessage()));
		if (command instanceof ConsoleCommand own) {
			this.session.complain("Usage: " + own.usage());
		}
		return WRONG_USAGE;
	}

	private int unknown(String name) {
		List<Command> within = this.registry.getCommandsByPrefix(name + " ");
		String hint = within.isEmpty() ? Suggestions.hint(name, this.registry) : " It goes on with: "
				+ String.join(", ", within.stream().map(Command::getName).sorted().toList()) + ".";
		this.session
			.complain("No command '" + PlainText.line(name, MAX_NAME) + "'." + hint + " Type help for all commands.");
		return UNKNOWN_COMMAND;
	}

}
