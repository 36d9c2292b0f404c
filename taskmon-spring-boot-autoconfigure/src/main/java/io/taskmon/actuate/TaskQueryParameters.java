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

import io.taskmon.core.TaskOutcome;
import io.taskmon.core.TaskQuery;
import io.taskmon.core.TaskState;
import io.taskmon.text.Digits;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list as they were given.
 */
record TaskQueryParameters(@Nullable String filter, @Nullable String executor, @Nullable String state,
		@Nullable String outcome, @Nullable String preserved, @Nullable String trace, @Nullable String limit) {

	static final int MAX_LIMIT = 10_000;

	static TaskQueryParameters of(@Nullable String filter, @Nullable String executor, @Nullable String state,
			@Nullable String outcome, @Nullable Boolean preserved, @Nullable String trace, @Nullable Integer limit) {
		return new TaskQueryParameters(filter, executor, state, outcome, text(preserved), trace, text(limit));
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	/**
	 * Returns the query for live tasks.
	 * @throws InvalidParameterException if a parameter is not what it may be there
	 */
	TaskQuery live() {
		if (this.outcome != null) {
			throw InvalidParameterException.misplaced("outcome", this.outcome, "live tasks");
		}
		return query(parseState(), null);
	}

	/**
	 * Returns the query for ended tasks.
	 * @throws InvalidParameterException if a parameter is not what it may be there
	 */
	TaskQuery ended() {
		if (this.state != null) {
			throw InvalidParameterException.misplaced("state", this.state, "ended tasks");
		}
		return query(null, parseOutcome());
	}

	private TaskQuery query(@Nullable TaskState state, @Nullable TaskOutcome outcome) {
		return new TaskQuery(this.filter, parseExecutor(), state, outcome, parsePreserved(), parseTrace(),
				parseLimit());
	}

	private @Nullable String parseTrace() {
		if (this.trace != null && this.trace.isBlank()) {
			throw InvalidParameterException.of("trace", this.trace, "the id of a trace");
		}
		return this.trace;
	}

	private @Nullable String parseExecutor() {
		if (this.executor != null && this.executor.isBlank()) {
			throw InvalidParameterException.of("executor", this.executor, "the name of an executor bean");
		}
		return this.executor;
	}

	private @Nullable TaskState parseState() {
		return (this.state != null) ? parse("state", this.state, TaskState.values()) : null;
	}

	private @Nullable TaskOutcome parseOutcome() {
		return (this.outcome != null) ? parse("outcome", this.outcome, TaskOutcome.values()) : null;
	}

	private @Nullable Boolean parsePreserved() {
		if (this.preserved == null) {
			return null;
		}
		boolean preserved = this.preserved.equalsIgnoreCase("true");
		if (!preserved && !this.preserved.equalsIgnoreCase("false")) {
			throw InvalidParameterException.of("preserved", this.preserved, "true, false");
		}
		return preserved;
	}

	private int parseLimit() {
		return parse("limit", this.limit, 0, MAX_LIMIT, TaskQuery.DEFAULT_LIMIT);
	}

	static int parse(String parameter, @Nullable String value, int least, int most, int otherwise) {
		if (value == null) {
			return otherwise;
		}
		try {
			int number = Digits.parseInt(value);
			if (number >= least && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Not allowed either
		}
		throw InvalidParameterException.of(parameter, value, "a number from " + least + " to " + most);
	}

	static <E extends Enum<E>> E parse(String parameter, String value, E[] allowed) {
		return Arrays.stream(allowed)
			.filter((candidate) -> candidate.name().equalsIgnoreCase(value))
			.findFirst()
			.orElseThrow(() -> InvalidParameterException.of(parameter, value, allowed));
	}

}
