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

package io.taskmon.executor;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.executor.submission.Schedules;
import org.jspecify.annotations.Nullable;

/**
 * Sees what becomes of tasks that a scheduled thread pool refuses: the pool's own handler
 * decides, with the pool as the application knows it.
 */
final class ScheduledRejections implements RejectedExecutionHandler {

	private final RejectedExecutionHandler handler;

	private final ThreadPoolExecutor face;

	private final Schedules schedules;

	private ScheduledRejections(RejectedExecutionHandler handler, ThreadPoolExecutor face, Schedules schedules) {
		this.handler = handler;
		this.face = face;
		this.schedules = schedules;
	}

	/**
	 * Puts itself around a handler.
	 * @param face the pool as the application knows it
	 * @param schedules those of the pool
	 * @return what the pool is to be given, {@code null} for no handler, as the pool has
	 * something to say to that
	 */
	static @Nullable RejectedExecutionHandler around(@Nullable RejectedExecutionHandler handler,
			ThreadPoolExecutor face, Schedules schedules) {
		return (handler != null) ? new ScheduledRejections(handlerIn(handler), face, schedules) : null;
	}

	static RejectedExecutionHandler handlerIn(RejectedExecutionHandler handler) {
		return (handler instanceof ScheduledRejections rejections) ? rejections.handler : handler;
	}

	@Override
	public void rejectedExecution(Runnable queued, ThreadPoolExecutor pool) {
		this.handler.rejectedExecution(queued, this.face);
		if (!pool.getQueue().contains(queued)) {
			this.schedules.discarded(queued, "refused; " + RejectionObserver.nameOf(this.handler)
					+ " had neither run nor queued it when it returned");
		}
	}

}
