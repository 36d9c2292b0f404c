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
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * Proposes values of options.
 */
final class Values {

	/**
	 * More tasks than anybody chooses from.
	 */
	static final TaskQuery ENOUGH = TaskQuery.ALL.withLimit(1_000);

	private Values() {
	}

	/**
	 * Proposes values.
	 * @param option whose values
	 * @param reader knows the executors
	 * @param tasks the tasks that the option selects from
	 */
	static List<CompletionProposal> of(@Nullable CommandOption option, TaskReader reader,
			Supplier<Stream<TaskFacts>> tasks) {
		return (option != null) ? values(option, reader, tasks).map(CompletionProposal::new).toList() : List.of();
	}

	private static Stream<String> values(CommandOption option, TaskReader reader, Supplier<Stream<TaskFacts>> tasks) {
		if (Options.EXECUTOR.equals(option)) {
			return reader.executors().stream().map(TaskExecutorInfo::name);
		}
		return Options.TRACE.equals(option) ? traces(tasks.get())
				: Options.values(option).stream().map((value) -> value.toLowerCase(Locale.ROOT));
	}

	private static Stream<String> traces(Stream<TaskFacts> tasks) {
		return tasks.map(TaskFacts::context)
			.filter(Objects::nonNull)
			.map(TaskContext::traceId)
			.filter(Objects::nonNull)
			.distinct();
	}

}
