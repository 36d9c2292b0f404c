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
import java.util.Objects;
import java.util.stream.Stream;

import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskFacts;
import io.taskmon.text.PlainText;

import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * Proposes the ids of tasks that start with what was typed, with state or outcome and
 * name beside them.
 */
final class TaskIds {

	private static final TaskQuery EVERY = TaskQuery.ALL.withLimit(Integer.MAX_VALUE);

	private static final int ENOUGH = 1_000;

	private static final TaskQuery FIRST = TaskQuery.ALL.withLimit(ENOUGH);

	private static final int MAX_NAME = 50;

	private final TaskReader reader;

	TaskIds(TaskReader reader) {
		this.reader = reader;
	}

	List<CompletionProposal> all(CompletionContext context) {
		return Stream.concat(live(context).stream(), ended(context).stream()).toList();
	}

	List<CompletionProposal> live(CompletionContext context) {
		String start = start(context);
		return proposals(this.reader.live(query(start)).tasks(), start);
	}

	List<CompletionProposal> ended(CompletionContext context) {
		String start = start(context);
		return proposals(this.reader.ended(query(start)).tasks(), start);
	}

	private static String start(CompletionContext context) {
		return Objects.requireNonNullElse(context.currentWordUpToCursor(), "");
	}

	private static TaskQuery query(String start) {
		return start.isEmpty() ? FIRST : EVERY;
	}

	private static List<CompletionProposal> proposals(List<? extends Task> tasks, String start) {
		return tasks.stream()
			.filter((task) -> Long.toString(task.facts().id()).startsWith(start))
			.limit(ENOUGH)
			.map(TaskIds::proposal)
			.toList();
	}

	private static CompletionProposal proposal(Task task) {
		TaskFacts facts = task.facts();
		return new CompletionProposal(Long.toString(facts.id()))
			.description(stage(task) + " " + PlainText.line(facts.name(), MAX_NAME));
	}

	private static String stage(Task task) {
		if (task instanceof EndedTask ended) {
			return ended.outcome().name();
		}
		return ((LiveTask) task).state().name();
	}

}
