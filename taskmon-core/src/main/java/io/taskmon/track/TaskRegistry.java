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

import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.taskmon.fault.Faults;
import io.taskmon.spi.TaskClock;
import io.taskmon.stack.StackCapture;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of tasks: the live ones, the termination log, and what is kept beside
 * them. Thread-safe. What goes wrong inside is reported as a fault, by each method
 * itself, for where a stack has overflowed a call of whoever does so would overflow, too.
 */
public final class TaskRegistry implements TaskKeeper {

	private final LiveTasks live;

	private final TerminationLog log;

	private final ReferenceQueue<TaskCarrier> lost = new ReferenceQueue<>();

	private final GuardianPosts guardians = new GuardianPosts();

	private final UnseenFailures unseenFailures = new UnseenFailures();

	private final DeadSchedules deadSchedules = new DeadSchedules();

	private final Timers timers = new Timers();

	private final LongAdder dropped = new LongAdder();

	private final Faults faults;

	private final TaskClock clock;

	private final CurrentTask current;

	private final StepListeners listeners;

	private final StackCapture stacks;

	private final ContextSources contexts;

	private volatile @Nullable Runnable housekeeping;

	public TaskRegistry(Limits limits, CaptureSettings capture, TaskClock clock, Faults faults) {
		this.live = new LiveTasks(limits.maxLiveTasks());
		this.log = new TerminationLog(limits);
		this.faults = faults;
		this.clock = clock;
		this.current = new CurrentTask(faults);
		this.listeners = new StepListeners(faults);
		this.contexts = new ContextSources(faults);
		this.stacks = new StackCapture(capture, this::nanoTime);
	}

	/**
	 * Adds a task to the live ones.
	 * @return {@code false} if there is no place for it
	 */
	boolean add(TrackedTask task) {
		if (!this.live.add(task)) {
			drop(task);
			return false;
		}
		if (task.code().isGuardian()) {
			guardianBegan(task.code());
		}
		return true;
	}

	private void guardianBegan(TaskCode site) {
		try {
			this.guardians.began(site);
		}
		catch (Throwable ex) {
			this.faults.report("counting a guardian", ex);
		}
	}

	private void drop(TrackedTask task) {
		if (task.hasOwnStack()) {
			this.stacks.giveBack();
		}
		drop(task.code());
	}

	/**
	 * Notes that a task is not tracked, for there is no place for it.
	 */
	void drop(TaskCode site) {
		this.dropped.increment();
		if (site.isGuardian()) {
			this.guardians.lost(site);
		}
	}

	@Override
	public long nanoTime() {
		try {
			return this.clock.nanoTime();
		}
		catch (Throwable ex) {
			this.faults.report("reading the clock", ex);
			return System.nanoTime();
		}
	}

	public Instant instantAt(long nanoTime) {
		try {
			return Objects.requireNonNull(this.clock.instantAt(nanoTime));
		}
		catch (Throwable ex) {
			this.faults.report("reading the clock", ex);
			return Instant.now().plusNanos(nanoTime - System.nanoTime());
		}
	}

	@Override
	public @Nullable Cancellation cancellation() {
		try {
			TrackedTask canceller = this.current.get();
			return (canceller != null) ? Cancellation.by(canceller.id(), canceller.code(), canceller.cancellation())
					: Cancellation.byCurrentThread();
		}
		catch (Throwable ex) {
			this.faults.report("recording a canceller", ex);
			return null;
		}
	}

	@Override
	public void cancelling(TrackedTask task, Cancellation cancellation) {
		try {
			this.listeners.cancelled(task, cancellation);
		}
		catch (Throwable ex) {
			this.faults.report("recording the cancellation of a task", ex);
		}
	}

	@Override
	public void cancelledRunning(TrackedTask task) {
		append(task);
	}

	@Override
	public void ended(TrackedTask task) {
		settle(task);
		tellEnd(task);
	}

	private void tellEnd(TrackedTask task) {
		try {
			this.listeners.ended(task);
		}
		catch (Throwable ex) {
			this.faults.report("recording the end of a task", ex);
		}
	}

	@Override
	public void cancelAtLast(TrackedTask task) {
		try {
			this.log.cancelAtLast(task);
		}
		catch (Throwable ex) {
			this.faults.report("cancelling an ended task", ex);
		}
		if (task.isCancelled()) {
			tellEnd(task);
		}
	}

	@Override
	public void notInterrupted(Throwable cause) {
		this.faults.report("interrupting a task", cause);
	}

	/**
	 * Sees to it that an ended task is in the log, and not among the live ones any more.
	 * Idempotent.
	 */
	public void settle(TrackedTask task) {
		append(task);
		try {
			if (this.live.remove(task)) {
				forgotten(task);
			}
		}
		catch (Throwable ex) {
			this.faults.report("forgetting a task", ex);
		}
	}

	private void append(TrackedTask task) {
		try {
			this.log.append(task);
		}
		catch (Throwable ex) {
			this.faults.report("writing the termination log", ex);
		}
	}

	private void forgotten(TrackedTask task) {
		this.unseenFailures.add(task);
		if (task.hasOwnStack()) {
			this.stacks.giveBack();
		}
		if (task.code().isGuardian()) {
			this.guardians.ended(task);
		}
		Schedule schedule = task.schedule();
		if (schedule != null) {
			schedule.ended(task.outcome(), task.ranNanos());
		}
	}

	/**
	 * Returns where the carriers come to that nothing holds any more.
	 */
	public ReferenceQueue<TaskCarrier> lost() {
		return this.lost;
	}

	public LiveTasks live() {
		return this.live;
	}

	public TerminationLog log() {
		return this.log;
	}

	public GuardianPosts guardians() {
		return this.guardians;
	}

	public UnseenFailures unseenFailures() {
		return this.unseenFailures;
	}

	public DeadSchedules deadSchedules() {
		return this.deadSchedules;
	}

	public Timers timers() {
		return this.timers;
	}

	public CurrentTask current() {
		return this.current;
	}

	public StepListeners listeners() {
		return this.listeners;
	}

	public ContextSources contexts() {
		return this.contexts;
	}

	public StackCapture stacks() {
		return this.stacks;
	}

	public Faults faults() {
		return this.faults;
	}

	public long dropped() {
		return this.dropped.sum();
	}

	/**
	 * Says how to see to it that house is kept.
	 */
	public void keptBy(Runnable housekeeping) {
		this.housekeeping = housekeeping;
	}

	/**
	 * Sees to it that house is kept, if it was meant to be. Costs next to nothing.
	 */
	public void ensureKept() {
		Runnable known = this.housekeeping;
		if (known != null) {
			known.run();
		}
	}

}
