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
import java.util.stream.Collectors;

import io.taskmon.text.PlainText;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Thrown for a parameter that is not what it may be.
 */
final class InvalidParameterException extends InvalidEndpointRequestException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_VALUE = 60;

	private final String description;

	private InvalidParameterException(String description) {
		super(description, description);
		this.description = description;
	}

	/**
	 * Returns the parameter, its value and what is allowed in a sentence that is safe to
	 * show.
	 */
	String description() {
		return this.description;
	}

	static InvalidParameterException of(String parameter, String value, String allowed) {
		return new InvalidParameterException(
				"Parameter '" + parameter + "' is " + quoted(value) + "; allowed: " + allowed);
	}

	static InvalidParameterException of(String parameter, String value, Enum<?>[] allowed) {
		return of(parameter, value, Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", ")));
	}

	static InvalidParameterException misplaced(String parameter, String value, String tasks) {
		return new InvalidParameterException("Parameter '" + parameter + "' is " + quoted(value)
				+ "; it does not apply to " + tasks + ": leave it out");
	}

	static InvalidParameterException id(String value, String allowed) {
		return new InvalidParameterException("Path segment " + quoted(value) + " is not a number; allowed: " + allowed);
	}

	private static String quoted(String value) {
		return "'" + PlainText.line(value, MAX_VALUE) + "'";
	}

}
