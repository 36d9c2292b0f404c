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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.Refusal;
import io.taskmon.executor.submission.Refusals;
import io.taskmon.executor.submission.Submissions;
import io.taskmon.task.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Sees what becomes of tasks that a thread pool refuses: the pool's own handler decides,
 * with what it would be given without taskmon where that could matter to it.
 */
final class RejectionObserver implements RejectedExecutionHandler {

	/** Whoever looks for an element keeps all others from the queue. */
	private static final int MAX_SEARCHED = 1_000;

	private final RejectedExecutionHandler handler;

	private final ThreadPoolExecutor face;

	private final Submissions submissions;

	private RejectionObserver(RejectedExecutionHandler handler, ThreadPoolExecutor face, Submissions submissions) {
		this.handler = handler;
		this.face = face;
		this.submissions = submissions;
	}

	/**
	 * Puts an observer around a handler.
	 * @param face the pool as the application knows it
	 * @param submissions those of the pool
	 * @return the observer, {@code null} for no handler, as the pool has something to say
	 * to that
	 */
	static @Nullable RejectedExecutionHandler around(@Nullable RejectedExecutionHandler handler,
			ThreadPoolExecutor face, Submissions submissions) {
		return (handler != null) ? new RejectionObserver(handlerIn(handler), face, submissions) : null;
	}

	static RejectedExecutionHandler handlerIn(RejectedExecutionHandler handler) {
		return (handler instanceof RejectionObserver observer) ? observer.handler : handler;
	}

	/**
	 * Returns what tells a reader which handler it was.
	 */
	static String nameOf(RejectedExecutionHandler handler) {
		return Frames.simpleName(handler.getClass().getName());
	}

	@Override
	public void rejectedExecution(Runnable carrier, ThreadPoolExecutor pool) {
		try {
			decide(carrier, pool);
		}
		catch (Throwable ex) {
			this.submissions.refused(carrier, ex);
			throw ex;
		}
	}

	private void decide(Runnable carrier, ThreadPoolExecutor pool) {
		Class<?> policy = this.handler.getClass();
		if (policy == ThreadPoolExecutor.DiscardPolicy.class) {
			this.submissions.refused(carrier, "DiscardPolicy");
		}
		else if (policy == ThreadPoolExecutor.DiscardOldestPolicy.class) {
			discardOldest(carrier, pool);
		}
		else if (policy == ThreadPoolExecutor.CallerRunsPolicy.class) {
			this.handler.rejectedExecution(carrier, this.face);
			if (pool.isShutdown()) {
				this.submissions.refused(carrier, "CallerRunsPolicy, after shutdown");
			}
		}
		else if (policy == ThreadPoolExecutor.AbortPolicy.class) {
			this.handler.rejectedExecution(carrier, this.face);
		}
		else {
			letHandlerDecide(carrier, pool.getQueue());
		}
	}

	// As the policy does, but for seeing which task is the oldest
	private void discardOldest(Runnable carrier, ThreadPoolExecutor pool) {
		if (pool.isShutdown()) {
			this.submissions.refused(carrier, "DiscardOldestPolicy, after shutdown");
			return;
		}
		Runnable oldest = pool.getQueue().poll();
		if (oldest != null) {
			Carriers.endDiscarded(oldest, "DiscardOldestPolicy");
		}
		pool.execute(carrier);
	}

	private void letHandlerDecide(Runnable carrier, BlockingQueue<Runnable> queue) {
		Runnable shown = Carriers.mayMatter(carrier) ? Carriers.codeOf(carrier) : carrier;
		Refusals refusals = this.submissions.refusals();
		Refusal refusal = refusals.begin(carrier, shown);
		try {
			this.handler.rejectedExecution(shown, this.face);
		}
		finally {
			refusals.end(refusal);
			for (Runnable taken : refusal.taken()) {
				Carriers.endDiscarded(taken, "taken from the queue by " + nameOf(this.handler)
						+ ", which had neither run nor queued it when it returned");
			}
		}
		if (!refusal.goesOn()) {
			decided(carrier, shown, queue);
		}
	}

	private void decided(Runnable carrier, Runnable shown, BlockingQueue<Runnable> queue) {
		if (shown != carrier && !Carriers.isSeenInside(carrier)) {
			Carriers.endUnknown(carrier, "refused, and handed to " + nameOf(this.handler));
		}
		else if (!isQueued(carrier, queue)) {
			this.submissions.refused(carrier,
					"refused; " + nameOf(this.handler) + " had neither run nor queued it when it returned");
		}
	}

	// A handler may know the queue that the pool was made with
	private static boolean isQueued(Runnable carrier, BlockingQueue<Runnable> queue) {
		return queue.size() <= MAX_SEARCHED && queue.contains(new SameElement(carrier));
	}

}
