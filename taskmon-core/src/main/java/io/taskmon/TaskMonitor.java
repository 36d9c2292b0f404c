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

package io.taskmon;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.taskmon.executor.TrackedExecutors;
import io.taskmon.fault.Faults;
import io.taskmon.observe.ExecutorCatalog;
import io.taskmon.read.Guardians;
import io.taskmon.read.ReadSide;
import io.taskmon.read.TaskReader;
import io.taskmon.read.TaskStatistics;
import io.taskmon.spi.FaultListener;
import io.taskmon.spi.TaskClock;
import io.taskmon.spi.TaskContextSource;
import io.taskmon.spi.TaskListener;
import io.taskmon.spi.TaskMarker;
import io.taskmon.stack.StackSymbols;
import io.taskmon.task.ApplicationPackages;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCanceller;
import io.taskmon.track.DefaultTaskCanceller;
import io.taskmon.track.SystemTaskClock;
import io.taskmon.track.TaskRegistry;
import io.taskmon.track.TaskTracker;
import io.taskmon.upkeep.FailureReader;
import io.taskmon.upkeep.Housekeeper;
import org.jspecify.annotations.Nullable;

/**
 * The tracker with its three faces: what captures tasks writes, views read, and acting on
 * tasks stands apart. One for each application context. Thread-safe.
 */
public final class TaskMonitor implements AutoCloseable {

	private final TaskRegistry registry;

	private final TaskTracker tracker;

	private final ApplicationPackages application;

	private final ReadSide readSide;

	private final TaskCanceller canceller;

	private final ExecutorCatalog executors = new ExecutorCatalog();

	private final Housekeeper housekeeper;

	private final List<Runnable> closingDuties = new CopyOnWriteArrayList<>();

	private @Nullable TrackedExecutors trackedExecutors;

	/**
	 * Creates a monitor on the system's clock.
	 * @param limits hard limits of what it holds
	 * @param capture what the capture of creation stacks may cost
	 * @param faultListener is told of errors inside taskmon
	 */
	public TaskMonitor(Limits limits, CaptureSettings capture, FaultListener faultListener) {
		this(limits, capture, faultListener, ApplicationPackages.UNKNOWN);
	}

	/**
	 * Creates a monitor of an application on the system's clock.
	 * @param limits hard limits of what it holds
	 * @param capture what the capture of creation stacks may cost
	 * @param faultListener is told of errors inside taskmon
	 * @param application whose classes and frames are the application's
	 */
	public TaskMonitor(Limits limits, CaptureSettings capture, FaultListener faultListener,
			ApplicationPackages application) {
		this(limits, capture, faultListener, application, new SystemTaskClock());
	}

	private TaskMonitor(Limits limits, CaptureSettings capture, FaultListener faultListener,
			ApplicationPackages application, SystemTaskClock clock) {
		this(limits, capture, faultListener, application, clock, clock::adjust);
	}

	/**
	 * Creates a monitor on a clock of the caller's.
	 * @param limits hard limits of what it holds
	 * @param capture what the capture of creation stacks may cost
	 * @param faultListener is told of errors inside taskmon
	 * @param clock the time source
	 */
	public TaskMonitor(Limits limits, CaptureSettings capture, FaultListener faultListener, TaskClock clock) {
		this(limits, capture, faultListener, ApplicationPackages.UNKNOWN, clock);
	}

	TaskMonitor(Limits limits, CaptureSettings capture, FaultListener faultListener, ApplicationPackages application,
			TaskClock clock) {
		this(limits, capture, faultListener, application, clock, () -> {
		});
	}

	private TaskMonitor(Limits limits, CaptureSettings capture, FaultListener faultListener,
			ApplicationPackages application, TaskClock clock, Runnable clockAdjustment) {
		StackSymbols symbols = new StackSymbols(capture.maxDepth());
		Faults faults = new Faults(faultListener);
		TaskRegistry registry = new TaskRegistry(limits, capture, clock, faults);
		this.registry = registry;
		FailureReader failures = new FailureReader(faults, limits.exceptionMessages(), registry::nanoTime);
		this.tracker = new TaskTracker(registry);
		this.application = application;
		this.readSide = new ReadSide(registry, symbols, failures, application, this.executors);
		this.canceller = new DefaultTaskCanceller(registry);
		this.housekeeper = new Housekeeper(registry, symbols, failures, () -> new Rehearsal().run(), clockAdjustment);
		registry.keptBy(this.housekeeper::ensureAlive);
	}

	/**
	 * Creates a monitor with the default limits, on the system's clock, and starts it:
	 * for an application without a framework. To be closed with it.
	 * @return the monitor
	 */
	public static TaskMonitor create() {
		return create((activity, fault) -> {
		});
	}

	/**
	 * Creates a monitor as {@link #create()} does.
	 * @param faultListener is told of errors inside taskmon, which are counted anyway
	 * @return the monitor
	 */
	public static TaskMonitor create(FaultListener faultListener) {
		TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, faultListener);
		monitor.start();
		return monitor;
	}

	/**
	 * Tracks what is given to an executor of the JDK from now on.
	 * @param executor the executor
	 * @param name the name of the executor
	 * @return the executor to use in its place, which does and answers what it does; the
	 * given one, if it is tracked already, or if nothing can stand in for it:
	 * {@link #executors()} tells why
	 */
	public ExecutorService track(ExecutorService executor, String name) {
		return trackedExecutors().track(executor, name);
	}

	/**
	 * Tracks what is given to a scheduler of the JDK from now on: each run of a schedule
	 * is a task.
	 * @param scheduler the scheduler
	 * @param name the name of the scheduler
	 * @return the scheduler to use in its place
	 * @see #track(ExecutorService, String)
	 */
	public ScheduledExecutorService track(ScheduledExecutorService scheduler, String name) {
		return trackedExecutors().track(scheduler, name);
	}

	// Not where a framework tracks executors in its own way
	private synchronized TrackedExecutors trackedExecutors() {
		TrackedExecutors known = this.trackedExecutors;
		if (known == null) {
			known = new TrackedExecutors(this.tracker, this.executors, application());
			this.trackedExecutors = known;
		}
		return known;
	}

	/**
	 * Returns whose classes and frames are the application's.
	 * @return the packages of the application
	 */
	public ApplicationPackages application() {
		return this.application;
	}

	/**
	 * Returns the write side.
	 * @return the tracker
	 */
	public TaskTracker tracker() {
		return this.tracker;
	}

	/**
	 * Returns the read side.
	 * @return the reader
	 */
	public TaskReader reader() {
		return this.readSide.reader();
	}

	/**
	 * Returns the read side for who counts tasks.
	 * @return the statistics
	 */
	public TaskStatistics statistics() {
		return this.readSide.statistics();
	}

	/**
	 * Has the tasks of the given names counted one by one, from now on.
	 * @param names whole names of tasks, after their method or the application's class
	 */
	public void countByName(Set<String> names) {
		this.registry.log().labels().countByName(names);
	}

	/**
	 * Returns the read side for who watches what should never end.
	 * @return the guardians
	 */
	public Guardians guardians() {
		return this.readSide.guardians();
	}

	/**
	 * Says that the application shuts down: guardians and schedules may end from now on.
	 */
	public void shuttingDown() {
		this.registry.deadSchedules().shutDown();
		this.registry.guardians().shutDown();
	}

	/**
	 * Returns the side that acts on tasks.
	 * @return the canceller
	 */
	public TaskCanceller canceller() {
		return this.canceller;
	}

	/**
	 * Returns the catalogue of executor beans.
	 * @return the catalogue
	 */
	public ExecutorCatalog executors() {
		return this.executors;
	}

	/**
	 * Tells a recorder of all steps of tasks from now on, beside others.
	 * @param recorder the recorder
	 */
	public void addListener(TaskListener recorder) {
		this.registry.listeners().add(this.readSide.telling(recorder));
	}

	/**
	 * Captures the context of each task that is created from now on.
	 * @param contexts tells it, after those that have been added before
	 */
	public void addContextSource(TaskContextSource contexts) {
		this.registry.contexts().add(contexts);
	}

	/**
	 * Marks each thread with the task that it runs from now on.
	 * @param marker does so, beside others
	 */
	public void addMarker(TaskMarker marker) {
		this.registry.current().add(marker);
	}

	/**
	 * Starts the housekeeping thread, a daemon. Has no effect if it runs.
	 */
	public void start() {
		this.housekeeper.start();
	}

	/**
	 * Does one round of housekeeping on the calling thread: ends tasks that nothing can
	 * run any more, and turns what ended tasks still hold into text. For those who do not
	 * {@link #start} the thread.
	 */
	public void keepHouse() {
		this.housekeeper.round(true);
	}

	/**
	 * Adds a duty to do about once a second, by one thread at a time, beside the
	 * housekeeping. What it throws is reported as a fault, and so is that it takes longer
	 * than ten seconds, which keeps other duties from nothing.
	 * @param activity what the duty does
	 * @param duty the duty, short
	 */
	public void onHousekeeping(String activity, Runnable duty) {
		this.housekeeper.add(activity, duty);
	}

	/**
	 * Has somebody told of the preserved tasks that end, on a thread of duties and within
	 * about a second of their end; of those that have ended before, too. If more tasks of
	 * a method or class end in the meantime than are kept of it, the oldest are left out.
	 * @param listener is given them one by one, the oldest first, and does not throw
	 */
	public void onPreservedTaskEnded(Consumer<EndedTask> listener) {
		Supplier<List<EndedTask>> ends = this.readSide.preservedEnds();
		onHousekeeping("telling of preserved tasks", () -> ends.get().forEach(listener));
	}

	/**
	 * Adds a duty to do once when the monitor is closed. What it throws is reported as a
	 * fault.
	 * @param activity what it does
	 * @param duty the duty, which must not wait for anything
	 */
	public void onClose(String activity, Runnable duty) {
		this.closingDuties.add(() -> this.tracker.guard(activity, duty));
	}

	/**
	 * Does what is to be done when the monitor is closed, and stops the housekeeping
	 * thread. Tasks go on being tracked.
	 */
	@Override
	public void close() {
		List<Runnable> duties = List.copyOf(this.closingDuties);
		this.closingDuties.removeAll(duties);
		duties.forEach(Runnable::run);
		this.housekeeper.close();
	}

}
