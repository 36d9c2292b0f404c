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

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

import io.taskmon.executor.submission.Submissions;
import io.taskmon.executor.submission.TrackingContext;
import io.taskmon.fault.TestDoubles;
import io.taskmon.observe.ExecutorCatalog;
import io.taskmon.observe.TaskPool;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.Coverage;
import io.taskmon.track.TaskTracker;
import org.jspecify.annotations.Nullable;

/**
 * Tracks executors of the JDK: whoever uses what it returns in the place of an executor
 * has the tasks in the monitor. Enters each executor in the monitor's catalogue, also one
 * that it leaves alone, with the reason. Thread-safe.
 */
public final class TrackedExecutors {

	private static final String CODE = "code handed to it";

	private final TrackingContext context;

	/**
	 * Creates executors that are tracked.
	 * @param tracker where their tasks are registered
	 * @param catalog where they are entered
	 * @param application whose classes are the application's
	 */
	public TrackedExecutors(TaskTracker tracker, ExecutorCatalog catalog, ApplicationPackages application) {
		this.context = TrackingContext.of(tracker, catalog, application);
	}

	/**
	 * Returns an executor to use in the place of another one, which does and answers what
	 * that does. A pool of {@link ThreadPoolExecutor} stays one. Threads, queue, settings
	 * and lifecycle are those of the executor behind it.
	 * @param executor an executor of the JDK
	 * @param name the name of the executor
	 * @return the executor to use; the given one, if it is tracked already, or if nothing
	 * can stand in for it, such as a subclass of the application's
	 */
	public ExecutorService track(ExecutorService executor, String name) {
		Objects.requireNonNull(executor, "executor must not be null");
		Objects.requireNonNull(name, "name must not be null");
		if (this.context.executors().contains(executor)) {
			return executor;
		}
		try {
			ExecutorService face = TestDoubles.isDouble(executor) ? null : face(executor, name);
			add((face != null) ? face : executor, executor, name, face != null);
			return (face != null) ? face : executor;
		}
		catch (Throwable ex) {
			this.context.tracker().faults().report("tracking executor '" + name + "'", ex);
			return executor;
		}
	}

	/**
	 * Returns a scheduler to use in the place of another one, which does and answers what
	 * that does. Each run of a schedule is a task.
	 * @param scheduler a scheduler of the JDK
	 * @param name the name of the scheduler
	 * @return the scheduler to use; the given one, if it is tracked already, or if
	 * nothing can stand in for it, such as a subclass of the application's
	 * @see #track(ExecutorService, String)
	 */
	public ScheduledExecutorService track(ScheduledExecutorService scheduler, String name) {
		return (ScheduledExecutorService) track((ExecutorService) scheduler, name);
	}

	private @Nullable ExecutorService face(ExecutorService executor, String name) {
		Supplier<Submissions> submissions = () -> new Submissions(this.context, name, null);
		return NamelessHook.isNameless(executor.getClass())
				? Faces.ofNameless(executor, name, this.context, submissions)
				: Faces.ofNamed(executor, name, this.context, submissions);
	}

	private void add(ExecutorService used, ExecutorService executor, String name, boolean tracked) {
		this.context.executors().add(used, name, tracked);
		WeakReference<ExecutorService> reference = new WeakReference<>(executor);
		this.context.catalog()
			.add(name, executor.getClass().getName(),
					() -> tracked ? this.context.withHiddenResults(name, Coverage.FULL)
							: Coverage.none("nothing can take its place without being noticed", CODE),
					(queued, running) -> pool(reference.get()));
	}

	private static @Nullable TaskPool pool(@Nullable ExecutorService executor) {
		return (executor instanceof ThreadPoolExecutor pool && !TestDoubles.isDouble(pool)) ? ThreadPools.of(pool)
				: null;
	}

}
