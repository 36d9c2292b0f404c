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

package io.taskmon.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * A task from its submission to its place in the termination log: mutable while live,
 * frozen once it has ended. Each transition is one compare-and-set; whoever wins it
 * writes what belongs to it, so that a task ends exactly once whatever races. Holds its
 * carrier weakly, its thread while it runs, and, once ended, nothing of the application
 * but text (an exception until it has been symbolised). Thread-safe; no method throws.
 */
public final class TrackedTask extends WeakReference<TaskCarrier> {

	private static final long NOT_STARTED = Long.MIN_VALUE;

	private static final long NOT_ENDED = Long.MIN_VALUE;

	private static final VarHandle PHASE = handle("phase", TaskPhase.class);

	private static final VarHandle THREAD = handle("thread", Thread.class);

	private static final VarHandle CAUSE = handle("cause", Object.class);

	private static final VarHandle UNSEEN = handle("unseen", boolean.class);

	private static final VarHandle CANCELLATION = handle("cancellation", Cancellation.class);

	// First, and beside each other then, for who counts very many tasks looks at no more
	private volatile TaskPhase phase;

	private volatile @Nullable Thread thread;

	private final boolean cancellable;

	private long id;

	private final long createdNanos;

	private final TaskTracker tracker;

	private final TaskSite site;

	private final @Nullable Ancestor parent;

	private final @Nullable CreationStack stack;

	private final StackSource stackSource;

	private final @Nullable TaskContext context;

	private final @Nullable Schedule schedule;

	private long startedNanos = NOT_STARTED;

	private long endedNanos = NOT_ENDED;

	private @Nullable String executor;

	private volatile @Nullable Cancellation cancellation;

	private volatile @Nullable Object cause;

	private @Nullable Ancestor link;

	// Read and set through its handle
	@SuppressWarnings("UnusedVariable")
	private boolean unseen;

	// Guarded by the ring that it is in
	boolean logged;

	// Among the live tasks, guarded by what holds these
	int place;

	// The phase is set through its handle
	@SuppressWarnings("NullAway.Init")
	TrackedTask(TaskTracker tracker, TaskCarrier carrier, ReferenceQueue<TaskCarrier> lost, long createdNanos,
			TaskSite site, @Nullable String executor, @Nullable Ancestor parent, @Nullable CreationStack stack,
			StackSource stackSource, @Nullable TaskContext context, @Nullable Schedule schedule) {
		super(carrier, lost);
		// Plain, for whoever gets to see the task gets it from under a lock
		PHASE.set(this, TaskPhase.QUEUED);
		this.cancellable = carrier.isCancellable();
		this.tracker = tracker;
		this.createdNanos = createdNanos;
		this.site = site;
		this.executor = executor;
		this.parent = parent;
		this.stack = stack;
		this.stackSource = stackSource;
		this.context = context;
		this.schedule = schedule;
	}

	private static VarHandle handle(String field, Class<?> type) {
		try {
			return MethodHandles.lookup().findVarHandle(TrackedTask.class, field, type);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Gives the task its number, before anybody gets to see it.
	 */
	void number(long id) {
		this.id = id;
	}

	/**
	 * Returns the number of this task, unique in the process.
	 * @return the id, from 1
	 */
	public long id() {
		return this.id;
	}

	/**
	 * Says which executor has the task, once that is known.
	 * @param executor bean name of the executor
	 */
	public void assignExecutor(String executor) {
		this.executor = executor;
	}

	/**
	 * Says, before the task can run, that nobody will see how it ends but who asks its
	 * future.
	 */
	public void markUnseen() {
		UNSEEN.set(this, true);
	}

	/**
	 * Says that somebody asks the task's future.
	 */
	public void markSeen() {
		UNSEEN.setRelease(this, false);
	}

	boolean isUnseen() {
		return (boolean) UNSEEN.getAcquire(this);
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

	/**
	 * Says who is about to cancel the task: the current thread. To be called before a
	 * future is cancelled, for that may end the task at once. Has no effect beyond the
	 * record, and none if the task does not end as cancelled.
	 */
	public void noteCanceller() {
		recordCancellation(noteCancellation(null));
	}

	/**
	 * Notes the current thread as {@link #noteCanceller()} does.
	 * @param request who wanted it, if it was somebody outside the application
	 * @return what has been noted, {@code null} if nothing has
	 */
	@Nullable Cancellation noteCancellation(@Nullable CancelRequest request) {
		if (this.cancellation != null || isOver()) {
			return null;
		}
		Cancellation noted = this.tracker.cancellationByCurrentThread();
		if (noted != null && request != null) {
			noted = noted.requestedBy(request);
		}
		return CANCELLATION.compareAndSet(this, null, noted) ? noted : null;
	}

	/**
	 * Tells recorders that the current thread is the canceller.
	 */
	void recordCancellation(@Nullable Cancellation noted) {
		if (noted != null) {
			this.tracker.recordCancellation(this, noted);
		}
	}

	/**
	 * Forgets a canceller that could not cancel.
	 */
	void withdraw(@Nullable Cancellation noted) {
		if (noted != null) {
			CANCELLATION.compareAndSet(this, noted, null);
		}
	}

	/**
	 * Records that the task has been cancelled. A queued task ends; a running one is in
	 * the log from now on, and stays live until its code has ended.
	 * @return whether this call cancelled it
	 */
	public boolean cancelled() {
		return end(TaskPhase.QUEUED, TaskOutcome.CANCELLED, null) || cancelRunning(false);
	}

	/**
	 * Cancels the task as {@link #cancelled()} does, and interrupts the thread on which
	 * it runs, which cannot leave this task for another one meanwhile.
	 * @return whether this call cancelled it
	 */
	public boolean cancelAndInterrupt() {
		return end(TaskPhase.QUEUED, TaskOutcome.CANCELLED, null) || cancelRunning(true);
	}

	/**
	 * Records that the current thread has cancelled the future of a task whose code had
	 * succeeded a moment before, when the future was not complete yet, or had seen the
	 * cancellation before this thread could tell of it. What the future tells everybody
	 * is how the task ended. Without effect on a task that runs, or ended in any other
	 * way: a failure remains one.
	 */
	public void cancelledAtLast() {
		TaskPhase ended = endedPhase();
		boolean cancelled = ended == TaskPhase.SUCCEEDED || ended == TaskPhase.CANCELLED;
		if (cancelled && this.cancellation == null) {
			Cancellation noted = this.tracker.cancellationByCurrentThread();
			recordCancellation(CANCELLATION.compareAndSet(this, null, noted) ? noted : null);
		}
		cancelSucceeded(ended);
	}

	/**
	 * Records that the future of the task has been cancelled, but not by the current
	 * thread, which has only come to tell of it: nobody knows by whom. Otherwise as
	 * {@link #cancelled()}, and after that {@link #cancelledAtLast()}.
	 */
	public void cancelledByUnknownThread() {
		if (!cancelled()) {
			cancelSucceeded(endedPhase());
		}
	}

	private void cancelSucceeded(TaskPhase ended) {
		if (ended != TaskPhase.SUCCEEDED) {
			return;
		}
		this.tracker.cancelAtLast(this);
		if (isCancelled()) {
			this.tracker.recordEnd(this);
		}
	}

	private TaskPhase endedPhase() {
		TaskPhase ended = this.phase;
		while (ended == TaskPhase.ENDING) {
			letOtherThreadGoOn();
			ended = this.phase;
		}
		return ended;
	}

	void becomeCancelled() {
		PHASE.compareAndSet(this, TaskPhase.SUCCEEDED, TaskPhase.CANCELLED);
	}

	/**
	 * Interrupts the thread of a task that has been cancelled and runs on.
	 */
	void interruptCancelled() {
		if (!PHASE.compareAndSet(this, TaskPhase.CANCELLED_RUNNING, TaskPhase.CANCELLING)) {
			return;
		}
		try {
			this.tracker.guard("interrupting a task", this::interrupt);
		}
		finally {
			this.phase = TaskPhase.CANCELLED_RUNNING;
		}
	}

	/**
	 * Records that a queued task was refused by its executor.
	 * @param rejection the exception that told so
	 */
	public void rejected(Throwable rejection) {
		end(TaskPhase.QUEUED, TaskOutcome.REJECTED, rejection);
	}

	/**
	 * Records that a queued task was dropped.
	 * @param reason how that is known
	 */
	public void discarded(String reason) {
		end(TaskPhase.QUEUED, TaskOutcome.DISCARDED, reason);
	}

	/**
	 * Records that a queued task could not be submitted.
	 * @param exception what the submission threw
	 */
	public void failedToSubmit(Throwable exception) {
		end(TaskPhase.QUEUED, TaskOutcome.FAILED, exception);
	}

	/**
	 * Ends a live task whose tracking stops, for nobody can say any more how it will end.
	 * @param reason why
	 */
	public void lostSight(String reason) {
		if (!end(TaskPhase.QUEUED, TaskOutcome.UNKNOWN, reason)) {
			finish(TaskOutcome.UNKNOWN, reason);
		}
	}

	boolean start() {
		// Read first: whoever interrupts a running task waits until its thread is known,
		// and a call may overflow the stack
		long now = this.tracker.nanoTime();
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
		this.tracker.ended(this);
		this.tracker.recordEnd(this);
		return true;
	}

	// Called where the other thread is a few instructions from the end of its transition
	@SuppressWarnings("ThreadPriorityCheck")
	private static void letOtherThreadGoOn() {
		Thread.yield();
	}

	private boolean end(TaskPhase expected, TaskOutcome outcome, @Nullable Object cause) {
		if (this.phase != expected) {
			return false;
		}
		// Read first: nobody else can end it once it is ending, and a call may overflow
		// the stack
		long now = this.tracker.nanoTime();
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
		this.tracker.ended(this);
		this.tracker.recordEnd(this);
		return true;
	}

	private boolean cancelRunning(boolean interrupt) {
		if (!PHASE.compareAndSet(this, TaskPhase.RUNNING, TaskPhase.CANCELLING)) {
			return false;
		}
		try {
			this.endedNanos = this.tracker.nanoTime();
			if (interrupt) {
				this.tracker.guard("interrupting a task", this::interrupt);
			}
			this.tracker.append(this);
		}
		finally {
			// The task's thread waits for it
			this.phase = TaskPhase.CANCELLED_RUNNING;
		}
		return true;
	}

	private void interrupt() {
		Thread runner = this.thread;
		while (runner == null) {
			letOtherThreadGoOn();
			runner = this.thread;
		}
		runner.interrupt();
	}

	/**
	 * Returns whether the carrier has to be asked for cancellations.
	 */
	boolean isCancellable() {
		return this.cancellable;
	}

	/**
	 * Returns whether the code of the task has ended, or will never run.
	 */
	boolean isOver() {
		return this.phase.isOver();
	}

	/**
	 * Returns whether the task is about to leave its thread or its queue, or has left it.
	 */
	boolean isEnding() {
		TaskPhase now = this.phase;
		return now == TaskPhase.ENDING || now.isOver();
	}

	/**
	 * Returns the state of a task that is live, or was when somebody looked: it runs once
	 * its thread is known.
	 */
	TaskState state() {
		boolean begun = this.phase != TaskPhase.QUEUED && (this.thread != null || hasStarted());
		return begun ? TaskState.RUNNING : TaskState.QUEUED;
	}

	@Nullable TaskOutcome outcome() {
		return this.phase.outcome();
	}

	TaskPhase phase() {
		return this.phase;
	}

	boolean isBodyStillRunning() {
		return this.phase.isCancelledButRunning();
	}

	/**
	 * Returns this task as the link that its children keep; the same one for all of them.
	 */
	Ancestor asAncestor() {
		Ancestor known = this.link;
		if (known == null) {
			known = Ancestor.of(this.id, this.site, this.stack, this.parent);
			this.link = known;
		}
		return known;
	}

	TaskSite site() {
		return this.site;
	}

	@Nullable String executor() {
		return this.executor;
	}

	@Nullable Ancestor parent() {
		return this.parent;
	}

	@Nullable CreationStack stack() {
		return this.stack;
	}

	@Nullable TaskContext context() {
		return this.context;
	}

	/**
	 * Returns the schedule of which this is a run.
	 */
	@Nullable Schedule schedule() {
		return this.schedule;
	}

	boolean hasOwnStack() {
		return this.stackSource == StackSource.TASK;
	}

	/**
	 * Returns whether the stack is where this very task, or its schedule, was created.
	 */
	boolean isStackExact() {
		return this.stackSource != StackSource.SITE;
	}

	long createdNanos() {
		return this.createdNanos;
	}

	long startedNanos() {
		return this.startedNanos;
	}

	boolean hasStarted() {
		return this.startedNanos != NOT_STARTED;
	}

	/**
	 * Returns whether the code of an ended task had begun to run. Its thread may not have
	 * come to say when.
	 */
	boolean hadBegun() {
		return hasStarted() || isBodyStillRunning();
	}

	/**
	 * Returns how long an ended task had waited.
	 */
	long waitedNanos() {
		return Math.max((hasStarted() ? this.startedNanos : this.endedNanos) - this.createdNanos, 0);
	}

	/**
	 * Returns how long an ended task had run.
	 */
	long ranNanos() {
		return hasStarted() ? Math.max(this.endedNanos - this.startedNanos, 0) : 0;
	}

	/**
	 * Returns whether the task has an outcome, and its end is known.
	 */
	boolean hasEnded() {
		return outcome() != null && this.endedNanos != NOT_ENDED;
	}

	long endedNanos() {
		return this.endedNanos;
	}

	@Nullable Thread thread() {
		return this.thread;
	}

	@Nullable Cancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Turns all that refers to classes into text: its exception soon, all else at once.
	 */
	void symbolise(StackSymbols symbols) {
		// Not at its end, for that is a native call
		clear();
		symbolise(this.stack, symbols);
		for (Ancestor next = this.parent; next != null; next = next.parent()) {
			symbolise(next.stack(), symbols);
		}
		for (Cancellation next = this.cancellation; next != null; next = next.cause()) {
			symbolise(next.stack(), symbols);
		}
		if (this.cause instanceof Throwable exception) {
			this.tracker.failures().readLater(this, exception);
		}
	}

	/**
	 * Returns the exception as text, and keeps only that. Waits for code of the
	 * exception, but not for long: what there is until then is not kept.
	 */
	@Nullable Failure failure() {
		return (this.cause instanceof Throwable exception) ? this.tracker.failures().read(this, exception)
				: knownFailure();
	}

	/**
	 * Returns the exception if it is text already.
	 */
	@Nullable Failure knownFailure() {
		return (this.cause instanceof Failure failure) ? failure : null;
	}

	/**
	 * Keeps of an exception its text, unless that has been done.
	 */
	void becomeText(Throwable exception, Failure text) {
		CAUSE.compareAndSet(this, exception, text);
	}

	/**
	 * Returns whether the task holds an exception that has not been turned into text.
	 */
	boolean hasException() {
		return this.cause instanceof Throwable;
	}

	/**
	 * Returns why the outcome is what it is, where no exception tells.
	 */
	@Nullable String reason() {
		return (this.cause instanceof String reason) ? reason : null;
	}

	/**
	 * Returns the class of the exception, or the reason.
	 */
	@Nullable String causeText() {
		Object known = this.cause;
		if (known instanceof Failure failure) {
			return failure.type();
		}
		return (known instanceof Throwable exception) ? exception.getClass().getName() : (String) known;
	}

	private static void symbolise(@Nullable CreationStack stack, StackSymbols symbols) {
		if (stack != null) {
			stack.frames(symbols);
		}
	}

}
