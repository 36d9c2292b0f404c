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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, and how that is known. Immutable.
 *
 * @param kind what it is about
 * @param severity how bad it is
 * @param subject what it befalls: two findings of a kind and a subject are one and the
 * same, seen at different times
 * @param summary one sentence
 * @param executor bean name of the executor, if it is about one
 * @param tasks ids of the tasks that show it, a few of them if there are many
 * @param evidence how it is known, a line each
 * @param next the command of the console that tells more, if there is one
 */
public record Finding(FindingKind kind, Severity severity, String subject, String summary, @Nullable String executor,
		List<Long> tasks, List<String> evidence, @Nullable String next) {

	/**
	 * Tasks that a finding names at the most.
	 */
	public static final int MAX_TASKS = 20;

	/**
	 * Lines of evidence at the most.
	 */
	public static final int MAX_EVIDENCE = 20;

	/**
	 * Keeps copies, within the limits.
	 */
	public Finding {
		tasks = tasks.stream().limit(MAX_TASKS).toList();
		evidence = evidence.stream().limit(MAX_EVIDENCE).toList();
	}

	/**
	 * Returns whether another finding is the same one, seen at another time.
	 * @param other the other finding
	 * @return {@code true} if it is
	 */
	public boolean isSameAs(Finding other) {
		return this.kind == other.kind && this.subject.equals(other.subject);
	}

}
