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

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what one scheduler is given: code that it is to run at its times, and code that
 * it is to run as any executor does. Thread-safe; never throws.
 */
public final class ScheduledCode {

	private final TrackingContext context;

	private final @Nullable String executor;

	private final ExecutorName name;

	private final BooleanSupplier shutdown;

	private final boolean swallowing;

	/**
	 * Creates a tracking.
	 * @param shutdown whether the scheduler has been shut down
	 * @param swallowing whether the scheduler keeps exceptions in its futures, unless a
	 * framework handles the errors of the code
	 */
	public ScheduledCode(TrackingContext context, String executor, BooleanSupplier shutdown, boolean swallowing) {
		this(context, executor, () -> executor, shutdown, swallowing);
	}

	/**
	 * Creates a tracking.
	 * @param executor name of the scheduler, if that is known by now
	 * @param name the name
	 * @param shutdown whether the scheduler has been shut down
	 * @param swallowing whether the scheduler keeps exceptions in its futures, unless a
	 * framework handles the errors of the code
	 */
	ScheduledCode(TrackingContext context, @Nullable String executor, ExecutorName name, BooleanSupplier shutdown,
			boolean swallowing) {
		this.context = context;
		this.executor = executor;
		this.name = name;
		this.shutdown = shutdown;
		this.swallowing = swallowing;
	}

	/**
	 * Returns whether nobody gets to see an exception of code but who asks its future.
	 */
	boolean swallows(Object code) {
		return this.swallowing && !this.context.wrappings().handlesErrors(code.getClass());
	}

	/**
	 * Returns what is to be scheduled in the place of code.
	 * @param <T> {@link Runnable} or {@link Callable}
	 */
	public <T> Tracked<T, ScheduledRuns<?>> schedule(T code) {
		try {
			Object inside = this.context.wrappings().inside(code);
			if (this.context.wrappings().carried(inside) instanceof ScheduledRuns<?> known) {
				known.belongTo(this.name);
				return new Tracked<>(code, known);
			}
			ScheduledRuns<?> runs = runs(this.context, inside, this.name);
			if (swallows(code)) {
				runs.unseenUntilAsked();
			}
			return tracked(code, runs);
		}
		catch (Throwable ex) {
			return untracked(code, ex);
		}
	}

	/**
	 * Makes the runs of a schedule.
	 * @param name name of the scheduler
	 */
	public static ScheduledRuns<?> runs(TrackingContext context, Object code, ExecutorName name) {
		Object inside = context.wrappings().carried(code);
		ResultHolder resultHolder = context.wrappings().resultHolder(ResultHolder.of(inside), inside);
		return context.wrappings()
			.runs(new ScheduledRuns.Schedule<>(context.tracker(), site(context, inside, TaskKind.SCHEDULED), name, code,
					callable(code), inside, resultHolder));
	}

	/**
	 * Returns what is to be submitted in the place of code.
	 * @param <T> {@link Runnable} or {@link Callable}
	 */
	<T> Tracked<T, SubmittedCode<?>> submit(T code) {
		try {
			Object inside = this.context.wrappings().inside(code);
			if (isTracked(inside)) {
				return new Tracked<>(code, null);
			}
			ResultHolder holder = ResultHolder.of(inside);
			SubmittedCode<?> submitted = new SubmittedCode<>(this.context.tracker(), inside, callable(inside),
					this.context.wrappings().resultHolder(holder, inside), this.shutdown);
			if (holder == ResultHolder.HIDDEN && this.executor != null) {
				this.context.hiddenResults().add(this.executor);
			}
			if (!submitted.submit(site(this.context, this.context.wrappings().carried(inside), TaskKind.EXECUTOR),
					this.executor)) {
				return new Tracked<>(code, null);
			}
			if (holder == ResultHolder.THROWS && swallows(code)) {
				submitted.unseenUntilAsked();
			}
			return tracked(code, submitted);
		}
		catch (Throwable ex) {
			return untracked(code, ex);
		}
	}

	private static boolean isTracked(Object code) {
		return code instanceof SubmittedCode || code instanceof ScheduledRuns || Carriers.areOf(code.getClass());
	}

	// Code of the right kind is put where code of that kind was
	@SuppressWarnings("unchecked")
	private <T, S> Tracked<T, S> tracked(T code, S tracked) {
		return new Tracked<>((T) this.context.wrappings().replaceInside(code, tracked), tracked);
	}

	private static Callable<?> callable(Object code) {
		if (code instanceof Callable<?> callable) {
			return callable;
		}
		Runnable runnable = (Runnable) code;
		return (Callable<@Nullable Object>) () -> {
			runnable.run();
			return null;
		};
	}

	private static TaskCode site(TrackingContext context, Object code, TaskKind kind) {
		TaskCode known = context.wrappings().siteOf(code, kind);
		return (known != null) ? known : context.sites().of(code.getClass(), kind);
	}

	// What a scheduler says to null is its own affair
	private <T, S> Tracked<T, S> untracked(T code, Throwable fault) {
		if (!isNull(code)) {
			this.context.tracker().faults().report("tracking scheduled code", fault);
		}
		return new Tracked<>(code, null);
	}

	private static boolean isNull(@Nullable Object code) {
		return code == null;
	}

	/**
	 * What a scheduler is to be given.
	 *
	 * @param <T> type of the code
	 * @param <S> type of what tracks it
	 * @param code in the place of the application's code
	 * @param tracking what tracks it, if it is tracked
	 */
	public record Tracked<T, S>(T code, @Nullable S tracking) {

	}

}
