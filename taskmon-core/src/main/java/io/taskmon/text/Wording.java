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

package io.taskmon.text;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.taskmon.task.CancelRequest;
import io.taskmon.task.Canceller;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskFacts;
import org.jspecify.annotations.Nullable;

/**
 * How what is known of a task is put into words, the same in tables and chains.
 */
final class Wording {

	private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private static final String PRESERVED_MARK = "*";

	private static final String INEXACT_MARK = "~";

	private Wording() {
	}

	static String state(LiveTask task) {
		return task.cancelled() ? task.state() + " (cancelled)" : task.state().name();
	}

	static String outcome(EndedTask task) {
		return task.bodyStillRunning() ? task.outcome() + " (still running)" : task.outcome().name();
	}

	static String markedName(TaskFacts facts) {
		return facts.preserved() ? PRESERVED_MARK + facts.name() : facts.name();
	}

	static @Nullable String markedSite(TaskFacts facts) {
		return isInexact(facts) ? INEXACT_MARK + facts.createdFrom() : facts.createdFrom();
	}

	private static boolean isInexact(TaskFacts facts) {
		return facts.createdFrom() != null && !facts.stackExact();
	}

	static List<String> legend(List<TaskFacts> tasks) {
		List<String> legend = new ArrayList<>();
		if (tasks.stream().anyMatch(TaskFacts::preserved)) {
			legend.add(PRESERVED_MARK + " preserved in the termination log");
		}
		if (tasks.stream().anyMatch(Wording::isInexact)) {
			legend.add(INEXACT_MARK + " stack of another task of the same code");
		}
		return legend;
	}

	static String exception(String type, @Nullable String message) {
		return (message != null) ? type + ": " + message : type;
	}

	static String canceller(Canceller canceller) {
		CancelRequest request = canceller.request();
		if (request != null) {
			return ((request.principal() != null) ? request.principal() : "somebody") + ", " + request.origin();
		}
		return (canceller.taskId() != null) ? canceller.taskId() + " " + canceller.name()
				: "thread " + canceller.thread();
	}

	static String pairs(Map<String, String> values) {
		return values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	static String instant(Instant instant) {
		return INSTANT.format(instant);
	}

}
