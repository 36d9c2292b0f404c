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
package io.taskmon.upkeep;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.taskmon.fault.ExpendableThread;
import io.taskmon.fault.Faults;
import io.taskmon.fault.OwnThreads;
import io.taskmon.stack.StackSymbols;
import io.taskmon.task.Elapsed;
import io.taskmon.track.TaskRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Does off the tasks' threads what need not be done on them: ends lost tasks, turns
 * stacks and exceptions of ended tasks into text, keeps the clock right. Goes on whatever
 * one of these throws, be it that there is no memory left; what has not been done is done
 * the next time. Duties that others add are done on a thread that can be spared.
 */
public final class Housekeeper implements Runnable {

	static final long INTERVAL_NANOS = 250_000_000;

	static final long DUTY_PATIENCE_NANOS = 10_000_000_000L;

	private static final int ROUNDS_PER_SWEEP = 4;

	/**
	 * To make text of a stack takes some ten microseconds, which a busy application need
	 * not spend on tasks that others evict a moment later.
	 */
	private static final int ROUNDS_TO_SETTLE = 20;

	private static final int ROUNDS_TO_REHEARSE = 8;

	private final TaskRegistry registry;

	private final Sweeper sweeper;

	private final Symboliser symboliser;

	private final FailureReader failures;

	private final Runnable rehearsal;

	private final Runnable clockAdjustment;

	private final Faults faults;

	private final List<Duty> duties = new CopyOnWriteArrayList<>();

	private final Object starting = new Object();

	private volatile boolean closed;

	private volatile @Nullable Thread thread;

	private volatile @Nullable Chores chores;

	private int rounds;

	// Of the thread
	private int made;

	/**
	 * Creates a housekeeper whose thread is not started.
	 * @param rehearsal does once what may have to be done when memory is short
	 * @param clockAdjustment keeps the clock right
	 */
	public Housekeeper(TaskRegistry registry, StackSymbols symbols, FailureReader failures, Runnable rehearsal,
			Runnable clockAdjustment) {
		this.registry = registry;
		this.sweeper = new Sweeper(registry);
		this.symboliser = new Symboliser(registry, symbols, failures);
		this.failures = failures;
		this.rehearsal = rehearsal;
		this.clockAdjustment = clockAdjustment;
		this.faults = registry.faults();
	}

	/**
	 * Does what there is to do now, the duties of others included, on this thread.
	 * @param settle whether stacks that have rested since the last time are to be turned
	 * into text, and not only those of failures
	 */
	public void round(boolean settle) {
		if (keepHouse(settle)) {
			for (Duty duty : this.duties) {
				duty.attempt();
			}
		}
	}

	private synchronized boolean keepHouse(boolean settle) {
		Chores known = chores();
		attempt(known.inEachRound);
		if (settle) {
			known.settling.attempt();
		}
		boolean sweeps = this.rounds++ % ROUNDS_PER_SWEEP == 0;
		if (sweeps) {
			attempt(known.sweeping);
		}
		return sweeps;
	}

	// Not at the start of the application, which it would slow down
	private synchronized Chores chores() {
		Chores known = this.chores;
		if (known == null) {
			known = new Chores();
			add("watching the housekeeper", this::ensureAlive);
			this.chores = known;
		}
		return known;
	}

	private static void attempt(Duty[] duties) {
		for (Duty duty : duties) {
			duty.attempt();
		}
	}

	/**
	 * Adds a duty that is done in each sweep, once a second, by one thread at a time. One
	 * that does not come to its end keeps no other from being done.
	 */
	public void add(String activity, Runnable duty) {
		this.duties.add(new Duty(activity, duty));
	}

	public void start() {
		synchronized (this.starting) {
			if (this.thread == null && !this.closed) {
				startThread();
			}
		}
	}

	private void startThread() {
		Thread started = OwnThreads.daemon("taskmon-housekeeper", this);
		// First, for one that could not be started is found to be dead
		this.thread = started;
		started.start();
	}

	/**
	 * Starts another thread if the one that was started has died. Never throws; costs
	 * next to nothing if it lives.
	 */
	public void ensureAlive() {
		Thread started = this.thread;
		if (started != null && !started.isAlive() && !this.closed) {
			restart(started);
		}
	}

	private void restart(Thread dead) {
		try {
			synchronized (this.starting) {
				if (this.thread != dead || dead.isAlive() || this.closed) {
					return;
				}
				startThread();
			}
			this.faults.report("keeping house",
					new IllegalStateException("The housekeeping thread had died; it has been started again"));
		}
		catch (Throwable ex) {
			this.faults.report("starting the housekeeping thread", ex);
		}
	}

	// All that is thrown is caught at one and the same place, which the rehearsal comes
	// to:
	// the first time something is caught somewhere takes memory
	@Override
	public void run() {
		Duty round = new Duty("keeping house", this::makeRound);
		Duty pause = new Duty("pausing", this::pause);
		while (!this.closed) {
			round.attempt();
			pause.attempt();
		}
	}

	private void makeRound() {
		int made = ++this.made;
		Chores known = chores();
		if (keepHouse(made % ROUNDS_TO_SETTLE == 0)) {
			for (Duty duty : this.duties) {
				duty.handOver(known.dutyThread);
			}
		}
		if (made == ROUNDS_TO_REHEARSE) {
			known.rehearsal.attempt();
		}
	}

	private void tellMissedFaults() {
		this.faults.tellMissed(this.failures::spare);
	}

	private void pause() {
		LockSupport.parkNanos(this, INTERVAL_NANOS);
		// Else it would never pause again
		Thread.interrupted();
	}

	public void close() {
		this.closed = true;
		Thread running = this.thread;
		if (running != null) {
			LockSupport.unpark(running);
		}
		Chores known = this.chores;
		if (known != null) {
			known.dutyThread.close();
		}
		this.failures.close();
	}

	/**
	 * What there is to do. All that has to be made for it is made at once, for later
	 * there may be no memory for it.
	 */
	private final class Chores {

		private final ExpendableThread dutyThread;

		private final Duty[] inEachRound;

		private final Duty settling;

		private final Duty[] sweeping;

		private final Duty rehearsal = new Duty("rehearsing", Housekeeper.this.rehearsal);

		Chores() {
			TaskRegistry registry = Housekeeper.this.registry;
			Sweeper sweeper = Housekeeper.this.sweeper;
			Symboliser symboliser = Housekeeper.this.symboliser;
			this.dutyThread = new ExpendableThread("taskmon-duties", DUTY_PATIENCE_NANOS, registry::nanoTime,
					Housekeeper.this::ensureAlive);
			this.inEachRound = new Duty[] { new Duty("telling of faults", Housekeeper.this::tellMissedFaults),
					new Duty("ending lost tasks", sweeper::endLostTasks),
					new Duty("symbolising failures", symboliser::symboliseFailures) };
			this.settling = new Duty("symbolising stacks", symboliser::symboliseStacks);
			this.sweeping = new Duty[] { new Duty("ending missed tasks", sweeper::endMissedTasks),
					new Duty("adjusting the clock", Housekeeper.this.clockAdjustment),
					new Duty("watching duties", this.dutyThread::watch) };
		}

	}

	/**
	 * Something to do time and again.
	 */
	private final class Duty implements ExpendableThread.Job {

		private final String activity;

		private final Runnable work;

		private volatile boolean handedOver;

		private volatile boolean begun;

		Duty(String activity, Runnable work) {
			this.activity = activity;
			this.work = work;
		}

		// Nothing is made where an error is caught, for there may be no memory
		void attempt() {
			try {
				this.work.run();
			}
			catch (Throwable ex) {
				Housekeeper.this.faults.report(this.activity, ex);
			}
		}

		void handOver(ExpendableThread dutyThread) {
			if (!this.handedOver) {
				this.handedOver = true;
				this.begun = false;
				boolean taken = false;
				try {
					taken = dutyThread.add(this);
				}
				finally {
					// Otherwise it may be done already
					if (!taken) {
						this.handedOver = false;
					}
				}
			}
		}

		@Override
		public void run() {
			this.begun = true;
			try {
				attempt();
			}
			finally {
				this.handedOver = false;
			}
		}

		@Override
		public void givenUp() {
			if (this.begun) {
				Housekeeper.this.faults.report(this.activity, new TimeoutException(
						"This takes longer than " + Elapsed.text(Duration.ofNanos(DUTY_PATIENCE_NANOS))));
			}
			else {
				this.handedOver = false;
			}
		}

	}

}
