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

package io.taskmon.spring;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadFactory;

import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

/**
 * The face of a {@link SimpleAsyncTaskExecutor}: tracks what is handed to the executor
 * behind it, and answers everything else as that does. What final methods answer is
 * copied, and so are all fields, for some read them by reflection.
 * <p>
 * Public and not final, as the class is that it stands in for: JMX and others call its
 * methods by reflection, and advice may be put around it.
 */
@SuppressWarnings("serial")
public class TrackedSimpleAsyncTaskExecutor extends SimpleAsyncTaskExecutor {

	private final SimpleAsyncTaskExecutor executor;

	private final Submissions submissions;

	TrackedSimpleAsyncTaskExecutor(SimpleAsyncTaskExecutor executor, Submissions submissions) {
		this.executor = executor;
		this.submissions = submissions;
		super.setThreadFactory(executor.getThreadFactory());
		super.setConcurrencyLimit(executor.getConcurrencyLimit());
		ExecutorFields.mirror(executor, this);
	}

	@Override
	public void execute(Runnable task) {
		this.submissions.execute(task, this.executor);
	}

	@Deprecated
	@Override
	public void execute(Runnable task, long startTimeout) {
		this.submissions.execute(task, (carrier) -> this.executor.execute(carrier, startTimeout));
	}

	@Override
	public Future<?> submit(Runnable task) {
		RunnableFuture<?> future = this.submissions.future(task, null);
		execute(future);
		return future;
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> Future<T> submit(Callable<T> task) {
		RunnableFuture<T> future = this.submissions.future(task);
		execute(future);
		return future;
	}

	// Its result in Spring is not nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public CompletableFuture<Void> submitCompletable(Runnable task) {
		return this.submissions.completable(task, super::submitCompletable);
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> CompletableFuture<T> submitCompletable(Callable<T> task) {
		return this.submissions.completable(task, super::submitCompletable);
	}

	// What follows does and answers as the executor does

	@Override
	public void setVirtualThreads(boolean virtual) {
		this.executor.setVirtualThreads(virtual);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setThreadFactory(@Nullable ThreadFactory threadFactory) {
		super.setThreadFactory(threadFactory);
		this.executor.setThreadFactory(threadFactory);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setTaskDecorator(TaskDecorator taskDecorator) {
		this.executor.setTaskDecorator(taskDecorator);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setTaskTerminationTimeout(long timeout) {
		this.executor.setTaskTerminationTimeout(timeout);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setCancelRemainingTasksOnClose(boolean cancelRemainingTasksOnClose) {
		this.executor.setCancelRemainingTasksOnClose(cancelRemainingTasksOnClose);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setRejectTasksWhenLimitReached(boolean rejectTasksWhenLimitReached) {
		this.executor.setRejectTasksWhenLimitReached(rejectTasksWhenLimitReached);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setConcurrencyLimit(int concurrencyLimit) {
		super.setConcurrencyLimit(concurrencyLimit);
		this.executor.setConcurrencyLimit(concurrencyLimit);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public boolean isActive() {
		return this.executor.isActive();
	}

	@Override
	public void close() {
		this.executor.close();
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setThreadNamePrefix(@Nullable String threadNamePrefix) {
		this.executor.setThreadNamePrefix(threadNamePrefix);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public String getThreadNamePrefix() {
		return this.executor.getThreadNamePrefix();
	}

	@Override
	public void setThreadPriority(int threadPriority) {
		this.executor.setThreadPriority(threadPriority);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public int getThreadPriority() {
		return this.executor.getThreadPriority();
	}

	@Override
	public void setDaemon(boolean daemon) {
		this.executor.setDaemon(daemon);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public boolean isDaemon() {
		return this.executor.isDaemon();
	}

	@Override
	public void setThreadGroupName(String name) {
		this.executor.setThreadGroupName(name);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public void setThreadGroup(@Nullable ThreadGroup threadGroup) {
		this.executor.setThreadGroup(threadGroup);
		ExecutorFields.mirror(this.executor, this);
	}

	@Override
	public @Nullable ThreadGroup getThreadGroup() {
		return this.executor.getThreadGroup();
	}

	@Override
	public Thread createThread(Runnable runnable) {
		return this.executor.createThread(runnable);
	}

}
