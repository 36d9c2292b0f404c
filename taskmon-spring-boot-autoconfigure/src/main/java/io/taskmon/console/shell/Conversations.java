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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.taskmon.console.command.Commands;
import org.jline.terminal.Terminal;

import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.CommandRegistry;

/**
 * The ways to talk with a client.
 */
public final class Conversations {

	private static final InputReader NO_INPUT = new InputReader() {
	};

	private final Commands commands;

	/**
	 * Creates the ways to talk.
	 * @param commands what clients can ask for
	 */
	public Conversations(Commands commands) {
		this.commands = commands;
	}

	/**
	 * Executes one line.
	 * @param client who sent it
	 * @param line the line, which may be anything
	 * @return the status of the command, 0 if all went well
	 * @throws IOException if the client cannot be reached
	 */
	public int single(Client client, String line) throws IOException {
		try (ShellSession session = ShellSession.begin(client, false)) {
			Terminal terminal = session.terminal();
			return (terminal != null) ? Interruption.during(() -> execute(session, line), session, terminal)
					: execute(session, line);
		}
	}

	private int execute(ShellSession session, String line) {
		return executable(line) ? interpreter(session).execute(line) : refused(session);
	}

	private static boolean executable(String line) {
		return !line.isBlank() && line.length() <= BoundedLineInput.MAX_LINE;
	}

	private static int refused(ShellSession session) {
		session.complain("There is no command in that. Try help.");
		return Interpreter.WRONG_USAGE;
	}

	/**
	 * Executes line by line, with a prompt where there is a terminal, until the client
	 * leaves.
	 * @param client who types them
	 * @return the status of the last command, 0 if all went well
	 * @throws IOException if the client cannot be reached
	 */
	public int shell(Client client) throws IOException {
		try (ShellSession session = ShellSession.begin(client, true)) {
			Terminal terminal = session.terminal();
			return (terminal != null) ? prompt(session, terminal) : lines(session, client);
		}
	}

	private int prompt(ShellSession session, Terminal terminal) {
		CommandRegistry registry = this.commands.registry(session);
		LinePrompt prompt = new LinePrompt(terminal, new ConsoleCompleter(registry));
		Interpreter interpreter = new Interpreter(session, registry, prompt);
		return new PromptedShell(session, terminal, prompt, interpreter).run();
	}

	private int lines(ShellSession session, Client client) throws IOException {
		Interpreter interpreter = interpreter(session);
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(new BoundedLineInput(client.in()), StandardCharsets.UTF_8));
		int status = Interpreter.OK;
		for (String line = reader.readLine(); line != null && !session.isOver(); line = reader.readLine()) {
			int next = line.isBlank() ? status : interpreter.execute(line);
			status = session.isOver() ? status : next;
		}
		return status;
	}

	private Interpreter interpreter(ShellSession session) {
		return new Interpreter(session, this.commands.registry(session), NO_INPUT);
	}

}
