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

import java.util.List;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

import org.springframework.shell.core.InputReader;

/**
 * Asks for lines at a terminal: editing, history in memory, completion. Nothing that can
 * be typed reaches a file or a process of the server.
 */
final class LinePrompt implements InputReader {

	private static final int HISTORY_SIZE = 500;

	private static final List<String> UNWANTED_WIDGETS = List.of(LineReader.EDIT_AND_EXECUTE_COMMAND);

	private static final String INTERRUPT = "taskmon-interrupt";

	private static final List<String> EDITING = List.of(LineReader.MAIN, LineReader.EMACS, LineReader.VIINS,
			LineReader.VICMD);

	private final LineReader reader;

	LinePrompt(Terminal terminal, Completer completer) {
		DefaultParser parser = new DefaultParser();
		parser.setEscapeChars(null);
		parser.setEofOnUnclosedQuote(false);
		this.reader = LineReaderBuilder.builder()
			.terminal(terminal)
			.appName("taskmon")
			.parser(parser)
			.completer(completer)
			.history(new DefaultHistory())
			.variable(LineReader.HISTORY_SIZE, HISTORY_SIZE)
			.variable(LineReader.BELL_STYLE, "none")
			.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
			.option(LineReader.Option.HISTORY_TIMESTAMPED, false)
			.build();
		UNWANTED_WIDGETS.forEach(this::remove);
		interruptInOrder(terminal);
	}

	// As a signal, Ctrl-C would overtake what was typed before it
	private void interruptInOrder(Terminal terminal) {
		Attributes attributes = terminal.getAttributes();
		attributes.setLocalFlag(LocalFlag.ISIG, false);
		terminal.setAttributes(attributes);
		this.reader.getWidgets().put(INTERRUPT, () -> {
			throw new UserInterruptException(this.reader.getBuffer().toString());
		});
		this.reader.getKeyMaps().forEach((name, keys) -> {
			if (EDITING.contains(name)) {
				keys.bind(new Reference(INTERRUPT), KeyMap.ctrl('C'));
			}
		});
	}

	private void remove(String widget) {
		this.reader.getWidgets().remove(widget);
		this.reader.getKeyMaps().values().forEach((keyMap) -> unbind(keyMap, widget));
	}

	private static void unbind(KeyMap<Binding> keyMap, String widget) {
		keyMap.getBoundKeys()
			.entrySet()
			.stream()
			.filter((entry) -> isFor(entry.getValue(), widget))
			.toList()
			.forEach((entry) -> keyMap.unbind(entry.getKey()));
	}

	private static boolean isFor(Binding binding, String widget) {
		return binding instanceof Reference reference && reference.name().equals(widget);
	}

	/**
	 * Asks for a line.
	 * @throws UserInterruptException if Ctrl-C was typed instead
	 * @throws EndOfFileException if Ctrl-D was typed instead, or the client has gone
	 */
	@Override
	public String readInput(String prompt) {
		return this.reader.readLine(prompt);
	}

	@Override
	public char[] readPassword(String prompt) {
		return this.reader.readLine(prompt, '*').toCharArray();
	}

}
