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

import org.springframework.shell.core.command.CommandOption;

/**
 * What people can know of a command.
 *
 * @param name its name
 * @param aliases its other names
 * @param arguments what follows its name, as its usage says
 * @param description what it does, in a few words
 * @param options its options
 * @param examples lines that can be typed, each with what it does
 */
record Manual(String name, List<String> aliases, String arguments, String description, List<CommandOption> options,
		List<Example> examples) {

	static Manual of(String name, String aliases, String arguments, String description) {
		List<String> others = aliases.isEmpty() ? List.of() : List.of(aliases.split(" "));
		return new Manual(name, others, arguments, description, List.of(), List.of());
	}

	Manual with(CommandOption... options) {
		return new Manual(this.name, this.aliases, this.arguments, this.description, List.of(options), this.examples);
	}

	Manual examples(Example... examples) {
		return new Manual(this.name, this.aliases, this.arguments, this.description, this.options, List.of(examples));
	}

	String usage() {
		return this.arguments.isEmpty() ? this.name : this.name + " " + this.arguments;
	}

	String text() {
		StringBuilder text = new StringBuilder(this.description).append("\n\nUsage: ").append(usage()).append('\n');
		if (!this.aliases.isEmpty()) {
			text.append("Aliases: ").append(String.join(", ", this.aliases)).append('\n');
		}
		if (!this.options.isEmpty()) {
			text.append("\nOptions:\n");
			this.options.forEach((option) -> row(text, Options.names(option), Options.description(option)));
		}
		if (!this.examples.isEmpty()) {
			text.append("\nExamples:\n");
			this.examples.forEach((example) -> row(text, example.line(), example.description()));
		}
		return text.toString();
	}

	private static void row(StringBuilder text, String left, String right) {
		text.append("  ").append(left).append(" ".repeat(Math.max(26 - left.length(), 2))).append(right).append('\n');
	}

	/**
	 * A line that can be typed.
	 *
	 * @param line the line
	 * @param description what it does
	 */
	record Example(String line, String description) {

	}

}
