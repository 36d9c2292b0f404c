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

import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The write side: what captures tasks tells it of each step. Thread-safe. No method
 * throws: what goes wrong inside is reported as a fault, and the task concerned is not
 * tracked any further.
 */
public final class TaskTracker {

	private static final long WAIT_FOR_FAILURES_NANOS = 100_000_000;

	private final LongAdder dropped = new LongAdder();

	private final AtomicInteger liveStacks = new AtomicInteger();

	private final ReferenceQueue<TaskCarrier> lost = new ReferenceQueue<>();

	// A static one would mix the tasks of several application contexts, and outlive them.
	// Holds an array (the task, and the mark before any), for threads that outlive the
	// application must keep no class of ours
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Object[]> current = ThreadLocal.withInitial(() -> new Object[2]);

	private final Set<TaskSite> sitesWithStack = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final LiveTasks live;

	private final TerminationLog log;

	private final GuardianPosts guardians = new GuardianPosts();

	private final UnseenFailures unseenFailures = new UnseenFailures();

	private final DeadSchedules deadSchedules = new DeadSchedules();

	private final Timers timers = new Timers();

	private final CaptureSettings capture;

	private final long windowNanos;

	private final TaskClock clock;

	private final Faults faults;

	private final boolean exceptionMessages;

	private volatile @Nullable FailureReader failures;

	private volatile @Nullable Housekeeper housekeeper;

	private boolean failuresLeft;

	private boolean stacksLeft;

	private volatile @Nullable TaskRecording recording;

	private volatile @Nullable TaskContextSource contexts;

	private volatile @Nullable TaskMarker marker;

	TaskTracker(Limits limits, CaptureSettings capture, TaskClock clock, Faults faults) {
		this.live = new LiveTasks(limits.maxLiveTasks());
		this.log = new TerminationLog(limits);
		this.capture = capture;
		this.windowNanos = capture.window().toNanos();
		this.clock = clock;
		this.faults = faults;
		this.exceptionMessages = limits.exceptionMessages();
	}

	/**
	 * Registers a task that the current thread submits. The carrier must lead to whatever
	 * later calls {@link #begin}; the tracker itself does not keep it.
	 * @param carrier what carries the task to its thread
	 * @param site what the task has in common with others
	 * @param executor bean name of the executor, if it is known
	 * @return the task, or {@code null} if it is not tracked: the limit of live tasks is
	 * reached, or taskmon failed
	 */
	public @Nullable TrackedTask submit(TaskCarrier carrier, TaskSite site, @Nullable String executor) {
		return submit(carrier, site, executor, null);
	}

	/**
	 * Registers a task as {@link #submit(TaskCarrier, TaskSite, String)} does, but for
	 * its creator.
	 * @param carrier what carries the task to its thread
	 * @param site what the task has in common with others
	 * @param executor bean name of the executor, if it is known
	 * @param origin who created it; {@code null} for the current thread
	 * @return the task, or {@code null} if it is not tracked
	 */
	public @Nullable TrackedTask submit(TaskCarrier carrier, TaskSite site, @Nullable String executor,
			@Nullable TaskOrigin origin) {
		try {
			if (!this.live.hasPlace()) {
				drop(site);
				return null;
			}
			TrackedTask task = (origin != null) ? create(carrier, site, executor, origin)
					: create(carrier, site, executor);
			if (!add(task)) {
				return null;
			}
			TaskRecording recorded = this.recording;
			if (recorded != null && origin == null) {
				recordSubmission(recorded, task);
			}
			return task;
		}
		catch (Throwable ex) {
			this.faults.report("registering a task", ex);
			return null;
		}
	}

	/**
	 * Registers a task once more that its executor gave up, for somebody lets its code
	 * run after all: as another task, created as that one was.
	 * @param carrier what carries the task to its thread
	 * @param givenUp the task that has ended
	 * @return the task, or {@code null} if it is not tracked
	 * @see TrackedTask#isGivenUp()
	 */
	public @Nullable TrackedTask submitAgain(TaskCarrier carrier, TrackedTask givenUp) {
		try {
			if (!this.live.hasPlace()) {
				drop(givenUp.site());
				return null;
			}
			StackSource source = givenUp.isStackExact() ? StackSource.SCHEDULE : StackSource.SITE;
			TrackedTask task = new TrackedTask(this, carrier, this.lost, nanoTime(), givenUp.site(), givenUp.executor(),
					givenUp.parent(), givenUp.stack(), source, givenUp.context(), givenUp.schedule());
			return add(task) ? task : null;
		}
		catch (Throwable ex) {
			this.faults.report("registering a task again", ex);
			return null;
		}
	}

	private boolean add(TrackedTask task) {
		if (!this.live.add(task)) {
			drop(task);
			return false;
		}
		if (task.site().isGuardian()) {
			guard("counting a guardian", () -> this.guardians.began(task.site()));
		}
		return true;
	}

	void recordTo(TaskRecording recording) {
		this.recording = recording;
	}

	void correlateWith(TaskContextSource contexts) {
		this.contexts = contexts;
	}

	void markWith(TaskMarker marker) {
		this.marker = marker;
	}

	private void recordSubmission(TaskRecording recorded, TrackedTask task) {
		try {
			recorded.queued(task);
		}
		catch (Throwable ex) {
			this.faults.report("recording the submission of a task", ex);
		}
	}

	/**
	 * Captures the current thread as the creator of tasks to come: the runs of one
	 * schedule.
	 * @param site what these tasks have in common with others
	 * @return the origin, {@code null} if taskmon failed
	 */
	public @Nullable TaskOrigin origin(TaskSite site) {
		try {
			long now = nanoTime();
			boolean exact = this.capture.mode() != CaptureMode.OFF && isWithinBudget(site, now);
			CreationStack stack = exact ? new CreationStack() : null;
			if (exact) {
				spend(site, now);
			}
			Schedule schedule = Schedule.of(site, current());
			this.deadSchedules.made(schedule);
			return new TaskOrigin(schedule, currentAncestor(), stack, currentContext());
		}
		catch (Throwable ex) {
			this.faults.report("capturing a schedule", ex);
			return null;
		}
	}

	private void drop(TrackedTask task) {
		if (task.hasOwnStack()) {
			this.liveStacks.decrementAndGet();
		}
		drop(task.site());
	}

	private void drop(TaskSite site) {
		this.dropped.increment();
		if (site.isGuardian()) {
			this.guardians.lost(site);
		}
	}

	private TrackedTask create(TaskCarrier carrier, TaskSite site, @Nullable String executor) {
		long now = nanoTime();
		Ancestor parent = currentAncestor();
		boolean exact = isExact(site, now);
		CreationStack stack = exact ? captureStack(site, now) : site.latestStack();
		return new TrackedTask(this, carrier, this.lost, now, site, executor, parent, stack,
				exact ? StackSource.TASK : StackSource.SITE, currentContext(), null);
	}

	private TrackedTask create(TaskCarrier carrier, TaskSite site, @Nullable String executor, TaskOrigin origin) {
		StackSource source = (origin.stack() != null) ? StackSource.SCHEDULE : StackSource.SITE;
		return new TrackedTask(this, carrier, this.lost, nanoTime(), site, executor, origin.parent(), origin.stack(),
				source, origin.context(), origin.schedule());
	}

	private @Nullable TaskContext currentContext() {
		TaskContextSource source = this.contexts;
		if (source == null) {
			return null;
		}
		try {
			return source.capture();
		}
		catch (Throwable ex) {
			this.faults.report("capturing the context of a task", ex);
			return null;
		}
	}

	private @Nullable Ancestor currentAncestor() {
		TrackedTask submitter = current();
		return (submitter != null) ? submitter.asAncestor() : null;
	}

	private boolean isExact(TaskSite site, long now) {
		return switch (this.capture.mode()) {
			case ALWAYS -> reserveStack();
			case ADAPTIVE -> isWithinBudget(site, now) && reserveStack();
			case SITE -> site.latestStack() == null && !site.isCarrier() && reserveStack();
			case OFF -> false;
		};
	}

	private boolean isWithinBudget(TaskSite site, long now) {
		return site.captureBudget().take(now, this.capture.budget(), this.windowNanos);
	}

	private void spend(TaskSite site, long since) {
		site.captureBudget().spend(nanoTime() - since);
	}

	private boolean reserveStack() {
		if (this.liveStacks.incrementAndGet() <= this.capture.maxLiveStacks()) {
			return true;
		}
		this.liveStacks.decrementAndGet();
		return false;
	}

	private CreationStack captureStack(TaskSite site, long now) {
		CreationStack stack = new CreationStack();
		if (this.capture.mode() == CaptureMode.ADAPTIVE) {
			spend(site, now);
		}
		if (!site.isCarrier() && site.latestStack() == null) {
			this.sitesWithStack.add(site);
		}
		site.rememberStack(stack);
		return stack;
	}

	/**
	 * Says that the current thread begins to run the task's code. If it returns
	 * {@code true}, {@link #end} must follow on the same thread.
	 * @param task the task
	 * @return {@code false} if the task has ended before, or has begun already
	 */
	public boolean begin(TrackedTask task) {
		boolean begun = task.start();
		TaskRecording recorded = this.recording;
		if (begun && recorded != null) {
			try {
				recorded.started(task);
			}
			catch (Throwable ex) {
				this.faults.report("recording the start of a task", ex);
			}
		}
		return begun;
	}

	/**
	 * Makes a task the current one of this thread: the parent of what it submits.
	 * @param task the task, {@code null} for none
	 * @return the one that was current before, to be made current again at the end
	 */
	public @Nullable TrackedTask makeCurrent(@Nullable TrackedTask task) {
		try {
			@Nullable Object[] holder = this.current.get();
			TrackedTask before = (TrackedTask) holder[0];
			holder[0] = task;
			TaskMarker known = this.marker;
			if (known != null && before != task) {
				mark(known, holder, before, task);
			}
			return before;
		}
		catch (Throwable ex) {
			this.faults.report("entering a task", ex);
			return null;
		}
	}

	private void mark(TaskMarker marker, @Nullable Object[] holder, @Nullable TrackedTask before,
			@Nullable TrackedTask task) {
		try {
			if (task == null) {
				String outermost = (String) holder[1];
				holder[1] = null;
				marker.restore(outermost);
			}
			else {
				String outermost = marker.mark(task.id());
				holder[1] = (before != null) ? holder[1] : outermost;
			}
		}
		catch (Throwable ex) {
			this.faults.report("marking a thread with its task", ex);
		}
	}

	/**
	 * Returns the current task of this thread.
	 * @return the task, {@code null} if there is none
	 */
	public @Nullable TrackedTask current() {
		return (TrackedTask) this.current.get()[0];
	}

	/**
	 * Says how the code of a begun task ended. Without effect on the outcome if the task
	 * has been cancelled meanwhile.
	 * @param task the task
	 * @param outcome its outcome
	 * @param exception what it threw, if its outcome is {@link TaskOutcome#FAILED}
	 */
	public void end(TrackedTask task, TaskOutcome outcome, @Nullable Throwable exception) {
		task.finish(outcome, exception);
	}

	/**
	 * Says that the code of a begun task ended, and that nobody could see how.
	 * @param task the task
	 * @param outcome {@link TaskOutcome#UNKNOWN} or {@link TaskOutcome#DISCARDED}
	 * @param reason why it cannot be told
	 */
	public void end(TrackedTask task, TaskOutcome outcome, String reason) {
		task.finish(outcome, reason);
	}

	/**
	 * Says that a scheduler has taken a schedule, and with which future. Has no effect
	 * unless that is one of the JDK's own that runs again and again.
	 * @param origin the schedule
	 * @param executor tells the name of the scheduler; must not hold the future
	 * @param future the future, which is not kept
	 */
	public void scheduleMade(TaskOrigin origin, Supplier<String> executor, Object future) {
		try {
			this.timers.add(origin.schedule(), executor, future);
		}
		catch (Throwable ex) {
			this.faults.report("noting a schedule", ex);
		}
	}

	/**
	 * Says that a schedule has ended, for its last run threw an exception: its code will
	 * not run again. To be called after the end of that run has been told; has no effect
	 * if it has not failed, or is not the run of a schedule. Idempotent.
	 * @param lastRun the last run
	 */
	public void scheduleEnded(TrackedTask lastRun) {
		try {
			Schedule schedule = lastRun.schedule();
			if (schedule != null && lastRun.outcome() == TaskOutcome.FAILED) {
				this.deadSchedules.add(schedule, lastRun);
			}
		}
		catch (Throwable ex) {
			this.faults.report("noting the end of a schedule", ex);
		}
	}

	/**
	 * Runs a step of taskmon that must not fail.
	 * @param activity what the step does
	 * @param step the step
	 */
	public void guard(String activity, Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			this.faults.report(activity, ex);
		}
	}

	/**
	 * Returns where errors inside taskmon are reported.
	 * @return the faults
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Returns what carries the live tasks, where something still holds it. Looks at each
	 * live task.
	 * @return the carriers
	 */
	public List<TaskCarrier> carriers() {
		return Arrays.stream(this.live.snapshot()).map(TrackedTask::get).filter(Objects::nonNull).toList();
	}

	void ended(TrackedTask task) {
		append(task);
		forget(task);
	}

	UnseenFailures unseenFailures() {
		return this.unseenFailures;
	}

	DeadSchedules deadSchedules() {
		return this.deadSchedules;
	}

	Timers timers() {
		return this.timers;
	}

	/**
	 * Tells how a task ended. To be called by whoever ended it, and nobody else.
	 */
	void recordEnd(TrackedTask task) {
		TaskRecording recorded = this.recording;
		if (recorded == null) {
			return;
		}
		try {
			recorded.ended(task);
		}
		catch (Throwable ex) {
			this.faults.report("recording the end of a task", ex);
		}
	}

	void recordCancellation(TrackedTask task, Cancellation cancellation) {
		TaskRecording recorded = this.recording;
		if (recorded == null) {
			return;
		}
		try {
			recorded.cancelled(task, cancellation);
		}
		catch (Throwable ex) {
			this.faults.report("recording the cancellation of a task", ex);
		}
	}

	void append(TrackedTask task) {
		try {
			this.log.append(task);
		}
		catch (Throwable ex) {
			this.faults.report("writing the termination log", ex);
		}
	}

	void cancelAtLast(TrackedTask task) {
		try {
			this.log.cancelAtLast(task);
		}
		catch (Throwable ex) {
			this.faults.report("cancelling an ended task", ex);
		}
	}

	void forget(TrackedTask task) {
		try {
			if (this.live.remove(task)) {
				forgotten(task);
			}
		}
		catch (Throwable ex) {
			this.faults.report("forgetting a task", ex);
		}
	}

	private void forgotten(TrackedTask task) {
		this.unseenFailures.add(task);
		if (task.hasOwnStack()) {
			this.liveStacks.decrementAndGet();
		}
		if (task.site().isGuardian()) {
			this.guardians.ended(task);
		}
		Schedule schedule = task.schedule();
		if (schedule != null) {
			schedule.ended(task);
		}
	}

	/**
	 * Ends the tasks whose carrier nobody holds any more: a queued one cannot begin, and
	 * of a running one, whose thread would hold it, nobody saw the end, as where a stack
	 * overflowed.
	 */
	void endLostTasks() {
		for (Object reference = this.lost.poll(); reference != null; reference = this.lost.poll()) {
			TrackedTask task = (TrackedTask) reference;
			task.discarded("dropped by its executor: nothing held it any more");
			task.lostSight("nobody saw its end: nothing held it any more");
		}
	}

	/**
	 * Ends the tasks of which nobody told that they ended.
	 * @return the live tasks that are left
	 */
	LiveSnapshot reconcile() {
		ensureKept();
		guard("ending lost tasks", this::endLostTasks);
		return LiveSnapshot.of(endMissedTasks());
	}

	/**
	 * Finds tasks whose future was cancelled behind the tracker's back, and those whose
	 * end was missed, as it is where a stack overflows: their thread is no more, or they
	 * are over and nobody came to forget them.
	 * @return the live tasks that are left
	 */
	List<TrackedTask> endMissedTasks() {
		TrackedTask[] tasks = this.live.snapshot();
		int live = 0;
		for (TrackedTask task : tasks) {
			if (!endIfMissed(task)) {
				tasks[live++] = task;
			}
		}
		return Arrays.asList(tasks).subList(0, live);
	}

	private boolean endIfMissed(TrackedTask task) {
		if (task.isCancellable() && isFutureCancelled(task)) {
			task.cancelled();
		}
		if (isThreadDead(task)) {
			task.lostSight("its thread ended before it did");
		}
		boolean over = task.isOver();
		if (over) {
			ended(task);
		}
		return over;
	}

	private static boolean isThreadDead(TrackedTask task) {
		Thread thread = task.thread();
		return thread != null && !thread.isAlive();
	}

	private boolean isFutureCancelled(TrackedTask task) {
		try {
			TaskCarrier carrier = task.get();
			return carrier != null && carrier.isCancelled();
		}
		catch (Throwable ex) {
			this.faults.report("asking whether a task is cancelled", ex);
			return false;
		}
	}

	/**
	 * Turns into text the exceptions that have rested since the last call, and all else
	 * of their tasks: nobody knows what an exception holds. Waits for it, but not for
	 * long.
	 */
	void symboliseFailures(StackSymbols symbols) {
		boolean all = this.failuresLeft;
		// What is missed for lack of memory would be missed for ever
		this.failuresLeft = true;
		this.log.rings()
			.forEach((ring) -> (all ? ring.failures() : ring.settledFailures())
				.forEach((task) -> task.symbolise(symbols)));
		this.unseenFailures.symbolise(symbols);
		this.deadSchedules.symbolise(symbols);
		this.guardians.symboliseSettled(symbols);
		this.failuresLeft = false;
		FailureReader known = this.failures;
		if (known != null) {
			known.watch();
			known.awaitIdle(WAIT_FOR_FAILURES_NANOS);
		}
	}

	/**
	 * Turns into text what has rested since the last call: ended tasks that are still in
	 * the log, latest stacks of sites that are still the latest. In a flood most are gone
	 * by then, and cost nothing.
	 */
	void symboliseSettled(StackSymbols symbols) {
		boolean all = this.stacksLeft;
		this.stacksLeft = true;
		this.log.rings()
			.forEach((ring) -> (all ? ring.tasks() : ring.settled()).forEach((task) -> task.symbolise(symbols)));
		sitesWithStack().forEach((site) -> site.symboliseSettled(symbols));
		this.stacksLeft = false;
	}

	// A copy, for the first task of a site waits for this lock
	private List<TaskSite> sitesWithStack() {
		synchronized (this.sitesWithStack) {
			return List.copyOf(this.sitesWithStack);
		}
	}

	@Nullable Cancellation cancellationByCurrentThread() {
		try {
			return Cancellation.byCurrentThread(current());
		}
		catch (Throwable ex) {
			this.faults.report("recording a canceller", ex);
			return null;
		}
	}

	long nanoTime() {
		try {
			return this.clock.nanoTime();
		}
		catch (Throwable ex) {
			this.faults.report("reading the clock", ex);
			return System.nanoTime();
		}
	}

	Instant instantAt(long nanoTime) {
		try {
			return Objects.requireNonNull(this.clock.instantAt(nanoTime));
		}
		catch (Throwable ex) {
			this.faults.report("reading the clock", ex);
			return Instant.now().plusNanos(nanoTime - System.nanoTime());
		}
	}

	LiveTasks live() {
		return this.live;
	}

	GuardianPosts guardians() {
		return this.guardians;
	}

	TerminationLog log() {
		return this.log;
	}

	/**
	 * Returns who reads exceptions, made when there is the first.
	 */
	FailureReader failures() {
		FailureReader known = this.failures;
		return (known != null) ? known : makeFailures();
	}

	private synchronized FailureReader makeFailures() {
		FailureReader known = this.failures;
		if (known == null) {
			known = new FailureReader(this.faults, this.exceptionMessages, this::nanoTime);
			this.failures = known;
		}
		return known;
	}

	void closeFailures() {
		FailureReader known = this.failures;
		if (known != null) {
			known.close();
		}
	}

	void tellMissedFaults() {
		this.faults.tellMissed((job) -> failures().spare(job));
	}

	void keptBy(Housekeeper housekeeper) {
		this.housekeeper = housekeeper;
	}

	/**
	 * Sees to it that house is kept, if it was meant to be. Costs next to nothing.
	 */
	void ensureKept() {
		Housekeeper known = this.housekeeper;
		if (known != null) {
			known.ensureAlive();
		}
	}

	long dropped() {
		return this.dropped.sum();
	}

}
