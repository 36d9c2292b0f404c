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
import java.util.Locale;
import java.util.stream.Collectors;

import io.taskmon.read.TaskOrder;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query as they were given over JMX, or as text over HTTP.
 *
 * @param sort what tasks are ordered by, with {@code -} before it the other way round
 */
record QueryParameters(@Nullable String filter, @Nullable String executor, @Nullable String state,
		@Nullable String outcome, @Nullable Boolean preserved, @Nullable String trace, @Nullable String site,
		@Nullable Long parent, @Nullable String sort, @Nullable Integer offset, @Nullable Integer limit) {

	private static final int MAX_OFFSET = 1_000_000_000;

	private static final int MAX_LIMIT = 10_000;

	/**
	 * Returns the parameters that were given as text.
	 * @throws InvalidParameterException if one of them is not what it may be
	 */
	static QueryParameters of(@Nullable String filter, @Nullable String executor, @Nullable String state,
			@Nullable String outcome, @Nullable String preserved, @Nullable String trace, @Nullable String site,
			@Nullable String parent, @Nullable String sort, @Nullable String offset, @Nullable String limit) {
		return new QueryParameters(filter, executor, state, outcome, Parameters.flag("preserved", preserved), trace,
				site, Parameters.id("parent", parent), sort, Parameters.number("offset", offset, 0, MAX_OFFSET),
				Parameters.number("limit", limit, 0, MAX_LIMIT));
	}

	/**
	 * Returns the query for live tasks.
	 * @throws InvalidParameterException if a parameter is not what it may be there
	 */
	TaskQuery live() {
		if (this.outcome != null) {
			throw InvalidParameterException.misplaced("outcome", this.outcome, "live tasks");
		}
		return query().withState(Parameters.oneOf("state", this.state, TaskState.values()));
	}

	/**
	 * Returns the query for ended tasks.
	 * @throws InvalidParameterException if a parameter is not what it may be there
	 */
	TaskQuery ended() {
		if (this.state != null) {
			throw InvalidParameterException.misplaced("state", this.state, "ended tasks");
		}
		return query().withOutcome(Parameters.oneOf("outcome", this.outcome, TaskOutcome.values()));
	}

	private TaskQuery query() {
		return TaskQuery.ALL.withFilter(this.filter)
			.withExecutor(Parameters.named("executor", this.executor, "the name of an executor bean"))
			.withPreserved(this.preserved)
			.withTrace(Parameters.named("trace", this.trace, "the id of a trace"))
			.withSite(Parameters.named("site", this.site, "a creation site, whole"))
			.withParent(Parameters.id("parent", this.parent))
			.orderedBy(order(), this.sort != null && this.sort.startsWith("-"))
			.withOffset(Parameters.number("offset", this.offset, 0, MAX_OFFSET, 0))
			.withLimit(Parameters.number("limit", this.limit, 0, MAX_LIMIT, TaskQuery.DEFAULT_LIMIT));
	}

	private @Nullable TaskOrder order() {
		if (this.sort == null) {
			return null;
		}
		String name = this.sort.startsWith("-") ? this.sort.substring(1) : this.sort;
		for (TaskOrder order : TaskOrder.values()) {
			if (order.name().equalsIgnoreCase(name)) {
				return order;
			}
		}
		throw InvalidParameterException.of("sort", this.sort, orders() + ", each also with - before it");
	}

	private static String orders() {
		return Arrays.stream(TaskOrder.values())
			.map((order) -> order.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

}
