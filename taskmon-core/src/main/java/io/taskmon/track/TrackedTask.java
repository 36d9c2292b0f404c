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

import io.taskmon.stack.CreationStack;
import io.taskmon.stack.StackSymbols;
import io.taskmon.tally.Tallied;
import io.taskmon.task.CancelRequest;
import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A task from its submission to its place in the termination log: mutable while live,
 * frozen once it has ended. Holds its carrier weakly, its thread while it runs, and, once
 * ended, nothing of the application but text (an exception until it has been symbolised).
 * Thread-safe; no method throws.
 */
public final class TrackedTask extends TaskLife implements Tallied {

	private static final VarHandle UNSEEN = handle("unseen", boolean.class);

	private static final VarHandle CANCELLATION = handle("cancellation", Cancellation.class);

	private final boolean cancellable;

	private long id;

	private final TaskKeeper keeper;

	private final TaskCode site;

	private final @Nullable Ancestor parent;

	private final @Nullable CreationStack stack;

	private final StackSource stackSource;

	private final @Nullable TaskContext context;

	private final @Nullable Schedule schedule;

	private @Nullable String executor;

	private volatile @Nullable Cancellation cancellation;

	private @Nullable Ancestor link;

	// Read and set through its handle
	@SuppressWarnings("UnusedVariable")
	private boolean unseen;

	// Guarded by the ring that it is in
	boolean logged;

	// Among the live tasks, guarded by what holds these
	int place;

	TrackedTask(TaskKeeper keeper, TaskCarrier carrier, ReferenceQueue<TaskCarrier> lost, long createdNanos,
			TaskCode site, @Nullable String executor, @Nullable Ancestor parent, @Nullable CreationStack stack,
			StackSource stackSource, @Nullable TaskContext context, @Nullable Schedule schedule) {
		super(carrier, lost, createdNanos);
		this.cancellable = carrier.isCancellable();
		this.keeper = keeper;
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

	@Override
	long now() {
		return this.keeper.nanoTime();
	}

	@Override
	void onEnd() {
		this.keeper.ended(this);
	}

	@Override
	void onCancelledRunning() {
		this.keeper.cancelledRunning(this);
	}

	@Override
	void onInterruptFailed(Throwable cause) {
		this.keeper.notInterrupted(cause);
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
		Cancellation noted = this.keeper.cancellation();
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
			this.keeper.cancelling(this, noted);
		}
	}

	/**
	 * Forgets a canceller that could not cancel.
	 */
	void forgetCanceller(@Nullable Cancellation noted) {
		if (noted != null) {
			CANCELLATION.compareAndSet(this, noted, null);
		}
	}

	/**
	 * Records that the task has been cancelled. A queued task ends; a running one is in
	 * the log from now on, and stays live until its code has ended.
	 * @return whether this call cancelled it
	 */
	public boolean endCancelled() {
		return end(TaskPhase.QUEUED, TaskOutcome.CANCELLED, null) || cancelRunning(false);
	}

	/**
	 * Cancels the task as {@link #endCancelled()} does, and interrupts the thread on
	 * which it runs, which cannot leave this task for another one meanwhile.
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
	public void endCancelledAtLast() {
		TaskPhase ended = endedPhase();
		boolean cancelled = ended == TaskPhase.SUCCEEDED || ended == TaskPhase.CANCELLED;
		if (cancelled && this.cancellation == null) {
			Cancellation noted = this.keeper.cancellation();
			recordCancellation(CANCELLATION.compareAndSet(this, null, noted) ? noted : null);
		}
		cancelSucceeded(ended);
	}

	/**
	 * Records that the future of the task has been cancelled, but not by the current
	 * thread, which has only come to tell of it: nobody knows by whom. Otherwise as
	 * {@link #endCancelled()}, and after that {@link #endCancelledAtLast()}.
	 */
	public void endCancelledByUnknownThread() {
		if (!endCancelled()) {
			cancelSucceeded(endedPhase());
		}
	}

	private void cancelSucceeded(TaskPhase ended) {
		if (ended == TaskPhase.SUCCEEDED) {
			this.keeper.cancelAtLast(this);
		}
	}

	/**
	 * Records that a queued task was refused by its executor.
	 * @param rejection the exception that told so
	 */
	public void endRejected(Throwable rejection) {
		end(TaskPhase.QUEUED, TaskOutcome.REJECTED, rejection);
	}

	/**
	 * Records that a queued task was dropped.
	 * @param reason how that is known
	 */
	public void endDiscarded(String reason) {
		end(TaskPhase.QUEUED, TaskOutcome.DISCARDED, reason);
	}

	/**
	 * Records that a queued task could not be submitted.
	 * @param exception what the submission threw
	 */
	public void endFailed(Throwable exception) {
		end(TaskPhase.QUEUED, TaskOutcome.FAILED, exception);
	}

	/**
	 * Ends a live task whose tracking stops, for nobody can say any more how it will end.
	 * @param reason why
	 */
	public void endUnknown(String reason) {
		if (!end(TaskPhase.QUEUED, TaskOutcome.UNKNOWN, reason)) {
			finish(TaskOutcome.UNKNOWN, reason);
		}
	}

	/**
	 * Returns whether the carrier has to be asked for cancellations.
	 */
	public boolean isCancellable() {
		return this.cancellable;
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

	public TaskCode code() {
		return this.site;
	}

	@Override
	public String name() {
		return this.site.name();
	}

	@Override
	public @Nullable String executor() {
		return this.executor;
	}

	public @Nullable Ancestor parent() {
		return this.parent;
	}

	public @Nullable CreationStack stack() {
		return this.stack;
	}

	public @Nullable TaskContext context() {
		return this.context;
	}

	/**
	 * Returns the schedule of which this is a run.
	 */
	public @Nullable Schedule schedule() {
		return this.schedule;
	}

	boolean hasOwnStack() {
		return this.stackSource == StackSource.TASK;
	}

	/**
	 * Returns whether the stack is where this very task, or its schedule, was created.
	 */
	public boolean isStackExact() {
		return this.stackSource != StackSource.SITE;
	}

	public @Nullable Cancellation cancellation() {
		return this.cancellation;
	}

	/**
	 * Turns all that refers to classes into text, but for its exception.
	 */
	public void symbolise(StackSymbols symbols) {
		// Not at its end, for that is a native call
		clear();
		symbolise(this.stack, symbols);
		for (Ancestor next = this.parent; next != null; next = next.parent()) {
			symbolise(next.stack(), symbols);
		}
		for (Cancellation next = this.cancellation; next != null; next = next.cause()) {
			symbolise(next.stack(), symbols);
		}
	}

	private static void symbolise(@Nullable CreationStack stack, StackSymbols symbols) {
		if (stack != null) {
			stack.frames(symbols);
		}
	}

}
