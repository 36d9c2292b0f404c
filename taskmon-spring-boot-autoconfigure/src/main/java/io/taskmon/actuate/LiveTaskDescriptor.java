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

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Description of a live task.
 *
 * @param id its number
 * @param name its readable name
 * @param kind how it came to be
 * @param executor bean name of its executor, absent if unknown
 * @param state whether it waits or runs
 * @param cancelled {@code true} if it has been cancelled and its code runs on, else
 * absent
 * @param preserved whether its termination is preserved
 * @param parentId id of the task that created it, absent for a root
 * @param createdAt when it was submitted
 * @param createdFrom its creation site, absent if unknown
 * @param stackExact whether its creation stack is its own
 * @param traceId id of the trace in which it was created, absent if there was none
 * @param spanId id of the span in which it was created, absent if there was none
 * @param mdc values of the log's context where it was created, absent if none are kept
 * @param startedAt when its code began to run, absent if it did not
 * @param queuedFor how long it waited
 * @param runningFor how long it has been running, absent while it waits
 * @param thread the thread on which it runs, absent while it waits
 */
@JsonInclude(Include.NON_NULL)
public record LiveTaskDescriptor(long id, String name, TaskKind kind, @Nullable String executor, TaskState state,
		@Nullable Boolean cancelled, boolean preserved, @Nullable Long parentId, String createdAt,
		@Nullable String createdFrom, boolean stackExact, @Nullable String traceId, @Nullable String spanId,
		@Nullable Map<String, String> mdc, @Nullable String startedAt, String queuedFor, @Nullable String runningFor,
		@Nullable ThreadDescriptor thread) implements TaskDescriptor {

	static LiveTaskDescriptor of(LiveTask task) {
		TaskFacts facts = task.facts();
		return new LiveTaskDescriptor(facts.id(), Texts.of(facts.name()), facts.kind(),
				Texts.optional(facts.executor()), task.state(), task.cancelled() ? true : null, facts.preserved(),
				facts.parentId(), Iso.text(facts.createdAt()), Texts.optional(facts.createdFrom()), facts.stackExact(),
				ContextTexts.traceId(facts), ContextTexts.spanId(facts), ContextTexts.mdc(facts),
				Iso.optional(facts.startedAt()), facts.queuedFor().toString(), Iso.optional(task.runningFor()),
				ThreadDescriptor.optional(task.thread()));
	}

}
