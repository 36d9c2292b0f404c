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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandOption;

/**
 * The options of the console's commands, and how options are spoken of. An option of type
 * {@code boolean} takes no value.
 */
public final class Options {

	static final CommandOption FILTER = option('f', "filter", String.class, "part of the name");

	static final CommandOption PRESERVED = option('p', "preserved", boolean.class, "preserved tasks only");

	static final CommandOption EXECUTOR = option('e', "executor", String.class, "bean name of the executor");

	static final CommandOption STATE = option('s', "state", TaskState.class, "state");

	static final CommandOption OUTCOME = option('o', "outcome", TaskOutcome.class, "outcome");

	static final CommandOption TRACE = option(' ', "trace", String.class, "id of the trace they were created in");

	static final CommandOption LIMIT = option('n', "limit", int.class, "how many at the most, 100 unless given");

	static final CommandOption SORT = option(' ', "sort", LiveOrder.class, "order of the rows");

	static final CommandOption WATCH = option('w', "watch", boolean.class, "shows them until you type q");

	static final CommandOption ALL = option('a', "all", boolean.class, "all frames, those of frameworks too");

	static final CommandOption JSON = option(' ', "json", boolean.class, "the JSON of the endpoint");

	/**
	 * What to call a value, where that is not the option's name.
	 */
	private static final Map<CommandOption, String> LABELS = Map.of(FILTER, "TEXT", SORT, "ORDER");

	private Options() {
	}

	private static CommandOption option(char shortName, String longName, Class<?> type, String description) {
		return CommandOption.with().shortName(shortName).longName(longName).type(type).description(description).build();
	}

	/**
	 * Returns whether an option takes no value.
	 * @param option the option
	 * @return whether it is given or not, and nothing else
	 */
	public static boolean isFlag(CommandOption option) {
		return option.type() == boolean.class || option.type() == Boolean.class;
	}

	/**
	 * Finds the option of a command.
	 * @param command the command
	 * @param name how the option was written, with its dashes
	 * @return the option, empty if the command has no such
	 */
	public static Optional<CommandOption> find(Command command, String name) {
		return command.getOptions().stream().filter((option) -> option.isOptionEqual(name)).findFirst();
	}

	/**
	 * Returns the ways to write an option, such as {@code -n} and {@code --limit}.
	 * @param option the option
	 * @return its names with their dashes, the short one first
	 */
	public static List<String> spellings(CommandOption option) {
		String shortName = (option.shortName() != ' ') ? "-" + option.shortName() : null;
		return Arrays.asList(shortName, longName(option)).stream().filter(Objects::nonNull).toList();
	}

	private static @Nullable String longName(CommandOption option) {
		String name = option.longName();
		return (name != null && !name.isEmpty()) ? "--" + name : null;
	}

	static String names(CommandOption option) {
		String names = String.join(", ", spellings(option));
		return isFlag(option) ? names : names + " " + label(option);
	}

	private static String label(CommandOption option) {
		String label = LABELS.get(option);
		return (label != null) ? label : String.valueOf(option.longName()).toUpperCase(Locale.ROOT);
	}

	/**
	 * Returns what an option is for, and which values it takes if they are few.
	 * @param option the option
	 * @return a few words, none if nobody has said
	 */
	public static String description(CommandOption option) {
		String description = option.description();
		String text = (description != null) ? description : "";
		List<String> values = values(option);
		return values.isEmpty() ? text : text + ": " + String.join(", ", values);
	}

	static List<String> values(CommandOption option) {
		Object[] constants = option.type().getEnumConstants();
		return (constants != null) ? Arrays.stream(constants).map(Object::toString).toList() : List.of();
	}

	/**
	 * Returns an option as it was given.
	 * @param option the option
	 * @param value its value
	 * @return the option with the value
	 */
	public static CommandOption withValue(CommandOption option, String value) {
		return new CommandOption(option.shortName(), option.longName(), option.description(), option.required(),
				option.defaultValue(), value, option.type());
	}

}
