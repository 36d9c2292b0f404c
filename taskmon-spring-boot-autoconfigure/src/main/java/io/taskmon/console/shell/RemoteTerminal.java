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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.ExternalTerminal;

/**
 * Makes the terminal at the other end one of JLine's.
 */
final class RemoteTerminal {

	private static final Size DEFAULT_SIZE = new Size(80, 24);

	private static final int MAX_SIZE = 500;

	private RemoteTerminal() {
	}

	static Terminal open(Client client) throws IOException {
		Terminal terminal = new ExternalTerminal(null, "taskmon-console", client.terminalType().terminfoName(),
				new BoundedLineInput(client.in()), client.out(), StandardCharsets.UTF_8, SignalHandler.SIG_IGN);
		terminal.setSize(size(client.environment()));
		client.resizing().accept(() -> {
			terminal.setSize(size(client.environment()));
			terminal.raise(Terminal.Signal.WINCH);
		});
		return terminal;
	}

	private static Size size(Map<String, String> environment) {
		return new Size(number(environment, "COLUMNS", DEFAULT_SIZE.getColumns()),
				number(environment, "LINES", DEFAULT_SIZE.getRows()));
	}

	private static int number(Map<String, String> environment, String name, int otherwise) {
		try {
			int number = Integer.parseInt(environment.getOrDefault(name, ""));
			return (number > 0) ? Math.min(number, MAX_SIZE) : otherwise;
		}
		catch (NumberFormatException ex) {
			return otherwise;
		}
	}

}
