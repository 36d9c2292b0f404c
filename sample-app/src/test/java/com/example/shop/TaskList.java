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

package com.example.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tasks as a client reads them.
 */
record TaskList(Counts counts, List<Task> tasks) {

	record Counts(long queued, long running, long terminated, long dropped) {

		long live() {
			return this.queued + this.running;
		}

	}

	/**
	 * A task, live or ended. What may be absent is {@code null} then.
	 */
	record Task(long id, String name, String kind, String executor, String state, Boolean cancelled, String outcome,
			boolean preserved, Long parentId, Instant createdAt, String createdFrom, boolean stackExact,
			Instant startedAt, Duration queuedFor, Duration runningFor, TaskThread thread, Instant terminatedAt,
			Duration ranFor, Boolean bodyStillRunning, TaskException exception, CancelledBy cancelledBy) {

	}

	record TaskThread(long id, String name, boolean virtual, String state) {

	}

	record TaskException(String type, String message) {

	}

	record CancelledBy(Long taskId, String name, String thread) {

	}

}
