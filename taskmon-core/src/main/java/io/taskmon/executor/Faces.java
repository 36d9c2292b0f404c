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

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

import io.taskmon.executor.submission.Submissions;
import io.taskmon.executor.submission.TrackingContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes faces of the JDK's executors that nobody can tell from what they stand in for.
 */
public final class Faces {

	/** Queues that do not look at what is put into them. */
	private static final Set<Class<?>> PLAIN_QUEUES = Set.of(LinkedBlockingQueue.class, ArrayBlockingQueue.class,
			SynchronousQueue.class, LinkedBlockingDeque.class, LinkedTransferQueue.class);

	private Faces() {
	}

	/**
	 * Makes a face of an executor whose class has a name, and no subclass.
	 * @param submissions makes those of the executor, if it has a face
	 * @return the face, {@code null} if there is none
	 */
	public static @Nullable ExecutorService ofNamed(Executor executor, String name, TrackingContext context,
			Supplier<Submissions> submissions) {
		if (executor.getClass() == ThreadPoolExecutor.class) {
			ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
			return hasPlainQueue(pool) ? TrackedThreadPool.before(pool, submissions.get(), null) : null;
		}
		return (executor.getClass() == ScheduledThreadPoolExecutor.class)
				? TrackedScheduledThreadPool.before((ScheduledThreadPoolExecutor) executor, context, name) : null;
	}

	/**
	 * Makes a face of an executor whose class nobody can name.
	 * @param submissions makes those of the executor, if they are needed
	 * @return the face, {@code null} if there is none
	 */
	public static @Nullable ExecutorService ofNameless(Executor executor, String name, TrackingContext context,
			Supplier<Submissions> submissions) {
		if (executor instanceof ScheduledExecutorService scheduled) {
			return new TrackedScheduledExecutorService(scheduled, context, name);
		}
		return (executor instanceof ExecutorService service) ? new TrackedExecutorService(service, submissions.get())
				: null;
	}

	/**
	 * Returns whether the queue of a pool does not look at what is put into it.
	 */
	public static boolean hasPlainQueue(ThreadPoolExecutor pool) {
		Object queue = pool.getQueue();
		return queue != null && PLAIN_QUEUES.contains(queue.getClass());
	}

}
