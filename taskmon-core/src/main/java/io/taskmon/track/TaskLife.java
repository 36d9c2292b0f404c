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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

import io.taskmon.task.Failure;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task: where it is between its submission and its end, on which thread,
 * when, and how it ended. Each transition is one compare-and-set; whoever wins it writes
 * what belongs to it, and tells of it, so that a task ends exactly once whatever races.
 * Thread-safe; no method throws.
 */
abstract class TaskLife extends WeakReference<TaskCarrier> {

	private static final long NOT_STARTED = Long.MIN_VALUE;

	private static final long NOT_ENDED = Long.MIN_VALUE;

	private static final VarHandle PHASE = handle("phase", TaskPhase.class);

	private static final VarHandle THREAD = handle("thread", Thread.class);

	private static final VarHandle CAUSE = handle("cause", Object.class);

	// First, and beside each other then, for who counts very many tasks looks at no more
	private volatile TaskPhase phase;

	private volatile @Nullable Thread thread;

	private final long createdNanos;

	private long startedNanos = NOT_STARTED;

	private long endedNanos = NOT_ENDED;

	private volatile @Nullable Object cause;

	// The phase is set through its handle
	@SuppressWarnings("NullAway.Init")
	TaskLife(TaskCarrier carrier, ReferenceQueue<TaskCarrier> lost, long createdNanos) {
		super(carrier, lost);
		// Plain, for whoever gets to see the task gets it from under a lock
		PHASE.set(this, TaskPhase.QUEUED);
		this.createdNanos = createdNanos;
	}

	private static VarHandle handle(String field, Class<?> type) {
		try {
			return MethodHandles.lookup().findVarHandle(TaskLife.class, field, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Returns a reading of the clock.
	 */
	abstract long now();

	/**
	 * Called by whoever ended the task: its code will not run any more.
	 */
	abstract void onEnd();

	/**
	 * Called by whoever cancelled the running task, whose thread waits meanwhile.
	 */
	abstract void onCancelledRunning();

	/**
	 * Called where the thread of the task could not be interrupted.
	 */
	abstract void onInterruptFailed(Throwable cause);

	boolean start() {
		// Read first: whoever interrupts a running task waits until its thread is known,
		// and a call may overflow the stack
		long now = now();
		Thread runner = Thread.currentThread();
		if (!PHASE.compareAndSet(this, TaskPhase.QUEUED, TaskPhase.RUNNING)) {
			return false;
		}
		this.startedNanos = now;
		this.thread = runner;
		if (isOver()) {
			this.thread = null;
		}
		return true;
	}

	void finish(TaskOutcome outcome, @Nullable Object cause) {
		while (!end(TaskPhase.RUNNING, outcome, cause) && !finishCancelled()) {
			if (!this.phase.isCancelledButRunning()) {
				return;
			}
			letOtherThreadGoOn();
		}
	}

	private boolean finishCancelled() {
		if (!PHASE.compareAndSet(this, TaskPhase.CANCELLED_RUNNING, TaskPhase.CANCELLED)) {
			return false;
		}
		this.thread = null;
		onEnd();
		return true;
	}

	boolean end(TaskPhase expected, TaskOutcome outcome, @Nullable Object cause) {
		if (this.phase != expected) {
			return false;
		}
		// Read first: nobody else can end it once it is ending, and a call may overflow
		// the stack
		long now = now();
		TaskPhase ended = TaskPhase.of(outcome);
		if (!PHASE.compareAndSet(this, expected, TaskPhase.ENDING)) {
			return false;
		}
		this.endedNanos = now;
		// Nobody else writes these any more, and each fence would cost as much as the
		// rest
		CAUSE.set(this, cause);
		PHASE.setRelease(this, ended);
		THREAD.setRelease(this, null);
		onEnd();
		return true;
	}

	boolean cancelRunning(boolean interrupt) {
		if (!PHASE.compareAndSet(this, TaskPhase.RUNNING, TaskPhase.CANCELLING)) {
			return false;
		}
		try {
			this.endedNanos = now();
			if (interrupt) {
				interrupt();
			}
			onCancelledRunning();
		}
		finally {
			// The task's thread waits for it
			this.phase = TaskPhase.CANCELLED_RUNNING;
		}
		return true;
	}

	/**
	 * Interrupts the thread of a task that has been cancelled and runs on.
	 */
	void interruptCancelled() {
		if (!PHASE.compareAndSet(this, TaskPhase.CANCELLED_RUNNING, TaskPhase.CANCELLING)) {
			return;
		}
		try {
			interrupt();
		}
		finally {
			this.phase = TaskPhase.CANCELLED_RUNNING;
		}
	}

	private void interrupt() {
		try {
			Thread runner = this.thread;
			while (runner == null) {
				letOtherThreadGoOn();
				runner = this.thread;
			}
			runner.interrupt();
		}
		catch (Throwable ex) {
			onInterruptFailed(ex);
		}
	}

	TaskPhase endedPhase() {
		TaskPhase ended = this.phase;
		while (ended == TaskPhase.ENDING) {
			letOtherThreadGoOn();
			ended = this.phase;
		}
		return ended;
	}

	// Called where the other thread is a few instructions from the end of its transition
	@SuppressWarnings("ThreadPriorityCheck")
	private static void letOtherThreadGoOn() {
		Thread.yield();
	}

	void becomeCancelled() {
		PHASE.compareAndSet(this, TaskPhase.SUCCEEDED, TaskPhase.CANCELLED);
	}

	public TaskPhase phase() {
		return this.phase;
	}

	public @Nullable TaskOutcome outcome() {
		return this.phase.outcome();
	}

	/**
	 * Returns the state of a task that is live, or was when somebody looked: it runs once
	 * its thread is known.
	 */
	public TaskState state() {
		boolean begun = this.phase != TaskPhase.QUEUED && (this.thread != null || hasStarted());
		return begun ? TaskState.RUNNING : TaskState.QUEUED;
	}

	/**
	 * Returns whether the code of the task has ended, or will never run.
	 */
	public boolean isOver() {
		return this.phase.isOver();
	}

	/**
	 * Returns whether the task is about to leave its thread or its queue, or has left it.
	 */
	public boolean isEnding() {
		TaskPhase now = this.phase;
		return now == TaskPhase.ENDING || now.isOver();
	}

	/**
	 * Returns whether the task has been cancelled, its code running or not.
	 * @return {@code true} if its outcome is {@link TaskOutcome#CANCELLED}
	 */
	public boolean isCancelled() {
		return outcome() == TaskOutcome.CANCELLED;
	}

	/**
	 * Returns whether the task was cancelled before it began to run: code that comes to a
	 * thread all the same must not run.
	 * @return {@code true} if it must not run
	 */
	public boolean isWithdrawn() {
		return !hasStarted() && isCancelled();
	}

	/**
	 * Returns whether the task ended before it began to run, but not because somebody
	 * cancelled it: code that comes to a thread all the same runs, as another task.
	 * @return {@code true} if its executor gave it up
	 * @see TaskTracker#submitAgain
	 */
	public boolean isGivenUp() {
		TaskOutcome outcome = outcome();
		return outcome != null && outcome != TaskOutcome.CANCELLED && !hasStarted();
	}

	public boolean isBodyStillRunning() {
		return this.phase.isCancelledButRunning();
	}

	public @Nullable Thread thread() {
		return this.thread;
	}

	public long createdNanos() {
		return this.createdNanos;
	}

	public long startedNanos() {
		return this.startedNanos;
	}

	public boolean hasStarted() {
		return this.startedNanos != NOT_STARTED;
	}

	/**
	 * Returns whether the code of an ended task had begun to run. Its thread may not have
	 * come to say when.
	 */
	public boolean hadBegun() {
		return hasStarted() || isBodyStillRunning();
	}

	/**
	 * Returns how long an ended task had waited.
	 */
	public long waitedNanos() {
		return Math.max((hasStarted() ? this.startedNanos : this.endedNanos) - this.createdNanos, 0);
	}

	/**
	 * Returns how long an ended task had run.
	 */
	public long ranNanos() {
		return hasStarted() ? Math.max(this.endedNanos - this.startedNanos, 0) : 0;
	}

	/**
	 * Returns whether the task has an outcome, and its end is known.
	 */
	public boolean hasEnded() {
		return outcome() != null && this.endedNanos != NOT_ENDED;
	}

	public long endedNanos() {
		return this.endedNanos;
	}

	/**
	 * Returns the exception if it is text already.
	 */
	public @Nullable Failure knownFailure() {
		return (this.cause instanceof Failure failure) ? failure : null;
	}

	/**
	 * Keeps of an exception its text, unless that has been done.
	 */
	public void becomeText(Throwable exception, Failure text) {
		CAUSE.compareAndSet(this, exception, text);
	}

	public boolean hasException() {
		return this.cause instanceof Throwable;
	}

	/**
	 * Returns the exception if it has not been turned into text.
	 */
	public @Nullable Throwable exception() {
		return (this.cause instanceof Throwable exception) ? exception : null;
	}

	/**
	 * Returns why the outcome is what it is, where no exception tells.
	 */
	public @Nullable String reason() {
		return (this.cause instanceof String reason) ? reason : null;
	}

	/**
	 * Returns the class of the exception, or the reason.
	 */
	public @Nullable String causeText() {
		Object known = this.cause;
		if (known instanceof Failure failure) {
			return failure.type();
		}
		return (known instanceof Throwable exception) ? exception.getClass().getName() : (String) known;
	}

}
