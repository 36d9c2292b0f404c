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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

import io.taskmon.executor.submission.ObservedCall;
import io.taskmon.executor.submission.ObservedStage;
import io.taskmon.executor.submission.PendingCall;
import io.taskmon.executor.submission.TrackedFutureTask;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * A call of an {@code @Async} method on its way to a thread. Hangs on the invocation,
 * which the executor's queue holds.
 */
public final class AsyncCall extends ObservedCall implements PendingCall {

	private static final String ATTRIBUTE = AsyncCall.class.getName();

	private final @Nullable String decoratedExecutor;

	private final boolean futureExpected;

	private boolean claimed;

	private @Nullable Object carrier;

	private volatile @Nullable Future<?> future;

	/**
	 * Creates a call.
	 * @param decoratedExecutor name of the executor that will take it, if that has a
	 * tracking decorator
	 * @param futureExpected whether the caller gets a future of the executor's
	 */
	public AsyncCall(@Nullable String decoratedExecutor, boolean futureExpected) {
		this.decoratedExecutor = decoratedExecutor;
		this.futureExpected = futureExpected;
	}

	public static @Nullable AsyncCall of(MethodInvocation invocation) {
		return (invocation instanceof ProxyMethodInvocation proxied
				&& proxied.getUserAttribute(ATTRIBUTE) instanceof AsyncCall call) ? call : null;
	}

	public void attachTo(ProxyMethodInvocation invocation, TrackedTask task) {
		track(task);
		invocation.setUserAttribute(ATTRIBUTE, this);
	}

	/**
	 * Returns whether what the decorator of the given executor sees is this call. An
	 * executor without a decorator may hand it on to one that has one.
	 */
	boolean isMeantFor(String executor) {
		return this.decoratedExecutor == null || this.decoratedExecutor.equals(executor);
	}

	/**
	 * Says that an executor is given this call.
	 * @return {@code false} if another one was
	 */
	boolean claim() {
		boolean first = !this.claimed;
		this.claimed = true;
		return first;
	}

	boolean isCarriedBy(Object carrier) {
		return this.carrier == carrier;
	}

	/**
	 * Registers the task once more, if its executor gave it up and it runs after all.
	 * @return the task that may begin, {@code null} if there is none
	 */
	public @Nullable TrackedTask renew(TaskTracker tracker) {
		TrackedTask givenUp = task();
		Future<?> known = this.future;
		boolean done = known instanceof CompletableFuture<?> && known.isDone();
		TrackedTask renewed = (givenUp != null && givenUp.isGivenUp() && !done) ? tracker.submitAgain(this, givenUp)
				: null;
		track((renewed != null) ? renewed : givenUp);
		return renewed;
	}

	@Override
	public void acceptedBy(String executor, Object carrier) {
		this.carrier = carrier;
		TrackedTask task = task();
		if (task != null && this.futureExpected && carrier instanceof TrackedFutureTask) {
			task.markUnseen();
		}
		if (task != null && this.decoratedExecutor == null) {
			task.assignExecutor(executor);
		}
		if (carrier instanceof FutureTask<?> futureTask) {
			this.future = futureTask;
		}
	}

	public void returned(@Nullable Object result) {
		if (result instanceof Future<?> returned) {
			this.future = returned;
		}
		TrackedTask task = task();
		if (task != null && result instanceof CompletableFuture<?> completable) {
			ObservedStage.observe(completable, task);
		}
	}

	@Override
	public void made(Future<?> future) {
		super.made(future);
		this.future = future;
	}

	@Override
	public void unseenUntilAsked() {
		if (this.futureExpected) {
			super.unseenUntilAsked();
		}
	}

	public void refused(Throwable exception) {
		TrackedTask task = task();
		if (task == null) {
			return;
		}
		if (exception instanceof RejectedExecutionException) {
			task.endRejected(exception);
		}
		else {
			task.endFailed(exception);
		}
	}

	// Asked for its identity alone
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public @Nullable Object future() {
		return this.future;
	}

	@Override
	public boolean isStage() {
		return this.future instanceof CompletableFuture<?>;
	}

	@Override
	public boolean isAwaited() {
		return this.future instanceof CompletableFuture<?> known && ObservedStage.isAwaited(known);
	}

	@Override
	public boolean isCancelled() {
		Future<?> known = this.future;
		return known != null && known.isCancelled();
	}

	@Override
	public Cancelling cancel() {
		Future<?> known = this.future;
		if (known == null) {
			return Cancelling.NO_FUTURE;
		}
		boolean cancelled = known.cancel(true);
		if (known instanceof FutureTask<?>) {
			return cancelled ? Cancelling.DONE : Cancelling.TOO_LATE;
		}
		return Cancelling.INTERRUPT;
	}

}
