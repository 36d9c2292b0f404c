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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Coverage;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskKind;
import org.junit.jupiter.api.Test;

import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.completion.CompletionProposal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Values}.
 */
class ValuesTests {

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
			});

	@Test
	void proposesEachTraceOnce() {
		assertThat(values(Options.TRACE, facts(new TaskContext("one", "1", Map.of())), facts(null),
				facts(new TaskContext(null, null, Map.of("order", "17"))), facts(new TaskContext("two", "2", Map.of())),
				facts(new TaskContext("one", "3", Map.of()))))
			.containsExactly("one", "two");
	}

	@Test
	void proposesExecutors() {
		this.monitor.executors().add("mail", "com.acme.Pool", () -> Coverage.FULL);
		assertThat(values(Options.EXECUTOR)).containsExactly("mail");
	}

	@Test
	void proposesConstants() {
		assertThat(values(Options.STATE)).containsExactly("queued", "running");
		assertThat(values(Options.FILTER)).isEmpty();
	}

	private List<String> values(CommandOption option, TaskFacts... tasks) {
		return Values.of(option, this.monitor.reader(), () -> Stream.of(tasks))
			.stream()
			.map(CompletionProposal::value)
			.toList();
	}

	private static TaskFacts facts(TaskContext context) {
		return new TaskFacts(1, "Task", TaskKind.EXECUTOR, null, false, null, Instant.EPOCH, null, false, null,
				Duration.ZERO, context);
	}

}
