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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.taskmon.track.TaskCarrier;
import org.jspecify.annotations.Nullable;

/**
 * Hands code to a scheduler, tracked. Thread-safe; throws what the scheduler throws.
 */
public final class Schedules {

	private final TrackingContext context;

	private final @Nullable String executor;

	private final ScheduledExecutorService target;

	private final ScheduledCode code;

	private final GivenUp givenUp = new GivenUp();

	public Schedules(TrackingContext context, String executor, ScheduledExecutorService target) {
		this(context, executor, () -> executor, target);
	}

	/**
	 * Creates schedules.
	 * @param executor name of the executor, if that is known by now
	 * @param name the name
	 */
	public Schedules(TrackingContext context, @Nullable String executor, ExecutorName name,
			ScheduledExecutorService target) {
		this.context = context;
		this.executor = executor;
		this.target = target;
		this.code = new ScheduledCode(context, executor, name, target::isShutdown, true);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	public void execute(Runnable code) {
		handOver(code, this::atOnce);
	}

	public Future<?> submit(Runnable code) {
		return handOver(code, this::atOnce);
	}

	public <V> Future<V> submit(Runnable code, V result) {
		return handOver(code, (tracked) -> this.target.submit(tracked, result));
	}

	public <V> Future<V> submit(Callable<V> code) {
		return handOver(code, (tracked) -> this.target.submit(tracked));
	}

	// As schedulers execute and submit
	private Future<?> atOnce(Runnable code) {
		return this.target.schedule(code, 0, TimeUnit.NANOSECONDS);
	}

	private <T, F extends Future<?>> F handOver(T code, Function<T, F> submission) {
		PendingCall call = pendingCall(code);
		if (call != null) {
			if (this.code.swallows(code) && ResultHolder.of(code) == ResultHolder.THROWS) {
				call.unseenUntilAsked();
			}
			return observed(submission.apply(code), call);
		}
		ScheduledCode.Tracked<T, SubmittedCode<?>> tracked = this.code.submit(code);
		SubmittedCode<?> tracking = tracked.tracking();
		if (tracking == null) {
			return submission.apply(tracked.code());
		}
		try {
			return observed(submission.apply(tracked.code()), tracking);
		}
		catch (Throwable ex) {
			tracking.endRejected(ex);
			throw ex;
		}
	}

	// A future of the same type, as the scheduler's methods promise no more
	@SuppressWarnings("unchecked")
	private <F extends Future<?>> F observed(F future, FutureObserver tracking) {
		tracking.made(future);
		String reason = this.givenUp.reasonFor(future);
		if (reason != null) {
			tracking.endDiscarded(reason);
		}
		return (future instanceof ScheduledFuture<?> scheduled) ? (F) TrackedScheduledFuture.of(scheduled, tracking)
				: future;
	}

	/**
	 * Records that the scheduler gave up what was in its queue.
	 */
	public List<Runnable> withdrawn(List<Runnable> queued) {
		discarded(queued, "withdrawn by shutdownNow()");
		return queued;
	}

	public boolean removed(Runnable queued, boolean removed) {
		if (removed) {
			discarded(List.of(queued), "removed from the queue");
		}
		return removed;
	}

	/**
	 * Records that nobody will run something that the scheduler had, or might have had.
	 */
	public void discarded(Runnable queued, String reason) {
		discarded(List.of(queued), reason);
	}

	// What is in a scheduler's queue does not lead to the code in it
	private void discarded(List<Runnable> queued, String reason) {
		if (!queued.isEmpty()) {
			this.context.tracker().guard("telling what a scheduler gave up", () -> {
				this.givenUp.add(queued, reason);
				Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
				known.addAll(queued);
				this.context.tracker().carriers().forEach((carrier) -> discard(carrier, known, reason));
			});
		}
	}

	private static void discard(TaskCarrier carrier, Set<Object> queued, String reason) {
		if (carrier instanceof FutureObserver observer && observer.isAmong(queued::contains)) {
			observer.endDiscarded(reason);
		}
	}

	public ScheduledFuture<?> schedule(Runnable code, long delay, TimeUnit unit) {
		return schedule(code, this.context.wrappings().isRescheduling(code),
				(tracked) -> this.target.schedule(tracked, delay, unit));
	}

	public <V> ScheduledFuture<V> schedule(Callable<V> code, long delay, TimeUnit unit) {
		ScheduledCode.Tracked<Callable<V>, ScheduledRuns<?>> tracked = this.code.schedule(code);
		return TrackedScheduledFuture.of(this.target.schedule(tracked.code(), delay, unit), tracked.tracking());
	}

	public ScheduledFuture<?> scheduleAtFixedRate(Runnable code, long initialDelay, long period, TimeUnit unit) {
		return schedule(code, true, (tracked) -> this.target.scheduleAtFixedRate(tracked, initialDelay, period, unit));
	}

	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable code, long initialDelay, long delay, TimeUnit unit) {
		return schedule(code, true,
				(tracked) -> this.target.scheduleWithFixedDelay(tracked, initialDelay, delay, unit));
	}

	private ScheduledFuture<?> schedule(Runnable code, boolean periodic,
			Function<Runnable, ScheduledFuture<?>> schedule) {
		ScheduledCode.Tracked<Runnable, ScheduledRuns<?>> tracked = this.code.schedule(code);
		ScheduledRuns<?> runs = tracked.tracking();
		Runnable carrier = (periodic && runs != null) ? new PeriodicCode(tracked.code(), runs, this.target::isShutdown)
				: tracked.code();
		return TrackedScheduledFuture.of(schedule.apply(carrier), runs);
	}

	private @Nullable PendingCall pendingCall(@Nullable Object code) {
		String known = this.executor;
		return (code != null && known != null) ? this.context.pendingCall(known, code) : null;
	}

}
