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

package io.taskmon.track;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.taskmon.fault.Faults;
import io.taskmon.stack.CreationStack;
import io.taskmon.stack.StackCapture;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The write side: what captures tasks tells it of each step. Thread-safe. No method
 * throws: what goes wrong inside is reported as a fault, and the task concerned is not
 * tracked any further.
 */
public final class TaskTracker {

	private final TaskRegistry registry;

	private final LiveTasks live;

	private final CurrentTask current;

	private final StepListeners listeners;

	private final StackCapture stacks;

	private final ContextSources contexts;

	private final Faults faults;

	public TaskTracker(TaskRegistry registry) {
		this.registry = registry;
		this.live = registry.live();
		this.current = registry.current();
		this.listeners = registry.listeners();
		this.stacks = registry.stacks();
		this.faults = registry.faults();
		this.contexts = registry.contexts();
	}

	/**
	 * Registers a task that the current thread submits. The carrier must lead to whatever
	 * later calls {@link #begin}; the tracker itself does not keep it.
	 * @param carrier what carries the task to its thread
	 * @param site what the task has in common with others
	 * @param executor bean name of the executor, if it is known
	 * @return the task, or {@code null} if it is not tracked: the limit of live tasks is
	 * reached, or taskmon failed
	 */
	public @Nullable TrackedTask submit(TaskCarrier carrier, TaskCode site, @Nullable String executor) {
		return submit(carrier, site, executor, null);
	}

	/**
	 * Registers a task as {@link #submit(TaskCarrier, TaskCode, String)} does, but for
	 * its creator.
	 * @param carrier what carries the task to its thread
	 * @param site what the task has in common with others
	 * @param executor bean name of the executor, if it is known
	 * @param origin who created it; {@code null} for the current thread
	 * @return the task, or {@code null} if it is not tracked
	 */
	public @Nullable TrackedTask submit(TaskCarrier carrier, TaskCode site, @Nullable String executor,
			@Nullable TaskOrigin origin) {
		try {
			if (!this.live.hasPlace()) {
				this.registry.drop(site);
				return null;
			}
			TrackedTask task = (origin != null) ? create(carrier, site, executor, origin)
					: create(carrier, site, executor);
			if (!this.registry.add(task)) {
				return null;
			}
			if (origin == null) {
				this.listeners.queued(task);
			}
			return task;
		}
		catch (Throwable ex) {
			this.faults.report("registering a task", ex);
			return null;
		}
	}

	private TrackedTask create(TaskCarrier carrier, TaskCode site, @Nullable String executor) {
		long now = nanoTime();
		Ancestor parent = currentAncestor();
		CreationStack own = this.stacks.capture(site.stacks(), now);
		return new TrackedTask(this.registry, carrier, this.registry.lost(), now, site, executor, parent,
				(own != null) ? own : site.latestStack(), (own != null) ? StackSource.TASK : StackSource.SITE,
				this.contexts.capture(), null);
	}

	private TrackedTask create(TaskCarrier carrier, TaskCode site, @Nullable String executor, TaskOrigin origin) {
		StackSource source = (origin.stack() != null) ? StackSource.SCHEDULE : StackSource.SITE;
		return new TrackedTask(this.registry, carrier, this.registry.lost(), nanoTime(), site, executor,
				origin.parent(), origin.stack(), source, origin.context(), origin.schedule());
	}

	private @Nullable Ancestor currentAncestor() {
		TrackedTask submitter = current();
		return (submitter != null) ? submitter.asAncestor() : null;
	}

	/**
	 * Registers a task once more that its executor gave up, for somebody lets its code
	 * run after all: as another task, created as that one was.
	 * @param carrier what carries the task to its thread
	 * @param givenUp the task that has ended
	 * @return the task, or {@code null} if it is not tracked
	 * @see TrackedTask#isGivenUp()
	 */
	public @Nullable TrackedTask submitAgain(TaskCarrier carrier, TrackedTask givenUp) {
		try {
			if (!this.live.hasPlace()) {
				this.registry.drop(givenUp.code());
				return null;
			}
			StackSource source = givenUp.isStackExact() ? StackSource.SCHEDULE : StackSource.SITE;
			TrackedTask task = new TrackedTask(this.registry, carrier, this.registry.lost(), nanoTime(), givenUp.code(),
					givenUp.executor(), givenUp.parent(), givenUp.stack(), source, givenUp.context(),
					givenUp.schedule());
			return this.registry.add(task) ? task : null;
		}
		catch (Throwable ex) {
			this.faults.report("registering a task again", ex);
			return null;
		}
	}

	/**
	 * Captures the current thread as the creator of tasks to come: the runs of one
	 * schedule.
	 * @param site what these tasks have in common with others
	 * @return the origin, {@code null} if taskmon failed
	 */
	public @Nullable TaskOrigin origin(TaskCode site) {
		try {
			long now = nanoTime();
			CreationStack stack = this.stacks.captureOfSchedule(site.stacks(), now);
			TrackedTask maker = current();
			Schedule schedule = Schedule.of(site, (maker != null) ? maker.schedule() : null);
			this.registry.deadSchedules().made(schedule);
			return new TaskOrigin(schedule, currentAncestor(), stack, this.contexts.capture());
		}
		catch (Throwable ex) {
			this.faults.report("capturing a schedule", ex);
			return null;
		}
	}

	/**
	 * Says that the current thread begins to run the task's code. If it returns
	 * {@code true}, {@link #end} must follow on the same thread.
	 * @param task the task
	 * @return {@code false} if the task has ended before, or has begun already
	 */
	public boolean begin(TrackedTask task) {
		boolean begun = task.start();
		if (begun) {
			// The end must follow, whatever overflows on the way to those who are told
			try {
				this.listeners.started(task);
			}
			catch (Throwable ex) {
				this.faults.report("recording the start of a task", ex);
			}
		}
		return begun;
	}

	/**
	 * Makes a task the current one of this thread: the parent of what it submits.
	 * @param task the task, {@code null} for none
	 * @return the one that was current before, to be made current again at the end
	 */
	public @Nullable TrackedTask makeCurrent(@Nullable TrackedTask task) {
		try {
			return this.current.set(task);
		}
		catch (Throwable ex) {
			this.faults.report("entering a task", ex);
			return null;
		}
	}

	/**
	 * Returns the current task of this thread.
	 * @return the task, {@code null} if there is none
	 */
	public @Nullable TrackedTask current() {
		return this.current.get();
	}

	/**
	 * Says how the code of a begun task ended. Without effect on the outcome if the task
	 * has been cancelled meanwhile.
	 * @param task the task
	 * @param outcome its outcome
	 * @param exception what it threw, if its outcome is {@link TaskOutcome#FAILED}
	 */
	public void end(TrackedTask task, TaskOutcome outcome, @Nullable Throwable exception) {
		task.finish(outcome, exception);
	}

	/**
	 * Says that the code of a begun task ended, and that nobody could see how.
	 * @param task the task
	 * @param outcome {@link TaskOutcome#UNKNOWN} or {@link TaskOutcome#DISCARDED}
	 * @param reason why it cannot be told
	 */
	public void end(TrackedTask task, TaskOutcome outcome, String reason) {
		task.finish(outcome, reason);
	}

	/**
	 * Says that a scheduler has taken a schedule, and with which future. Has no effect
	 * unless that is one of the JDK's own that runs again and again.
	 * @param origin the schedule
	 * @param executor tells the name of the scheduler; must not hold the future
	 * @param future the future, which is not kept
	 */
	public void scheduleMade(TaskOrigin origin, Supplier<String> executor, Object future) {
		try {
			this.registry.timers().add(origin.schedule(), executor, future);
		}
		catch (Throwable ex) {
			this.faults.report("noting a schedule", ex);
		}
	}

	/**
	 * Says that a schedule has ended, for its last run threw an exception: its code will
	 * not run again. To be called after the end of that run has been told; has no effect
	 * if it has not failed, or is not the run of a schedule. Idempotent.
	 * @param lastRun the last run
	 */
	public void scheduleEnded(TrackedTask lastRun) {
		try {
			Schedule schedule = lastRun.schedule();
			if (schedule != null && lastRun.outcome() == TaskOutcome.FAILED) {
				this.registry.deadSchedules().add(schedule, lastRun);
			}
		}
		catch (Throwable ex) {
			this.faults.report("noting the end of a schedule", ex);
		}
	}

	/**
	 * Runs a step of taskmon that must not fail.
	 * @param activity what the step does
	 * @param step the step
	 */
	public void guard(String activity, Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			this.faults.report(activity, ex);
		}
	}

	/**
	 * Returns where errors inside taskmon are reported.
	 * @return the faults
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Returns what carries the live tasks, where something still holds it. Looks at each
	 * live task.
	 * @return the carriers
	 */
	public List<TaskCarrier> carriers() {
		return Arrays.stream(this.live.snapshot()).map(TrackedTask::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Returns what is known of tasks, for the other rooms of the engine.
	 * @return the registry
	 */
	public TaskRegistry registry() {
		return this.registry;
	}

	long nanoTime() {
		return this.registry.nanoTime();
	}

}
