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

import io.taskmon.read.TaskQuery;
import io.taskmon.text.Digits;
import io.taskmon.text.PlainText;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ParsedInput;

/**
 * What was given to a command. Each method throws a {@link UsageException} for a value
 * that is not allowed.
 */
final class Arguments {

	private static final int MAX_LIMIT = 10_000;

	private static final int MAX_SHOWN = 60;

	private final ParsedInput input;

	Arguments(ParsedInput input) {
		this.input = input;
	}

	boolean has(CommandOption option) {
		return text(option) != null;
	}

	@Nullable String text(CommandOption option) {
		return this.input.options()
			.stream()
			.filter((given) -> option.longName() != null && option.longName().equals(given.longName()))
			.map(CommandOption::value)
			.findFirst()
			.orElse(null);
	}

	<E extends Enum<E>> @Nullable E value(CommandOption option, E[] allowed) {
		String text = text(option);
		if (text == null) {
			return null;
		}
		for (E candidate : allowed) {
			if (candidate.name().equalsIgnoreCase(text)) {
				return candidate;
			}
		}
		throw refused(option, text, String.join(", ", Options.values(option)));
	}

	int limit() {
		String text = text(Options.LIMIT);
		if (text == null) {
			return TaskQuery.DEFAULT_LIMIT;
		}
		try {
			int limit = Digits.parseInt(text);
			if (limit >= 0 && limit <= MAX_LIMIT) {
				return limit;
			}
		}
		catch (NumberFormatException ex) {
			// Not allowed either
		}
		throw refused(Options.LIMIT, text, "a number from 0 to " + MAX_LIMIT);
	}

	private static UsageException refused(CommandOption option, String value, String allowed) {
		return new UsageException("--" + option.longName() + " is " + quoted(value) + "; allowed: " + allowed);
	}

	void none() {
		if (!values().isEmpty()) {
			throw new UsageException("Nothing to do with " + quoted(values().get(0)));
		}
	}

	@Nullable String optional() {
		if (values().size() > 1) {
			throw new UsageException("Nothing to do with " + quoted(values().get(1)));
		}
		return values().isEmpty() ? null : values().get(0);
	}

	long id() {
		String text = optional();
		if (text == null) {
			throw new UsageException("The id of a task is missing");
		}
		try {
			return Digits.parseLong(text);
		}
		catch (NumberFormatException ex) {
			throw new UsageException(quoted(text) + " is not the id of a task, a number");
		}
	}

	List<String> values() {
		return this.input.arguments().stream().map(CommandArgument::value).toList();
	}

	static String quoted(String value) {
		return "'" + PlainText.line(value, MAX_SHOWN) + "'";
	}

}
