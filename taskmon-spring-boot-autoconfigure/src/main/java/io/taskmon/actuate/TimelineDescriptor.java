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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.taskmon.read.RecentTasks;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the tasks of the last while.
 *
 * @param from beginning of the range
 * @param to its end: now
 * @param completeSince since when nothing that ended has left the termination log, absent
 * if nothing ever has
 * @param matched how many tasks were live in it, before the limit
 * @param tasks the tasks, by id
 */
public record TimelineDescriptor(String from, String to, @JsonInclude(Include.NON_NULL) @Nullable String completeSince,
		long matched, List<Span> tasks) implements OperationResponseBody {

	static TimelineDescriptor of(RecentTasks recent) {
		return new TimelineDescriptor(Iso.text(recent.from()), Iso.text(recent.to()),
				Iso.optional(recent.completeSince()), recent.matched(), recent.tasks().stream().map(Span::of).toList());
	}

	/**
	 * Description of when a task waited and ran.
	 *
	 * @param id its number
	 * @param name its readable name
	 * @param executor bean name of its executor, absent if unknown
	 * @param createdAt when it was submitted
	 * @param startedAt when its code began to run, absent if it did not
	 * @param terminatedAt when it ended, absent if it did not
	 * @param outcome how it ended, absent if it did not
	 */
	@JsonInclude(Include.NON_NULL)
	public record Span(long id, String name, @Nullable String executor, String createdAt, @Nullable String startedAt,
			@Nullable String terminatedAt, @Nullable TaskOutcome outcome) {

		static Span of(Task task) {
			TaskFacts facts = task.facts();
			EndedTask ended = (task instanceof LiveTask) ? null : (EndedTask) task;
			return new Span(facts.id(), Texts.of(facts.name()), Texts.optional(facts.executor()),
					Iso.text(facts.createdAt()), Iso.optional(facts.startedAt()),
					(ended != null) ? Iso.text(ended.terminatedAt()) : null, (ended != null) ? ended.outcome() : null);
		}

	}

}
