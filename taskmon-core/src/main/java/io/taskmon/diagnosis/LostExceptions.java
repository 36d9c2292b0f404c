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

package io.taskmon.diagnosis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.taskmon.task.Elapsed;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.TaskFacts;
import org.jspecify.annotations.Nullable;

/**
 * Finds failed tasks whose exception no code of the application has seen: nobody has
 * asked the future, or there is none.
 */
final class LostExceptions implements Check {

	/**
	 * What is old is no news.
	 */
	private static final Duration NEWS = Duration.ofHours(1);

	@Override
	public List<Finding> findings(Evidence evidence) {
		Map<Loss, List<EndedTask>> losses = evidence.observation()
			.unseenFailures()
			.stream()
			.filter((task) -> isDue(evidence.since(task.terminatedAt()), evidence))
			.collect(Collectors.groupingBy(Loss::of, LinkedHashMap::new, Collectors.toList()));
		return losses.entrySet().stream().map((loss) -> finding(loss.getKey(), loss.getValue(), evidence)).toList();
	}

	private static boolean isDue(Duration ago, Evidence evidence) {
		return ago.compareTo(evidence.settings().unseenFor()) >= 0 && ago.compareTo(NEWS) <= 0;
	}

	private static Finding finding(Loss loss, List<EndedTask> tasks, Evidence evidence) {
		EndedTask newest = tasks.get(0);
		TaskFacts facts = newest.facts();
		String summary = "No code has seen that " + facts.name() + " failed"
				+ ((tasks.size() > 1) ? " " + tasks.size() + " times" : "") + ": " + text(newest.failure());
		List<String> lines = tasks.stream()
			.map((task) -> task.facts().id() + " failed " + Elapsed.text(evidence.since(task.terminatedAt())) + " ago: "
					+ text(task.failure()))
			.collect(Collectors.toList());
		if (facts.createdFrom() != null) {
			lines.add(Math.min(lines.size(), Finding.MAX_EVIDENCE - 1), "created from " + facts.createdFrom());
		}
		return new Finding(FindingKind.LOST_EXCEPTION, Severity.WARNING, loss.toString(), summary, facts.executor(),
				tasks.stream().map((task) -> task.facts().id()).toList(), lines, "where-terminated " + facts.id());
	}

	static String text(@Nullable Failure failure) {
		if (failure == null) {
			return "an exception";
		}
		return (failure.message() != null) ? failure.type() + ": " + failure.message() : failure.type();
	}

	/**
	 * What failures have in common that are one and the same error.
	 */
	private record Loss(String name, @Nullable String createdFrom, @Nullable String exception) {

		static Loss of(EndedTask task) {
			Failure failure = task.failure();
			return new Loss(task.facts().name(), task.facts().createdFrom(), (failure != null) ? failure.type() : null);
		}

	}

}
