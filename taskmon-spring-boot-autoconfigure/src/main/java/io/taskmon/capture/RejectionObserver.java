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

package io.taskmon.capture;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Sees what becomes of tasks that a thread pool refuses: the pool's own handler decides,
 * with what it would be given without taskmon where that could matter to it.
 */
final class RejectionObserver implements RejectedExecutionHandler {

	private final RejectedExecutionHandler handler;

	private final ThreadPoolExecutor face;

	private RejectionObserver(RejectedExecutionHandler handler, ThreadPoolExecutor face) {
		this.handler = handler;
		this.face = face;
	}

	/**
	 * Puts an observer around a handler.
	 * @param face the pool as the application knows it
	 */
	static RejectedExecutionHandler around(RejectedExecutionHandler handler, ThreadPoolExecutor face) {
		return new RejectionObserver(handlerIn(handler), face);
	}

	static RejectedExecutionHandler handlerIn(RejectedExecutionHandler handler) {
		return (handler instanceof RejectionObserver observer) ? observer.handler : handler;
	}

	@Override
	public void rejectedExecution(Runnable carrier, ThreadPoolExecutor pool) {
		Class<?> policy = this.handler.getClass();
		if (policy == ThreadPoolExecutor.DiscardPolicy.class) {
			Submissions.discarded(carrier, "DiscardPolicy");
		}
		else if (policy == ThreadPoolExecutor.DiscardOldestPolicy.class) {
			discardOldest(carrier, pool);
		}
		else {
			letHandlerDecide(carrier, pool);
		}
	}

	// As the policy does, but for seeing which task is the oldest
	private static void discardOldest(Runnable carrier, ThreadPoolExecutor pool) {
		if (pool.isShutdown()) {
			Submissions.discarded(carrier, "DiscardOldestPolicy, after shutdown");
			return;
		}
		Runnable oldest = pool.getQueue().poll();
		if (oldest != null) {
			Submissions.discarded(oldest, "DiscardOldestPolicy");
		}
		pool.execute(carrier);
	}

	private void letHandlerDecide(Runnable carrier, ThreadPoolExecutor pool) {
		Runnable shown = shown(carrier);
		this.handler.rejectedExecution(shown, this.face);
		if (shown != carrier) {
			Submissions.lostSight(carrier, "refused, and handed to " + this.handler.getClass().getName());
		}
		else if (this.handler.getClass() == ThreadPoolExecutor.CallerRunsPolicy.class && pool.isShutdown()) {
			Submissions.discarded(carrier, "CallerRunsPolicy, after shutdown");
		}
	}

	private Runnable shown(Runnable carrier) {
		boolean policy = this.handler.getClass().getEnclosingClass() == ThreadPoolExecutor.class;
		return (policy || !Submissions.mayMatter(carrier)) ? carrier : Submissions.codeOf(carrier);
	}

}
