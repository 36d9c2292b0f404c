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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

/**
 * The face of a thread pool: tracks what is handed to the pool behind it, and answers
 * everything else as that does. The pool keeps its threads, queue and settings; it is
 * given a handler that sees rejections, which this face does not show.
 * <p>
 * Public and not final, as the class is that it stands in for: JMX and others call its
 * methods by reflection, and advice may be put around it.
 */
public class TrackedThreadPool extends ThreadPoolExecutor {

	private final ThreadPoolExecutor pool;

	private final Submissions submissions;

	private final @Nullable Map<Runnable, Object> decoratedTasks;

	private final BlockingQueue<Runnable> queue;

	private TrackedThreadPool(ThreadPoolExecutor pool, Submissions submissions,
			@Nullable Map<Runnable, Object> decoratedTasks) {
		super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), pool.getThreadFactory());
		this.pool = pool;
		super.shutdown();
		this.submissions = submissions;
		this.decoratedTasks = decoratedTasks;
		this.queue = shown(pool.getQueue(), submissions);
		pool.setRejectedExecutionHandler(around(pool.getRejectedExecutionHandler()));
	}

	/**
	 * Puts a face before a pool, whose rejections are observed from now on.
	 * @param decoratedTasks where whoever closes the pool finds, by what it gives back,
	 * which future to cancel; {@code null} if it does not look
	 */
	public static TrackedThreadPool before(ThreadPoolExecutor pool, Submissions submissions,
			@Nullable Map<Runnable, Object> decoratedTasks) {
		return new TrackedThreadPool(pool, submissions, decoratedTasks);
	}

	// Of the same class as far as anybody can name it, and with the same content
	private static BlockingQueue<Runnable> shown(BlockingQueue<Runnable> queue, Submissions submissions) {
		Class<?> type = queue.getClass();
		if (type == LinkedBlockingQueue.class) {
			return new ShownLinkedQueue(queue, submissions);
		}
		if (type == ArrayBlockingQueue.class) {
			return new ShownArrayQueue(queue, submissions);
		}
		if (type == SynchronousQueue.class) {
			return new ShownSynchronousQueue(queue, submissions);
		}
		if (type == LinkedBlockingDeque.class) {
			return new ShownDeque((LinkedBlockingDeque<Runnable>) queue, submissions);
		}
		return (type == LinkedTransferQueue.class)
				? new ShownTransferQueue((LinkedTransferQueue<Runnable>) queue, submissions) : queue;
	}

	@Override
	protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
		return this.submissions.future(callable);
	}

	@Override
	protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
		return this.submissions.future(runnable, value);
	}

	@Override
	public void execute(Runnable command) {
		this.submissions.execute(command, this.pool);
	}

	@Override
	public List<Runnable> shutdownNow() {
		return this.submissions.withdrawn(this.pool.shutdownNow(), this.decoratedTasks);
	}

	@Override
	public boolean remove(Runnable task) {
		Runnable carrier = ShownQueue.find(this.pool.getQueue(), task);
		boolean removed = this.pool.remove(new SameElement(carrier));
		if (removed && carrier != null) {
			Carriers.endDiscarded(carrier, "removed from the queue");
		}
		return removed;
	}

	@Override
	public RejectedExecutionHandler getRejectedExecutionHandler() {
		return RejectionObserver.handlerIn(this.pool.getRejectedExecutionHandler());
	}

	// The pool says what it thinks of none
	@SuppressWarnings("NullAway")
	@Override
	public void setRejectedExecutionHandler(RejectedExecutionHandler handler) {
		this.pool.setRejectedExecutionHandler(around(handler));
	}

	private @Nullable RejectedExecutionHandler around(@Nullable RejectedExecutionHandler handler) {
		return RejectionObserver.around(handler, this, this.submissions);
	}

	// What follows answers as the pool does

	@Override
	public void shutdown() {
		this.pool.shutdown();
	}

	@Override
	public boolean isShutdown() {
		return this.pool.isShutdown();
	}

	@Override
	public boolean isTerminating() {
		return this.pool.isTerminating();
	}

	@Override
	public boolean isTerminated() {
		return this.pool.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.pool.awaitTermination(timeout, unit);
	}

	@Override
	public ThreadFactory getThreadFactory() {
		return this.pool.getThreadFactory();
	}

	@Override
	public void setThreadFactory(ThreadFactory threadFactory) {
		this.pool.setThreadFactory(threadFactory);
	}

	@Override
	public int getCorePoolSize() {
		return this.pool.getCorePoolSize();
	}

	@Override
	public void setCorePoolSize(int corePoolSize) {
		this.pool.setCorePoolSize(corePoolSize);
	}

	@Override
	public int getMaximumPoolSize() {
		return this.pool.getMaximumPoolSize();
	}

	@Override
	public void setMaximumPoolSize(int maximumPoolSize) {
		this.pool.setMaximumPoolSize(maximumPoolSize);
	}

	@Override
	public long getKeepAliveTime(TimeUnit unit) {
		return this.pool.getKeepAliveTime(unit);
	}

	@Override
	public void setKeepAliveTime(long time, TimeUnit unit) {
		this.pool.setKeepAliveTime(time, unit);
	}

	@Override
	public boolean allowsCoreThreadTimeOut() {
		return this.pool.allowsCoreThreadTimeOut();
	}

	@Override
	public void allowCoreThreadTimeOut(boolean value) {
		this.pool.allowCoreThreadTimeOut(value);
	}

	@Override
	public boolean prestartCoreThread() {
		return this.pool.prestartCoreThread();
	}

	@Override
	public int prestartAllCoreThreads() {
		return this.pool.prestartAllCoreThreads();
	}

	@Override
	public BlockingQueue<Runnable> getQueue() {
		return this.queue;
	}

	@Override
	public void purge() {
		this.pool.purge();
	}

	@Override
	public int getPoolSize() {
		return this.pool.getPoolSize();
	}

	@Override
	public int getActiveCount() {
		return this.pool.getActiveCount();
	}

	@Override
	public int getLargestPoolSize() {
		return this.pool.getLargestPoolSize();
	}

	@Override
	public long getTaskCount() {
		return this.pool.getTaskCount();
	}

	@Override
	public long getCompletedTaskCount() {
		return this.pool.getCompletedTaskCount();
	}

	@Override
	public String toString() {
		return this.pool.toString();
	}

}
