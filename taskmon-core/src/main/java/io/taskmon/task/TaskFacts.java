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

package io.taskmon.task;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a task, live or ended. Instants and durations are exact to the
 * millisecond.
 *
 * @param id its number, from 1
 * @param name its readable name: {@code Type.method} of an {@code @Async} method, else
 * after the class of the submitted code
 * @param kind how it came to be
 * @param executor bean name of its executor, if it is known
 * @param preserved whether it is kept in the termination log whatever else ends
 * @param parentId id of the task that created it, absent for a root
 * @param createdAt when it was submitted
 * @param createdFrom its creation site, if it is known
 * @param stackExact whether its creation stack is its own, and not one shared by its site
 * @param startedAt when its code began to run, if it did
 * @param queuedFor how long it waited, until its start, its end or now
 * @param context what the thread that created it was busy with, if that was captured
 */
public record TaskFacts(long id, String name, TaskKind kind, @Nullable String executor, boolean preserved,
		@Nullable Long parentId, Instant createdAt, @Nullable String createdFrom, boolean stackExact,
		@Nullable Instant startedAt, Duration queuedFor, @Nullable TaskContext context) {

	/**
	 * Creates facts without a context.
	 * @param id its number, from 1
	 * @param name its readable name
	 * @param kind how it came to be
	 * @param executor bean name of its executor, if it is known
	 * @param preserved whether it is kept in the termination log whatever else ends
	 * @param parentId id of the task that created it, absent for a root
	 * @param createdAt when it was submitted
	 * @param createdFrom its creation site, if it is known
	 * @param stackExact whether its creation stack is its own
	 * @param startedAt when its code began to run, if it did
	 * @param queuedFor how long it waited
	 */
	public TaskFacts(long id, String name, TaskKind kind, @Nullable String executor, boolean preserved,
			@Nullable Long parentId, Instant createdAt, @Nullable String createdFrom, boolean stackExact,
			@Nullable Instant startedAt, Duration queuedFor) {
		this(id, name, kind, executor, preserved, parentId, createdAt, createdFrom, stackExact, startedAt, queuedFor,
				null);
	}

}
