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

package io.taskmon.read;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongFunction;

import io.taskmon.task.AwaitedLock;
import io.taskmon.task.Canceller;
import io.taskmon.task.Creation;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskFacts;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.task.TaskThread;
import io.taskmon.task.VirtualThreads;
import io.taskmon.track.Ancestor;
import io.taskmon.track.Cancellation;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskPhase;
import io.taskmon.track.TrackedTask;
import io.taskmon.upkeep.FailureReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of tracked tasks.
 */
final class TaskDescriber {

	private final LongFunction<Instant> clock;

	private final TaskNames names;

	private final FailureReader failures;

	/**
	 * Creates a describer.
	 * @param clock tells the instant of a nano time
	 * @param names names tasks and sites
	 * @param failures reads exceptions
	 */
	TaskDescriber(LongFunction<Instant> clock, TaskNames names, FailureReader failures) {
		this.clock = clock;
		this.names = names;
		this.failures = failures;
	}

	TaskNames names() {
		return this.names;
	}

	/**
	 * Describes a live task as it was when its thread was looked at. It may have gone on
	 * since.
	 * @param thread the thread on which it ran, {@code null} if it waited
	 */
	LiveTask live(TrackedTask task, @Nullable Thread thread, long now) {
		boolean running = thread != null;
		TaskState state = running ? TaskState.RUNNING : TaskState.QUEUED;
		Duration runningFor = running ? between(task.startedNanos(), now) : null;
		return new LiveTask(facts(task, running, now), state, running && task.isBodyStillRunning(), runningFor,
				thread(thread));
	}

	EndedTask ended(TrackedTask task) {
		TaskPhase phase = task.phase();
		TaskOutcome outcome = phase.outcome();
		boolean started = task.hasStarted();
		Duration ranFor = started ? between(task.startedNanos(), task.endedNanos()) : null;
		Canceller cancelledBy = (outcome == TaskOutcome.CANCELLED) ? canceller(task.cancellation()) : null;
		return new EndedTask(facts(task, started, task.endedNanos()), (outcome != null) ? outcome : TaskOutcome.UNKNOWN,
				instant(task.endedNanos()), ranFor, phase.isCancelledButRunning(), this.failures.read(task),
				task.reason(), cancelledBy);
	}

	TaskDetails details(TrackedTask task, long now) {
		Task described = liveOrEnded(task, now);
		TaskThread thread = (described instanceof LiveTask live) ? live.thread() : null;
		return new TaskDetails(described, creationChain(task), this.names.liveStack(task), AwaitedLock.of(thread),
				cancellationChain(task), this.names.application());
	}

	// Called where the other thread is a few instructions from the end of its transition
	@SuppressWarnings("ThreadPriorityCheck")
	private Task liveOrEnded(TrackedTask task, long now) {
		while (!task.hasEnded()) {
			Thread thread = task.thread();
			if (thread != null || !task.isEnding()) {
				return live(task, thread, now);
			}
			Thread.yield();
		}
		return ended(task);
	}

	private TaskFacts facts(TrackedTask task, boolean started, long end) {
		TaskCode site = task.code();
		Ancestor parent = task.parent();
		return new TaskFacts(task.id(), this.names.name(task), site.kind(), task.executor(), site.isPreserved(),
				(parent != null) ? parent.id() : null, instant(task.createdNanos()),
				this.names.createdFrom(task.stack()), task.isStackExact(),
				started ? instant(task.startedNanos()) : null,
				between(task.createdNanos(), started ? task.startedNanos() : end), task.context());
	}

	private List<Creation> creationChain(TrackedTask task) {
		ArrayDeque<Creation> chain = new ArrayDeque<>();
		chain.add(new Creation(task.id(), this.names.name(task), this.names.frames(task.stack()), 0));
		for (Ancestor next = task.parent(); next != null; next = next.parent()) {
			chain.addFirst(new Creation(next.id(), this.names.name(next.code(), next.stack()),
					this.names.frames(next.stack()), next.leftOut()));
		}
		return List.copyOf(chain);
	}

	private List<Canceller> cancellationChain(TrackedTask task) {
		ArrayDeque<Canceller> chain = new ArrayDeque<>();
		if (task.isCancelled()) {
			for (Cancellation next = task.cancellation(); next != null; next = next.cause()) {
				chain.addFirst(described(next));
			}
		}
		return List.copyOf(chain);
	}

	private @Nullable Canceller canceller(@Nullable Cancellation cancellation) {
		return (cancellation != null) ? described(cancellation) : null;
	}

	private Canceller described(Cancellation cancellation) {
		TaskCode site = cancellation.cancellerSite();
		List<StackTraceElement> stack = this.names.frames(cancellation.stack());
		return (site != null)
				? new Canceller(cancellation.cancellerId(), this.names.name(site, null), cancellation.threadName(),
						stack, cancellation.request())
				: new Canceller(null, null, cancellation.threadName(), stack, cancellation.request());
	}

	private static @Nullable TaskThread thread(@Nullable Thread thread) {
		return (thread != null)
				? new TaskThread(thread.getId(), thread.getName(), VirtualThreads.isVirtual(thread), thread.getState())
				: null;
	}

	Instant createdAt(TrackedTask task) {
		return instant(task.createdNanos());
	}

	Instant instant(long nanoTime) {
		return this.clock.apply(nanoTime).truncatedTo(ChronoUnit.MILLIS);
	}

	private static Duration between(long from, long to) {
		return Duration.ofNanos(Math.max(to - from, 0)).truncatedTo(ChronoUnit.MILLIS);
	}

}
