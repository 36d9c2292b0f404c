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
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Description of an ended task.
 *
 * @param id its number
 * @param name its readable name
 * @param kind how it came to be
 * @param executor bean name of its executor, absent if unknown
 * @param outcome how it ended
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
 * @param terminatedAt when it ended
 * @param ranFor how long it ran, absent if it never started
 * @param bodyStillRunning whether it was cancelled and its code still runs
 * @param exception its exception, absent unless it failed or was rejected
 * @param reason why the outcome is what it is, absent where the outcome says it all
 * @param cancelledBy who cancelled it, absent if nobody did or nobody saw who
 */
@JsonInclude(Include.NON_NULL)
public record EndedTaskDescriptor(long id, String name, TaskKind kind, @Nullable String executor, TaskOutcome outcome,
		boolean preserved, @Nullable Long parentId, String createdAt, @Nullable String createdFrom, boolean stackExact,
		@Nullable String traceId, @Nullable String spanId, @Nullable Map<String, String> mdc,
		@Nullable String startedAt, String queuedFor, String terminatedAt, @Nullable String ranFor,
		boolean bodyStillRunning, @Nullable ExceptionDescriptor exception, @Nullable String reason,
		@Nullable CancelledByDescriptor cancelledBy) implements TaskDescriptor {

	static EndedTaskDescriptor of(EndedTask task) {
		TaskFacts facts = task.facts();
		return new EndedTaskDescriptor(facts.id(), Texts.of(facts.name()), facts.kind(),
				Texts.optional(facts.executor()), task.outcome(), facts.preserved(), facts.parentId(),
				Iso.text(facts.createdAt()), Texts.optional(facts.createdFrom()), facts.stackExact(),
				ContextTexts.traceId(facts), ContextTexts.spanId(facts), ContextTexts.mdc(facts),
				Iso.optional(facts.startedAt()), facts.queuedFor().toString(), Iso.text(task.terminatedAt()),
				Iso.optional(task.ranFor()), task.bodyStillRunning(), ExceptionDescriptor.optional(task.failure()),
				Texts.optional(task.reason()), CancelledByDescriptor.optional(task.cancelledBy()));
	}

}
