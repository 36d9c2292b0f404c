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

package io.taskmon.actuate;

import java.util.Arrays;

import io.taskmon.text.Digits;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters of requests. What is absent is {@code null}; what is not what it may
 * be is refused by an {@link InvalidParameterException}.
 */
final class Parameters {

	private Parameters() {
	}

	/**
	 * Reads one of some values, whatever the case.
	 */
	static <E extends Enum<E>> @Nullable E oneOf(String parameter, @Nullable String text, E[] allowed) {
		if (text == null) {
			return null;
		}
		return Arrays.stream(allowed)
			.filter((candidate) -> candidate.name().equalsIgnoreCase(text))
			.findFirst()
			.orElseThrow(() -> InvalidParameterException.of(parameter, text, allowed));
	}

	static <E extends Enum<E>> E oneOf(String parameter, @Nullable String text, E[] allowed, E otherwise) {
		E one = oneOf(parameter, text, allowed);
		return (one != null) ? one : otherwise;
	}

	/**
	 * Reads a name, which is not blank.
	 */
	static @Nullable String named(String parameter, @Nullable String text, String allowed) {
		if (text != null && text.isBlank()) {
			throw InvalidParameterException.of(parameter, text, allowed);
		}
		return text;
	}

	static @Nullable Boolean flag(String parameter, @Nullable String text) {
		if (text == null) {
			return null;
		}
		boolean flag = text.equalsIgnoreCase("true");
		if (!flag && !text.equalsIgnoreCase("false")) {
			throw InvalidParameterException.of(parameter, text, "true, false");
		}
		return flag;
	}

	static @Nullable Long id(String parameter, @Nullable String text) {
		try {
			return (text != null) ? id(parameter, (Long) Digits.parseLong(text)) : null;
		}
		catch (NumberFormatException ex) {
			throw InvalidParameterException.of(parameter, text, "the id of a task");
		}
	}

	static @Nullable Long id(String parameter, @Nullable Long id) {
		if (id != null && id <= 0) {
			throw InvalidParameterException.of(parameter, id.toString(), "the id of a task");
		}
		return id;
	}

	static @Nullable Integer number(String parameter, @Nullable String text, int least, int most) {
		try {
			return (text != null) ? Digits.parseInt(text) : null;
		}
		catch (NumberFormatException ex) {
			throw InvalidParameterException.of(parameter, text, range(least, most));
		}
	}

	static int number(String parameter, @Nullable String text, int least, int most, int otherwise) {
		return number(parameter, number(parameter, text, least, most), least, most, otherwise);
	}

	static int number(String parameter, @Nullable Integer number, int least, int most, int otherwise) {
		if (number != null && (number < least || number > most)) {
			throw InvalidParameterException.of(parameter, number.toString(), range(least, most));
		}
		return (number != null) ? number : otherwise;
	}

	private static String range(int least, int most) {
		return "a number from " + least + " to " + most;
	}

}
