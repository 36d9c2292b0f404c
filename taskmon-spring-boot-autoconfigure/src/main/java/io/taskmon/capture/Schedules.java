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

package io.taskmon.capture;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Hands code to a scheduler, tracked. Thread-safe; throws what the scheduler throws.
 */
final class Schedules {

	private final CaptureContext context;

	private final String executor;

	private final ScheduledExecutorService target;

	private final ScheduledCode code;

	// What is in a scheduler's queue does not lead to the code in it
	private final Map<Object, Element> elements = Collections.synchronizedMap(new WeakHashMap<>());

	Schedules(CaptureContext context, String executor, ScheduledExecutorService target) {
		this.context = context;
		this.executor = executor;
		this.target = target;
		this.code = new ScheduledCode(context, executor, target::isShutdown);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void execute(Runnable code) {
		handOver(code, this::atOnce);
	}

	Future<?> submit(Runnable code) {
		return handOver(code, this::atOnce);
	}

	<V> Future<V> submit(Runnable code, V result) {
		return handOver(code, (tracked) -> this.target.submit(tracked, result));
	}

	<V> Future<V> submit(Callable<V> code) {
		return handOver(code, (tracked) -> this.target.submit(tracked));
	}

	// As schedulers execute and submit
	private Future<?> atOnce(Runnable code) {
		return this.target.schedule(code, 0, TimeUnit.NANOSECONDS);
	}

	private <T, F extends Future<?>> F handOver(T code, Function<T, F> submission) {
		AsyncCall call = asyncCall(code);
		if (call != null) {
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
			tracking.rejected(ex);
			throw ex;
		}
	}

	// A future of the same type, as the scheduler's methods promise no more
	@SuppressWarnings("unchecked")
	private <F extends Future<?>> F observed(F future, FutureObserver tracking) {
		Element known = this.elements.put(future, new Element(new WeakReference<>(tracking), null));
		if (known != null && known.fate() != null) {
			tracking.discarded(known.fate());
		}
		return (future instanceof ScheduledFuture<?> scheduled) ? (F) TrackedScheduledFuture.of(scheduled, tracking)
				: future;
	}

	/**
	 * Records that the scheduler gave up what was in its queue.
	 */
	List<Runnable> withdrawn(List<Runnable> queued) {
		queued.forEach((element) -> discarded(element, "withdrawn by shutdownNow()"));
		return queued;
	}

	boolean removed(Runnable queued, boolean removed) {
		if (removed) {
			discarded(queued, "removed from the queue");
		}
		return removed;
	}

	private void discarded(Object queued, String reason) {
		Element known = this.elements.putIfAbsent(queued, new Element(null, reason));
		FutureObserver tracking = (known != null && known.tracking() != null) ? known.tracking().get() : null;
		if (tracking != null) {
			tracking.discarded(reason);
		}
	}

	ScheduledFuture<?> schedule(Runnable code, long delay, TimeUnit unit) {
		return schedule(code, (tracked) -> this.target.schedule(tracked, delay, unit));
	}

	<V> ScheduledFuture<V> schedule(Callable<V> code, long delay, TimeUnit unit) {
		ScheduledCode.Tracked<Callable<V>, ScheduledRuns<?>> tracked = this.code.schedule(code);
		return TrackedScheduledFuture.of(this.target.schedule(tracked.code(), delay, unit), tracked.tracking());
	}

	ScheduledFuture<?> scheduleAtFixedRate(Runnable code, long initialDelay, long period, TimeUnit unit) {
		return schedule(code, (tracked) -> this.target.scheduleAtFixedRate(tracked, initialDelay, period, unit));
	}

	ScheduledFuture<?> scheduleWithFixedDelay(Runnable code, long initialDelay, long delay, TimeUnit unit) {
		return schedule(code, (tracked) -> this.target.scheduleWithFixedDelay(tracked, initialDelay, delay, unit));
	}

	private ScheduledFuture<?> schedule(Runnable code, Function<Runnable, ScheduledFuture<?>> schedule) {
		ScheduledCode.Tracked<Runnable, ScheduledRuns<?>> tracked = this.code.schedule(code);
		return TrackedScheduledFuture.of(schedule.apply(tracked.code()), tracked.tracking());
	}

	private @Nullable AsyncCall asyncCall(@Nullable Object code) {
		return (code != null) ? this.context.asyncCall(this.executor, code) : null;
	}

	/**
	 * What is known of an element of the queue. It may be given up before the thread that
	 * submits has come to say what it carries.
	 *
	 * @param tracking the tracking of the code that it carries, if that is known
	 * @param fate how it was given up, if it was
	 */
	private record Element(@Nullable WeakReference<FutureObserver> tracking, @Nullable String fate) {

	}

}
