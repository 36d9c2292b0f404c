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

import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * Asks for lines and executes them, until the client leaves. Ctrl-C ends what runs, never
 * the session; an empty line repeats the last one.
 */
final class PromptedShell {

	private static final String PROMPT = "taskmon> ";

	private final ShellSession session;

	private final Terminal terminal;

	private final LinePrompt prompt;

	private final Interpreter interpreter;

	private String last = "";

	private int status = Interpreter.OK;

	PromptedShell(ShellSession session, Terminal terminal, LinePrompt prompt, Interpreter interpreter) {
		this.session = session;
		this.terminal = terminal;
		this.prompt = prompt;
		this.interpreter = interpreter;
	}

	/**
	 * Runs until the client leaves.
	 * @return the status of the last command before that which left
	 */
	int run() {
		this.session.out().println("taskmon: help tells what there is, Ctrl-D leaves");
		boolean more = true;
		while (more && !this.session.isOver()) {
			more = next();
		}
		return this.status;
	}

	private boolean next() {
		try {
			String line = this.prompt.readInput(PROMPT);
			this.last = line.isBlank() ? this.last : line;
			if (!this.last.isEmpty()) {
				int status = Interruption.during(() -> this.interpreter.execute(this.last), this.session,
						this.terminal);
				this.status = this.session.isOver() ? this.status : status;
			}
			return true;
		}
		catch (UserInterruptException ex) {
			return true;
		}
		catch (EndOfFileException ex) {
			return false;
		}
	}

}
