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

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.taskmon.console.command.ConsoleCommand;
import io.taskmon.console.command.Options;
import io.taskmon.console.command.UsageException;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.DefaultCommandParser;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Parses lines. The console's own commands take only the options that they name; those of
 * the application are parsed as Spring Shell does.
 */
final class ConsoleParser implements CommandParser {

	private static final CommandOption HELP = CommandOption.with()
		.shortName('h')
		.longName("help")
		.type(boolean.class)
		.build();

	private final CommandRegistry registry;

	private final CommandParser applicationParser;

	ConsoleParser(CommandRegistry registry) {
		this.registry = registry;
		this.applicationParser = new DefaultCommandParser(registry);
	}

	/**
	 * Parses a line that is not blank.
	 * @throws UsageException if it is not what its command takes
	 */
	@Override
	public ParsedInput parse(String input) {
		List<String> words = Words.of(input);
		Command command = this.registry.getCommandByName(words.get(0));
		if (command instanceof ConsoleCommand own) {
			return new Parsing(own, words.subList(1, words.size())).result();
		}
		return parseForApplication(input.strip());
	}

	private ParsedInput parseForApplication(String input) {
		try {
			return this.applicationParser.parse(input);
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException | StackOverflowError ex) {
			// Spring Shell stumbles over options without a name, and over many quotes
			throw new UsageException("That cannot be understood: look for a - that stands alone, and for quotes");
		}
	}

	static boolean asksForHelp(ParsedInput input) {
		return input.options().contains(HELP);
	}

	/**
	 * The parsing of one line.
	 */
	private static final class Parsing {

		private final Command command;

		private final List<String> words;

		private final ParsedInput.Builder result = ParsedInput.builder();

		private final Set<String> given = new HashSet<>();

		private int next;

		private int arguments;

		Parsing(Command command, List<String> words) {
			this.command = command;
			this.words = words;
			this.result.commandName(command.getName());
		}

		ParsedInput result() {
			boolean options = true;
			while (this.next < this.words.size()) {
				String word = this.words.get(this.next++);
				if (options && word.equals("--")) {
					options = false;
				}
				else if (options && word.startsWith("--")) {
					longOption(word);
				}
				else if (options && word.length() > 1 && word.startsWith("-")) {
					shortOptions(word);
				}
				else {
					this.result.addArgument(new CommandArgument(this.arguments++, word));
				}
			}
			return this.result.build();
		}

		private void longOption(String word) {
			int equals = word.indexOf('=');
			String name = (equals > 0) ? word.substring(0, equals) : word;
			CommandOption option = find(name);
			if (!Options.isFlag(option)) {
				add(option, (equals > 0) ? word.substring(equals + 1) : value(name));
			}
			else if (equals > 0) {
				throw new UsageException("Option " + name + " takes no value");
			}
			else {
				add(option, "true");
			}
		}

		private void shortOptions(String word) {
			for (int i = 1; i < word.length(); i++) {
				String name = "-" + word.charAt(i);
				CommandOption option = find(name);
				if (!Options.isFlag(option)) {
					String rest = word.substring(i + 1);
					String value = rest.startsWith("=") ? rest.substring(1) : rest;
					add(option, rest.isEmpty() ? value(name) : value);
					return;
				}
				add(option, "true");
			}
		}

		private CommandOption find(String name) {
			if (HELP.isOptionEqual(name)) {
				return HELP;
			}
			return Options.find(this.command, name).orElseThrow(() -> new UsageException("No option " + name));
		}

		private String value(String name) {
			if (this.next >= this.words.size()) {
				throw new UsageException("Option " + name + " needs a value");
			}
			return this.words.get(this.next++);
		}

		private void add(CommandOption option, String value) {
			if (!this.given.add(String.valueOf(option.longName()))) {
				throw new UsageException("Option --" + option.longName() + " is given twice");
			}
			this.result.addOption(option.equals(HELP) ? HELP : Options.withValue(option, value));
		}

	}

}
