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

package io.taskmon.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.ExternalTerminal;

/**
 * Makes the terminal at the other end of a channel one of JLine's.
 */
final class RemoteTerminal {

	private static final Size DEFAULT_SIZE = new Size(80, 24);

	private static final int MAX_SIZE = 500;

	private RemoteTerminal() {
	}

	static Terminal open(Client client) throws IOException {
		Terminal terminal = new ExternalTerminal(null, "taskmon-console", type(client).terminfoName(),
				new BoundedLineInput(client.in()), client.out(), StandardCharsets.UTF_8, SignalHandler.SIG_IGN);
		terminal.setSize(size(client.environment()));
		client.environment().addSignalListener((channel, signal) -> {
			terminal.setSize(size(client.environment()));
			terminal.raise(Terminal.Signal.WINCH);
		}, Signal.WINCH);
		return terminal;
	}

	static TerminalType type(Client client) {
		return TerminalType.of(client.environment().getEnv().getOrDefault(Environment.ENV_TERM, ""));
	}

	private static Size size(Environment environment) {
		return new Size(number(environment, Environment.ENV_COLUMNS, DEFAULT_SIZE.getColumns()),
				number(environment, Environment.ENV_LINES, DEFAULT_SIZE.getRows()));
	}

	private static int number(Environment environment, String name, int otherwise) {
		Map<String, String> variables = environment.getEnv();
		try {
			int number = Integer.parseInt(variables.getOrDefault(name, ""));
			return (number > 0) ? Math.min(number, MAX_SIZE) : otherwise;
		}
		catch (NumberFormatException ex) {
			return otherwise;
		}
	}

}
