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

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes values of tracked tasks.
 */
final class TaskDescriber {

	private final TaskTracker tracker;

	private final StackSymbols symbols;

	private final ApplicationPackages application;

	TaskDescriber(TaskTracker tracker, StackSymbols symbols, ApplicationPackages application) {
		this.tracker = tracker;
		this.symbols = symbols;
		this.application = application;
	}

	ApplicationPackages application() {
		return this.application;
	}

	String name(TrackedTask task) {
		return name(task.site(), task.stack());
	}

	String name(TaskSite site, @Nullable CreationStack stack) {
		if (!site.isCarrier()) {
			return site.name();
		}
		return this.application.firstFrame(frames(stack))
			.map((frame) -> site.name() + "@" + Frames.shortMethod(frame))
			.orElse(site.name());
	}

	LiveTask live(TrackedTask task, long now) {
		Thread thread = task.thread();
		// It may have ended since it was found
		boolean started = thread != null || task.hasStarted();
		TaskState state = started ? TaskState.RUNNING : TaskState.QUEUED;
		Duration runningFor = started ? between(task.startedNanos(), now) : null;
		return new LiveTask(facts(task, started, now), state, task.isBodyStillRunning(), runningFor, thread(thread));
	}

	EndedTask ended(TrackedTask task) {
		boolean started = task.hasStarted();
		Duration ranFor = started ? between(task.startedNanos(), task.endedNanos()) : null;
		Canceller cancelledBy = task.isCancelled() ? canceller(task.cancellation()) : null;
		return new EndedTask(facts(task, started, task.endedNanos()), outcomeOf(task), instant(task.endedNanos()),
				ranFor, task.isBodyStillRunning(), task.failure(), task.reason(), cancelledBy);
	}

	TaskDetails details(TrackedTask task, long now) {
		Task value = task.hasEnded() ? ended(task) : live(task, now);
		return new TaskDetails(value, creationChain(task), liveStack(task), cancellationChain(task));
	}

	private TaskOutcome outcomeOf(TrackedTask task) {
		TaskOutcome outcome = task.outcome();
		return (outcome != null) ? outcome : TaskOutcome.UNKNOWN;
	}

	private TaskFacts facts(TrackedTask task, boolean started, long end) {
		TaskSite site = task.site();
		Ancestor parent = task.parent();
		return new TaskFacts(task.id(), name(task), site.kind(), task.executor(), site.isPreserved(),
				(parent != null) ? parent.id() : null, instant(task.createdNanos()), createdFrom(task.stack()),
				task.isStackExact(), started ? instant(task.startedNanos()) : null,
				between(task.createdNanos(), started ? task.startedNanos() : end), task.context());
	}

	@Nullable String createdFrom(@Nullable CreationStack stack) {
		return this.application.creationSite(frames(stack)).map(Frames::siteText).orElse(null);
	}

	private List<Creation> creationChain(TrackedTask task) {
		ArrayDeque<Creation> chain = new ArrayDeque<>();
		chain.add(new Creation(task.id(), name(task), frames(task.stack()), 0));
		for (Ancestor next = task.parent(); next != null; next = next.parent()) {
			chain.addFirst(
					new Creation(next.id(), name(next.site(), next.stack()), frames(next.stack()), next.leftOut()));
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
		TaskSite site = cancellation.cancellerSite();
		List<StackTraceElement> stack = frames(cancellation.stack());
		return (site != null)
				? new Canceller(cancellation.cancellerId(), name(site, null), cancellation.threadName(), stack)
				: new Canceller(null, null, cancellation.threadName(), stack);
	}

	List<StackTraceElement> liveStack(TrackedTask task) {
		Thread thread = task.thread();
		if (thread == null) {
			return List.of();
		}
		StackTraceElement[] frames = thread.getStackTrace();
		// The thread may have gone on to another task while its stack was taken
		return (task.thread() == thread) ? this.symbols.liveFrames(frames) : List.of();
	}

	List<StackTraceElement> frames(@Nullable CreationStack stack) {
		return (stack != null) ? stack.frames(this.symbols) : List.of();
	}

	private static @Nullable TaskThread thread(@Nullable Thread thread) {
		return (thread != null)
				? new TaskThread(thread.getId(), thread.getName(), VirtualThreads.isVirtual(thread), thread.getState())
				: null;
	}

	private Instant instant(long nanoTime) {
		return this.tracker.instantAt(nanoTime).truncatedTo(ChronoUnit.MILLIS);
	}

	private static Duration between(long from, long to) {
		return Duration.ofNanos(Math.max(to - from, 0)).truncatedTo(ChronoUnit.MILLIS);
	}

}
