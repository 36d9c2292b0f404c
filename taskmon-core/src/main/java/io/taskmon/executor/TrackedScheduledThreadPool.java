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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.taskmon.executor.submission.Schedules;
import io.taskmon.executor.submission.TrackedScheduledFuture;
import io.taskmon.executor.submission.TrackingContext;
import org.jspecify.annotations.Nullable;

/**
 * The face of a scheduled thread pool: tracks what is scheduled on the pool behind it,
 * and answers everything else as that does. The pool keeps its threads, queue, settings
 * and policies; its queue holds what it would hold without taskmon.
 * <p>
 * Public and not final, as the class is that it stands in for: JMX and others call its
 * methods by reflection, and advice may be put around it.
 */
public class TrackedScheduledThreadPool extends ScheduledThreadPoolExecutor {

	private final ScheduledThreadPoolExecutor pool;

	private final Schedules schedules;

	private TrackedScheduledThreadPool(ScheduledThreadPoolExecutor pool, TrackingContext context, String executor) {
		super(0, pool.getThreadFactory());
		this.pool = pool;
		super.shutdown();
		this.schedules = new Schedules(context, executor, pool);
		pool.setRejectedExecutionHandler(around(pool.getRejectedExecutionHandler()));
	}

	/**
	 * Puts a face before a pool, whose rejections are observed from now on.
	 * @param executor name of the pool
	 */
	public static TrackedScheduledThreadPool before(ScheduledThreadPoolExecutor pool, TrackingContext context,
			String executor) {
		return new TrackedScheduledThreadPool(pool, context, executor);
	}

	@Override
	public void execute(Runnable command) {
		this.schedules.execute(command);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return this.schedules.submit(task);
	}

	@Override
	public <T> Future<T> submit(Runnable task, T result) {
		return this.schedules.submit(task, result);
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return this.schedules.submit(task);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return this.schedules.schedule(command, delay, unit);
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		return this.schedules.schedule(callable, delay, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		return this.schedules.scheduleAtFixedRate(command, initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		return this.schedules.scheduleWithFixedDelay(command, initialDelay, delay, unit);
	}

	@Override
	public RejectedExecutionHandler getRejectedExecutionHandler() {
		return ScheduledRejections.handlerIn(this.pool.getRejectedExecutionHandler());
	}

	// The pool says what it thinks of none
	@SuppressWarnings("NullAway")
	@Override
	public void setRejectedExecutionHandler(RejectedExecutionHandler handler) {
		this.pool.setRejectedExecutionHandler(around(handler));
	}

	private @Nullable RejectedExecutionHandler around(@Nullable RejectedExecutionHandler handler) {
		return ScheduledRejections.around(handler, this, this.schedules);
	}

	// What follows answers as the pool does

	@Override
	public boolean getContinueExistingPeriodicTasksAfterShutdownPolicy() {
		return this.pool.getContinueExistingPeriodicTasksAfterShutdownPolicy();
	}

	@Override
	public void setContinueExistingPeriodicTasksAfterShutdownPolicy(boolean value) {
		this.pool.setContinueExistingPeriodicTasksAfterShutdownPolicy(value);
	}

	@Override
	public boolean getExecuteExistingDelayedTasksAfterShutdownPolicy() {
		return this.pool.getExecuteExistingDelayedTasksAfterShutdownPolicy();
	}

	@Override
	public void setExecuteExistingDelayedTasksAfterShutdownPolicy(boolean value) {
		this.pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(value);
	}

	@Override
	public boolean getRemoveOnCancelPolicy() {
		return this.pool.getRemoveOnCancelPolicy();
	}

	@Override
	public void setRemoveOnCancelPolicy(boolean value) {
		this.pool.setRemoveOnCancelPolicy(value);
	}

	@Override
	public List<Runnable> shutdownNow() {
		return this.schedules.withdrawn(this.pool.shutdownNow());
	}

	@Override
	public boolean remove(Runnable task) {
		Runnable queued = TrackedScheduledFuture.queued(task);
		return this.schedules.removed(queued, this.pool.remove(queued));
	}

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
		return this.pool.getQueue();
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
