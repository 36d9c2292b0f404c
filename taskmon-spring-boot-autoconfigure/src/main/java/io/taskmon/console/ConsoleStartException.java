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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the console cannot start.
 */
public final class ConsoleStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates the exception.
	 * @param description what keeps it from starting, a sentence for people
	 * @param action what can be done about it, likewise
	 * @param cause what was thrown, if anything was
	 */
	public ConsoleStartException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Returns what can be done about it.
	 * @return a sentence for people
	 */
	public String action() {
		return this.action;
	}

}
