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

package io.taskmon.executor.submission;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.taskmon.executor.submission.CodeClasses.CodeClass;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Turns what one executor is given into what it is given tracked. Thread-safe; never
 * throws.
 */
public final class Submissions {

	private final TrackingContext context;

	private final TaskTracker tracker;

	private final String executor;

	private final @Nullable Decoration decoration;

	private final @Nullable Decoration outerDecoration;

	private final boolean codeSeen;

	private final CodeClasses codeClasses;

	// A completion service wraps the future that it had made a moment before on its
	// thread
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable TrackedFutureTask<?>> latestFuture = new ThreadLocal<>();

	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Stage> stage = new ThreadLocal<>();

	/**
	 * Creates the submissions of an executor.
	 * @param decoration where the executor decorates code, if it can
	 */
	public Submissions(TrackingContext context, String executor, @Nullable Decoration decoration) {
		this(context, executor, decoration, null, false);
	}

	/**
	 * Creates the submissions of an executor.
	 * @param decoration where the executor decorates code, if it can
	 * @param outerDecoration where whoever hands code to the executor decorates it, if
	 * they can
	 * @param codeSeen whether methods of the application see what the executor runs, so
	 * that nothing may stand in for code whose class they may know
	 */
	public Submissions(TrackingContext context, String executor, @Nullable Decoration decoration,
			@Nullable Decoration outerDecoration, boolean codeSeen) {
		this.context = context;
		this.tracker = context.tracker();
		this.executor = executor;
		this.decoration = decoration;
		this.outerDecoration = outerDecoration;
		this.codeSeen = codeSeen;
		this.codeClasses = new CodeClasses(context.sites(), context.wrappings());
	}

	public <V> RunnableFuture<V> future(Callable<V> code) {
		return future(code, code);
	}

	public <V> RunnableFuture<V> future(Runnable code, @Nullable V result) {
		return future(Executors.callable(code, result), code);
	}

	/**
	 * Makes a future.
	 * @param callable calls the code
	 * @param code what the application submitted
	 */
	public <V> RunnableFuture<V> future(Callable<V> callable, Object code) {
		if (isNull(code)) {
			return new FutureTask<>(callable);
		}
		try {
			return trackedFuture(callable, code);
		}
		catch (Throwable ex) {
			this.tracker.faults().report("tracking a task", ex);
			return new FutureTask<>(callable);
		}
	}

	public Refusals refusals() {
		return this.context.refusals();
	}

	private <V> RunnableFuture<V> trackedFuture(Callable<V> callable, Object code) {
		PendingCall call = this.context.calls().claim(this.executor);
		CodeClass known = this.codeClasses.of(code.getClass());
		TellingCode<V> telling = (known.resultHolder() == ResultHolder.SWALLOWED)
				? new TellingCode<>(this.tracker, code, callable) : null;
		TrackedFutureTask<V> future = new TrackedFutureTask<>(this.tracker, (telling != null) ? telling : callable,
				call != null);
		if (call != null) {
			call.acceptedBy(this.executor, future);
			future.track(call.task());
		}
		else {
			TaskCode inside = this.context.calls().claimSite(code.getClass());
			TaskCode site = (inside != null) ? inside : known.code();
			TrackedTask task = this.tracker.submit(future, site, this.executor);
			if (task != null && inside == null) {
				task.markUnseen();
			}
			if (telling != null) {
				telling.belongsTo(task);
			}
			future.track(task);
		}
		this.latestFuture.set(future);
		return future;
	}

	/**
	 * Makes a future of code that the executor wraps into what may swallow its exception.
	 * @param wrapping what the executor makes of the code
	 * @param code what the application submitted
	 */
	public <V> RunnableFuture<V> future(Callable<V> code, UnaryOperator<Callable<V>> wrapping, Object submitted) {
		TellingCode<V> telling = new TellingCode<>(this.tracker, submitted, code);
		RunnableFuture<V> future = future(wrapping.apply(telling), submitted);
		if (future instanceof TrackedFutureTask<V> tracked && !tracked.isObserved()) {
			TrackedTask task = tracked.task();
			telling.belongsTo(task);
			if (task != null) {
				// What wraps the code handles its exceptions
				task.markSeen();
			}
		}
		return future;
	}

	/**
	 * Submits code as {@code submitCompletable} does, tracked.
	 * @param submission hands the code to this executor, on this thread
	 */
	@SuppressWarnings("NullAway")
	public CompletableFuture<Void> completable(Runnable code,
			Function<Callable<Void>, CompletableFuture<Void>> submission) {
		return completable(code, () -> {
			code.run();
			return null;
		}, submission);
	}

	/**
	 * Submits code as {@code submitCompletable} does, tracked.
	 * @param submission hands the code to this executor, on this thread
	 */
	public <V> CompletableFuture<V> completable(Callable<V> code,
			Function<Callable<V>, CompletableFuture<V>> submission) {
		return completable(code, code, submission);
	}

	private <V extends @Nullable Object> CompletableFuture<V> completable(Object submitted, Callable<V> code,
			Function<Callable<V>, CompletableFuture<V>> submission) {
		if (isNull(submitted)) {
			return submission.apply(code);
		}
		TellingCode<V> telling = new TellingCode<>(this.tracker, submitted, code);
		Stage stage = new Stage(telling);
		this.stage.set(stage);
		try {
			CompletableFuture<V> future = submission.apply(telling);
			TrackedStage tracked = stage.tracked;
			if (tracked != null) {
				this.tracker.guard("observing the future of a task", () -> tracked.returned(future));
			}
			return future;
		}
		finally {
			this.stage.remove();
		}
	}

	/**
	 * Hands code to an executor, tracked. Throws what the executor throws.
	 */
	public void execute(Runnable code, Executor target) {
		Refusal refusal = refusals().of(code);
		if (refusal != null) {
			executeRefused(refusal, target);
			return;
		}
		TrackedFutureTask<?> future = (code instanceof FutureTask<?>) ? this.latestFuture.get() : null;
		Runnable carrier = carrier(code);
		try {
			target.execute(carrier);
		}
		catch (Throwable ex) {
			refused((future != null) ? future : carrier, ex);
			throw ex;
		}
		finally {
			if (future != null) {
				this.latestFuture.set(null);
			}
		}
	}

	// It was refused a moment ago, and stays the task that it is
	private void executeRefused(Refusal refusal, Executor target) {
		TrackedTask task = Carriers.taskOf(refusal.carrier());
		if (task != null) {
			task.assignExecutor(this.executor);
		}
		target.execute(refusal.carrier());
		refusal.goOn();
	}

	/**
	 * Returns what a queue of the executor is to be given in the place of code that the
	 * application puts into it.
	 */
	public Runnable queued(Runnable code) {
		return carrier(code, code, false);
	}

	/**
	 * Returns what the executor is to be given in the place of code: the code itself if
	 * it is tracked already, or if the executor's decorator is about to track it.
	 */
	private Runnable carrier(Runnable code) {
		boolean decorated = decoratorTracks(this.outerDecoration);
		return decoratorTracks(this.decoration) ? code : carrier(code, code, decorated);
	}

	private boolean decoratorTracks(@Nullable Decoration place) {
		try {
			return place != null && place.tracks(this);
		}
		catch (Throwable ex) {
			this.tracker.faults().report("looking for a task decorator", ex);
			return false;
		}
	}

	/**
	 * Returns what the executor is to be given in the place of what the application's
	 * decorator made of code.
	 */
	public Runnable carrier(Runnable code, Runnable decorated) {
		return carrier(code, decorated, false);
	}

	// A decorator that was set a moment ago may have hidden a future in the code
	private Runnable carrier(Runnable code, Runnable decorated, boolean mayHideFuture) {
		if (isNull(code)) {
			return decorated;
		}
		try {
			CodeClass known = this.codeClasses.of(code.getClass());
			if (isTracked(code, known)) {
				renew(code);
				return (code != decorated) ? new DecoratedCarrier(code, decorated) : code;
			}
			if (this.codeSeen && Carriers.mayMatter(decorated.getClass())) {
				return decorated;
			}
			ResultHolder resultHolder = (mayHideFuture && !(code instanceof FutureTask<?>)) ? ResultHolder.HIDDEN
					: known.resultHolder();
			Stage stage = isStage(code, resultHolder) ? this.stage.get() : null;
			return (stage != null) ? trackedStage(code, decorated, stage)
					: tracked(code, decorated, known.code(), resultHolder);
		}
		catch (Throwable ex) {
			this.tracker.faults().report("tracking a task", ex);
			return decorated;
		}
	}

	private static boolean isStage(Runnable code, ResultHolder resultHolder) {
		return resultHolder == ResultHolder.HIDDEN && code instanceof CompletableFuture.AsynchronousCompletionTask;
	}

	private Runnable tracked(Runnable code, Runnable decorated, TaskCode site, ResultHolder resultHolder) {
		if (resultHolder == ResultHolder.SWALLOWED) {
			this.context.wrappings().open(this.tracker, code);
		}
		TrackedRunnable tracked = (code instanceof FutureTask<?> future)
				? new TrackedFuture<>(this.tracker, future, decorated) : new TrackedRunnable(this.tracker, code,
						decorated, this.context.wrappings().resultHolder(resultHolder, code));
		if (tracked.hidesResult()) {
			this.context.hiddenResults().add(this.executor);
		}
		return tracked.submit(site, this.executor) ? tracked : decorated;
	}

	private Runnable trackedStage(Runnable code, Runnable decorated, Stage stage) {
		this.stage.remove();
		TrackedStage tracked = new TrackedStage(this.tracker, code, decorated);
		if (!tracked.submit(this.context.sites().of(stage.code.submitted().getClass()), this.executor)) {
			return decorated;
		}
		stage.code.belongsTo(tracked.task());
		stage.tracked = tracked;
		return tracked;
	}

	// What an executor says to null is its own affair
	private static boolean isNull(@Nullable Object code) {
		return code == null;
	}

	private boolean isTracked(Runnable code, CodeClass known) {
		return (known.mayBeTracked() && isTracked(code)) || this.context.isPendingCall(this.executor, code);
	}

	private boolean isTracked(Runnable code) {
		return Carriers.areOf(code.getClass()) || isTrackedInside(code) || (code instanceof FutureTask<?>
				&& ResultHolder.isOfCompletionService(code) && this.latestFuture.get() != null);
	}

	// What was given up once may come again
	private static void renew(Runnable code) {
		Carrier carrier = Carriers.of(code);
		if (carrier != null) {
			carrier.renew();
		}
	}

	// A scheduler that hands its code to another executor has tracked it
	private boolean isTrackedInside(Runnable code) {
		Object inside = this.context.wrappings().inside(code);
		return inside != code && (this.context.wrappings().carried(inside) instanceof ScheduledRuns
				|| inside instanceof SubmittedCode || inside instanceof TrackedRunnable);
	}

	/**
	 * Records that this executor refused what it was given. A pending call ends with the
	 * exception that its caller gets to see.
	 */
	public void refused(Runnable carrier, Throwable rejection) {
		if (this.context.calls().taskOf(Carriers.inside(carrier)) == null) {
			Carriers.endRejected(carrier, rejection);
		}
	}

	/**
	 * Records that this executor refused what it was given, and that nobody has it now.
	 */
	public void refused(Runnable carrier, String reason) {
		TrackedTask task = submittedTask(carrier);
		if (task != null) {
			task.endDiscarded(reason);
		}
	}

	// What carries a pending call is known as such on the thread that submits it
	private @Nullable TrackedTask submittedTask(Runnable carrier) {
		TrackedTask task = Carriers.taskOf(carrier);
		return (task != null) ? task : this.context.calls().taskOf(Carriers.inside(carrier));
	}

	/**
	 * Records that the application takes something out of the queue, and may run it or
	 * not.
	 */
	public void taken(Runnable carrier) {
		Refusal refusal = refusals().current();
		if (refusal != null && isSeen(carrier)) {
			refusal.take(carrier);
		}
		else {
			Carriers.endUnknown(carrier, "taken from the queue by the application");
		}
	}

	private static boolean isSeen(Runnable carrier) {
		return Carriers.codeOf(carrier) == carrier || Carriers.isSeenInside(carrier);
	}

	/**
	 * Records what {@link Carriers#withdrawn(List)} does, and says which future is in
	 * what the application's decorator made of it.
	 * @param decoratedTasks where to say so
	 */
	public List<Runnable> withdrawn(List<Runnable> carriers, @Nullable Map<Runnable, Object> decoratedTasks) {
		if (decoratedTasks != null) {
			carriers.forEach((carrier) -> this.tracker.guard("withdrawing a decorated task",
					() -> tellFuture(carrier, decoratedTasks)));
		}
		return Carriers.withdrawn(carriers);
	}

	private static void tellFuture(Runnable carrier, Map<Runnable, Object> decoratedTasks) {
		Future<?> future = futureIn(carrier);
		Runnable code = Carriers.codeOf(carrier);
		if (future != null && code != carrier) {
			decoratedTasks.put(code, future);
		}
	}

	private static @Nullable Future<?> futureIn(Runnable carrier) {
		return (Carriers.inside(carrier) instanceof Future<?> future) ? future : null;
	}

	/**
	 * Code that is on its way into the executor as a stage of a future.
	 */
	private static final class Stage {

		private final TellingCode<?> code;

		private @Nullable TrackedStage tracked;

		private Stage(TellingCode<?> code) {
			this.code = code;
		}

	}

}
