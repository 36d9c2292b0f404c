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

import java.time.Duration;
import java.util.Locale;

import io.taskmon.core.TaskGrouping;
import io.taskmon.core.TaskOrder;
import io.taskmon.core.TaskPageQuery;
import io.taskmon.core.TaskQuery;
import io.taskmon.core.TaskWeight;
import io.taskmon.text.Digits;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a survey as they were given.
 */
record TaskPageParameters(TaskQueryParameters tasks, @Nullable String site, @Nullable String parent,
		@Nullable String sort, @Nullable String offset, @Nullable String by, @Nullable String seconds) {

	private static final int MAX_OFFSET = 1_000_000_000;

	private static final int DEFAULT_SECONDS = 60;

	private static final int MAX_SECONDS = 86_400;

	/**
	 * Returns the query for live tasks.
	 * @throws InvalidParameterException if a parameter is not what it may be there
	 */
	TaskPageQuery live() {
		return query(this.tasks.live());
	}

	/**
	 * Returns the query for ended tasks.
	 * @throws InvalidParameterException if a parameter is not what it may be there
	 */
	TaskPageQuery ended() {
		return query(this.tasks.ended());
	}

	/**
	 * Returns by what to group.
	 * @throws InvalidParameterException if it is not what it may be
	 */
	TaskGrouping grouping() {
		return (this.by != null) ? TaskQueryParameters.parse("by", this.by, TaskGrouping.values()) : TaskGrouping.NAME;
	}

	/**
	 * Returns by what to weigh.
	 * @throws InvalidParameterException if it is not what it may be
	 */
	TaskWeight weight() {
		return (this.by != null) ? TaskQueryParameters.parse("by", this.by, TaskWeight.values()) : TaskWeight.LIVE;
	}

	/**
	 * Returns how far to look back.
	 * @throws InvalidParameterException if it is not what it may be
	 */
	Duration range() {
		return Duration.ofSeconds(TaskQueryParameters.parse("seconds", this.seconds, 1, MAX_SECONDS, DEFAULT_SECONDS));
	}

	private TaskPageQuery query(TaskQuery tasks) {
		return new TaskPageQuery(tasks, parseSite(), parseParent(), parseOrder(), isDescending(),
				TaskQueryParameters.parse("offset", this.offset, 0, MAX_OFFSET, 0));
	}

	private @Nullable String parseSite() {
		if (this.site != null && this.site.isBlank()) {
			throw InvalidParameterException.of("site", this.site, "a creation site, whole");
		}
		return this.site;
	}

	private @Nullable Long parseParent() {
		return (this.parent != null) ? parseId(this.parent) : null;
	}

	private static Long parseId(String parent) {
		try {
			long id = Digits.parseLong(parent);
			if (id > 0) {
				return id;
			}
		}
		catch (NumberFormatException ex) {
			// Is said below
		}
		throw InvalidParameterException.of("parent", parent, "the id of a task");
	}

	private @Nullable TaskOrder parseOrder() {
		if (this.sort == null) {
			return null;
		}
		String name = isDescending() ? this.sort.substring(1) : this.sort;
		for (TaskOrder order : TaskOrder.values()) {
			if (order.name().equalsIgnoreCase(name)) {
				return order;
			}
		}
		throw InvalidParameterException.of("sort", this.sort, orders() + ", each also with - before it");
	}

	private boolean isDescending() {
		return this.sort != null && this.sort.startsWith("-");
	}

	private static String orders() {
		StringBuilder orders = new StringBuilder();
		for (TaskOrder order : TaskOrder.values()) {
			orders.append(orders.isEmpty() ? "" : ", ").append(order.name().toLowerCase(Locale.ROOT));
		}
		return orders.toString();
	}

}
