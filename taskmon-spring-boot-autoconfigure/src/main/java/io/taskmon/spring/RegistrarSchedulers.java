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

import java.lang.ref.WeakReference;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.taskmon.executor.TrackedScheduledExecutorService;
import io.taskmon.executor.TrackedScheduledThreadPool;
import io.taskmon.executor.submission.ExecutorName;
import io.taskmon.executor.submission.ExecutorNames;
import io.taskmon.executor.submission.ScheduledCode;
import io.taskmon.executor.submission.ScheduledRuns;
import io.taskmon.executor.submission.Schedules;
import io.taskmon.task.Coverage;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The schedulers that Spring's registrar uses: beans, those that the application makes
 * itself, and the one that Spring makes where there is none. Thread-safe.
 */
final class RegistrarSchedulers {

	/** What is seen on any scheduler. */
	static final String SEEN = "only tasks of Spring's registrar are tracked, such as @Scheduled methods";

	private static final String NO_BEAN = "it is a scheduler that is no bean";

	private static final String CODE = "code handed to it";

	private static final String LATER = "scheduled methods of beans that were created later";

	private final HookContext context;

	RegistrarSchedulers(HookContext context) {
		this.context = context;
	}

	/**
	 * Tracks what is scheduled on a scheduler, in place.
	 * @return whether it is tracked
	 */
	boolean track(TaskScheduler scheduler) {
		ExecutorNames.Entry bean = (scheduler instanceof Executor executor) ? this.context.executors().find(executor)
				: null;
		if (bean != null) {
			return bean.decorated();
		}
		if (scheduler instanceof Executor executor && LeftAlone.reason(executor) != null) {
			return false;
		}
		if (scheduler.getClass() == ThreadPoolTaskScheduler.class) {
			return track((ThreadPoolTaskScheduler) scheduler);
		}
		return scheduler.getClass() == ConcurrentTaskScheduler.class && track((ConcurrentTaskScheduler) scheduler);
	}

	private boolean track(ThreadPoolTaskScheduler scheduler) {
		String name = NamelessExecutor.prefixOf(scheduler);
		if (name == null || !SchedulerHook.install(scheduler, this.context.tracking(), name)) {
			return false;
		}
		WeakReference<ThreadPoolTaskScheduler> reference = new WeakReference<>(scheduler);
		this.context.executors().add(scheduler, name, true);
		this.context.catalog()
			.add(name, scheduler.getClass().getName(), () -> Coverage.FULL,
					(queued, running) -> ExecutorPools.of(reference.get()));
		return true;
	}

	// Whoever made it may ask what it executes on, but not what it schedules on
	private boolean track(ConcurrentTaskScheduler scheduler) {
		ScheduledExecutorService target = ConcurrentHook.schedulingTarget(scheduler);
		if (target == null || isFace(target)) {
			return target != null;
		}
		ExecutorNames.Entry bean = this.context.executors().find(target);
		if (bean != null) {
			this.context.partlySeen().put(bean.name(), SEEN);
		}
		ExecutorName name = (bean != null) ? bean::name : new NamelessExecutor(this.context,
				target.getClass().getName(), Coverage.partial(NO_BEAN, CODE), null);
		ConcurrentHook.schedulesOn(scheduler, new TrackedScheduledExecutorService(target,
				new Schedules(this.context.tracking(), (bean != null) ? bean.name() : null, name, target)));
		return true;
	}

	private static boolean isFace(ScheduledExecutorService target) {
		return target instanceof TrackedScheduledThreadPool || target instanceof TrackedScheduledExecutorService;
	}

	/**
	 * Returns a scheduler that tracks the tasks of a registrar, and that nobody but the
	 * registrar's router will see: the scheduler itself, if that can be tracked in place.
	 */
	TaskScheduler tracked(TaskScheduler scheduler) {
		try {
			if (track(scheduler)) {
				return scheduler;
			}
			ExecutorName name = name(scheduler);
			return new RegistrarScheduler(scheduler, (task) -> trackInside(task, name));
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("tracking a scheduler", ex);
			return scheduler;
		}
	}

	/**
	 * Tracks the runs of a task of a registrar inside of it, unless they are, until a
	 * scheduler that is tracked says that they are its own. Never throws.
	 * @param name name of the scheduler
	 * @return the task
	 */
	Runnable trackInside(Runnable task, ExecutorName name) {
		this.context.tracker().guard("tracking a scheduled task", () -> {
			Object inside = SpringScheduling.inside(task);
			if (inside != task && !(inside instanceof ScheduledRuns)) {
				SpringScheduling.replaceInside(task, ScheduledCode.runs(this.context.tracking(), inside, name));
			}
		});
		return task;
	}

	/**
	 * Returns the name of a scheduler that is not tracked.
	 */
	ExecutorName name(@Nullable TaskScheduler scheduler) {
		ExecutorNames.Entry bean = (scheduler instanceof Executor executor) ? this.context.executors().find(executor)
				: null;
		if (bean != null) {
			this.context.partlySeen().put(bean.name(), SEEN);
			return bean::name;
		}
		Class<?> type = (scheduler != null) ? scheduler.getClass() : ConcurrentTaskScheduler.class;
		return new NamelessExecutor(this.context, type.getName(), Coverage.partial(NO_BEAN, LATER, CODE), null);
	}

	/**
	 * Returns the name of a scheduler that is asked for by a qualifier, unless that says
	 * its name itself.
	 */
	ExecutorName qualified(String qualifier) {
		return new NamelessExecutor(this.context, TaskScheduler.class.getName(), Coverage.partial(NO_BEAN, LATER, CODE),
				qualifier);
	}

}
