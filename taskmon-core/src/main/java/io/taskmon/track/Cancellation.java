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

package io.taskmon.track;

import io.taskmon.stack.CreationStack;
import io.taskmon.task.CancelRequest;
import org.jspecify.annotations.Nullable;

/**
 * Link of a cancellation chain: who cancelled a task, kept by value so that it outlives
 * the canceller. Bounded by {@link #MAX_DEPTH}: older links are left out.
 *
 * @param cancellerId id of the task on the cancelling thread, 0 if there was none
 * @param cancellerSite site of that task
 * @param threadName name of the cancelling thread
 * @param stack stack of the cancelling thread
 * @param cause cancellation of the canceller itself, if it had been cancelled
 * @param depth number of links from here to the root canceller, this one included
 * @param request who wanted it, if it was somebody outside the application
 */
public record Cancellation(long cancellerId, @Nullable TaskCode cancellerSite, String threadName, CreationStack stack,
		@Nullable Cancellation cause, int depth, @Nullable CancelRequest request) {

	static final int MAX_DEPTH = 16;

	/**
	 * Notes the current thread, which runs no task.
	 */
	static Cancellation byCurrentThread() {
		return new Cancellation(0, null, Thread.currentThread().getName(), new CreationStack(), null, 1, null);
	}

	/**
	 * Notes the current thread with the task that it runs.
	 * @param cancellation who cancelled that task, if somebody did
	 */
	static Cancellation by(long id, TaskCode site, @Nullable Cancellation cancellation) {
		Cancellation cause = bounded(cancellation);
		int depth = (cause != null) ? cause.depth + 1 : 1;
		return new Cancellation(id, site, Thread.currentThread().getName(), new CreationStack(), cause, depth, null);
	}

	private static @Nullable Cancellation bounded(@Nullable Cancellation cause) {
		return (cause != null && cause.depth >= MAX_DEPTH) ? cause.withoutCause() : cause;
	}

	private Cancellation withoutCause() {
		return new Cancellation(this.cancellerId, this.cancellerSite, this.threadName, this.stack, null, 1,
				this.request);
	}

	Cancellation requestedBy(CancelRequest request) {
		return new Cancellation(this.cancellerId, this.cancellerSite, this.threadName, this.stack, this.cause,
				this.depth, request);
	}

}
