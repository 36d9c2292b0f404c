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

import java.lang.reflect.UndeclaredThrowableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.ScheduledCode;
import io.taskmon.executor.submission.ScheduledRuns;
import io.taskmon.executor.submission.Sneaky;
import io.taskmon.executor.submission.Submissions;
import io.taskmon.executor.submission.TrackedScheduledFuture;
import io.taskmon.executor.submission.TrackingContext;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.util.ErrorHandler;
import org.springframework.util.ReflectionUtils;

/**
 * The face of a {@link SimpleAsyncTaskScheduler}: tracks what is scheduled on the
 * scheduler behind it, and does and answers everything else as that does. What final
 * methods answer is copied.
 * <p>
 * Public and not final, as the class is that it stands in for: JMX and others call its
 * methods by reflection, and advice may be put around it.
 */
@SuppressWarnings("serial")
public class TrackedSimpleAsyncTaskScheduler extends SimpleAsyncTaskScheduler {

	private static final @Nullable PrivateField ERROR_HANDLER = PrivateField.find(SimpleAsyncTaskScheduler.class,
			"errorHandler", ErrorHandler.class);

	private final SimpleAsyncTaskScheduler scheduler;

	private final ScheduledCode code;

	private final Submissions submissions;

	TrackedSimpleAsyncTaskScheduler(SimpleAsyncTaskScheduler scheduler, TrackingContext context, String name) {
		this.scheduler = scheduler;
		this.code = new ScheduledCode(context, name, () -> !scheduler.isActive(), false);
		this.submissions = new Submissions(context, name, null);
		super.setThreadFactory(scheduler.getThreadFactory());
		super.setConcurrencyLimit(scheduler.getConcurrencyLimit());
		ExecutorFields.mirror(scheduler, this);
	}

	static SimpleAsyncTaskScheduler of(SimpleAsyncTaskScheduler scheduler, TrackingContext context, String name) {
		return (ERROR_HANDLER != null) ? new TrackedSimpleAsyncTaskScheduler(scheduler, context, name) : scheduler;
	}

	// The futures of all but fixed delays stand for the hand-off to a thread, which they
	// do not interrupt

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return this.scheduler.schedule(tracked(task), trigger);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return this.scheduler.schedule(tracked(task), startTime);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return this.scheduler.scheduleAtFixedRate(tracked(task), startTime, period);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return this.scheduler.scheduleAtFixedRate(tracked(task), period);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return observed(task, (tracked) -> this.scheduler.scheduleWithFixedDelay(tracked, startTime, delay));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return observed(task, (tracked) -> this.scheduler.scheduleWithFixedDelay(tracked, delay));
	}

	private Runnable tracked(Runnable task) {
		return this.code.schedule(task).code();
	}

	private ScheduledFuture<?> observed(Runnable task, Function<Runnable, ScheduledFuture<?>> schedule) {
		ScheduledCode.Tracked<Runnable, ScheduledRuns<?>> tracked = this.code.schedule(task);
		return TrackedScheduledFuture.of(schedule.apply(tracked.code()), tracked.tracking());
	}

	@Override
	public void execute(Runnable task) {
		this.submissions.execute(task, this.scheduler);
	}

	@Deprecated
	@Override
	public void execute(Runnable task, long startTimeout) {
		this.submissions.execute(task, (carrier) -> this.scheduler.execute(carrier, startTimeout));
	}

	@Override
	public Future<?> submit(Runnable task) {
		if (isNull(task)) {
			return this.scheduler.submit(task);
		}
		RunnableFuture<?> future = this.submissions.future(Executors.callable(task), this::handledAsRunnable, task);
		executeAsIs(future);
		return future;
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> Future<T> submit(Callable<T> task) {
		if (isNull(task)) {
			return this.scheduler.submit(task);
		}
		RunnableFuture<T> future = this.submissions.future(task, this::handled, task);
		executeAsIs(future);
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

	private static boolean isNull(@Nullable Object task) {
		return task == null;
	}

	private Callable<Object> handledAsRunnable(Callable<Object> task) {
		return Executors
			.callable(TaskUtils.decorateTaskWithErrorHandler(() -> Sneaky.run(task), errorHandler(), false));
	}

	// As the scheduler handles callables, in a class that only Spring can name
	@SuppressWarnings("NullAway")
	private <T> Callable<T> handled(Callable<T> task) {
		ErrorHandler known = errorHandler();
		ErrorHandler handler = (known != null) ? known : TaskUtils.getDefaultErrorHandler(false);
		return () -> {
			try {
				return task.call();
			}
			catch (Throwable ex) {
				handle(ex, handler);
				return null;
			}
		};
	}

	private static void handle(Throwable failure, ErrorHandler handler) throws Exception {
		try {
			handler.handleError(failure);
		}
		catch (UndeclaredThrowableException ex) {
			ReflectionUtils.rethrowException(ex.getUndeclaredThrowable());
		}
	}

	private @Nullable ErrorHandler errorHandler() {
		return (ERROR_HANDLER != null) ? (ErrorHandler) ERROR_HANDLER.get(this.scheduler) : null;
	}

	// The scheduler handles errors of what is executed, but for this way
	@SuppressWarnings("deprecation")
	private void executeAsIs(Runnable future) {
		this.submissions.execute(future,
				(carrier) -> this.scheduler.execute(carrier, AsyncTaskExecutor.TIMEOUT_INDEFINITE));
	}

	// What follows does and answers as the scheduler does

	@Override
	public void setErrorHandler(ErrorHandler errorHandler) {
		this.scheduler.setErrorHandler(errorHandler);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setClock(Clock clock) {
		this.scheduler.setClock(clock);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public Clock getClock() {
		return this.scheduler.getClock();
	}

	@Override
	public void setPhase(int phase) {
		this.scheduler.setPhase(phase);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public int getPhase() {
		return this.scheduler.getPhase();
	}

	@Override
	public void setTargetTaskExecutor(Executor targetTaskExecutor) {
		this.scheduler.setTargetTaskExecutor((targetTaskExecutor != this) ? targetTaskExecutor : this.scheduler);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.scheduler.setApplicationContext(applicationContext);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.scheduler.onApplicationEvent(event);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public boolean isAutoStartup() {
		return this.scheduler.isAutoStartup();
	}

	@Override
	public void start() {
		this.scheduler.start();
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void stop() {
		this.scheduler.stop();
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void stop(Runnable callback) {
		this.scheduler.stop(callback);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public boolean isRunning() {
		return this.scheduler.isRunning();
	}

	@Override
	public void setVirtualThreads(boolean virtual) {
		this.scheduler.setVirtualThreads(virtual);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setThreadFactory(@Nullable ThreadFactory threadFactory) {
		super.setThreadFactory(threadFactory);
		this.scheduler.setThreadFactory(threadFactory);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setTaskDecorator(TaskDecorator taskDecorator) {
		this.scheduler.setTaskDecorator(taskDecorator);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setTaskTerminationTimeout(long timeout) {
		this.scheduler.setTaskTerminationTimeout(timeout);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setCancelRemainingTasksOnClose(boolean cancelRemainingTasksOnClose) {
		this.scheduler.setCancelRemainingTasksOnClose(cancelRemainingTasksOnClose);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setRejectTasksWhenLimitReached(boolean rejectTasksWhenLimitReached) {
		this.scheduler.setRejectTasksWhenLimitReached(rejectTasksWhenLimitReached);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setConcurrencyLimit(int concurrencyLimit) {
		super.setConcurrencyLimit(concurrencyLimit);
		this.scheduler.setConcurrencyLimit(concurrencyLimit);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public boolean isActive() {
		return this.scheduler.isActive();
	}

	@Override
	public void close() {
		this.scheduler.close();
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setThreadNamePrefix(@Nullable String threadNamePrefix) {
		this.scheduler.setThreadNamePrefix(threadNamePrefix);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public String getThreadNamePrefix() {
		return this.scheduler.getThreadNamePrefix();
	}

	@Override
	public void setThreadPriority(int threadPriority) {
		this.scheduler.setThreadPriority(threadPriority);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public int getThreadPriority() {
		return this.scheduler.getThreadPriority();
	}

	@Override
	public void setDaemon(boolean daemon) {
		this.scheduler.setDaemon(daemon);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public boolean isDaemon() {
		return this.scheduler.isDaemon();
	}

	@Override
	public void setThreadGroupName(String name) {
		this.scheduler.setThreadGroupName(name);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public void setThreadGroup(@Nullable ThreadGroup threadGroup) {
		this.scheduler.setThreadGroup(threadGroup);
		ExecutorFields.mirror(this.scheduler, this);
	}

	@Override
	public @Nullable ThreadGroup getThreadGroup() {
		return this.scheduler.getThreadGroup();
	}

	@Override
	public Thread createThread(Runnable runnable) {
		return this.scheduler.createThread(runnable);
	}

}
