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
package io.taskmon.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Does jobs one after the other on a thread of its own that can be spared: a job that
 * does not come to its end is given up with its thread, and another thread goes on with
 * the next one, up to a number of threads that have not come back. The thread is a daemon
 * without a context class loader, and ends when there has been nothing to do for a while.
 * Thread-safe.
 */
public final class ExpendableThread {

	/**
	 * Threads that may be stuck at one time.
	 */
	public static final int MOST_LOST = 4;

	private static final int MOST_WAITING = 2_000;

	private static final long IDLE_MILLIS = 10_000;

	/**
	 * How often somebody has to find a thread at the same job: where the whole process
	 * stood still, the job has had no time yet.
	 */
	private static final int LOOKS = 3;

	private final String name;

	private final long patienceNanos;

	private final LongSupplier nanoTime;

	private final Runnable whenIdle;

	private final Deque<Job> waiting = new ArrayDeque<>();

	private final List<Worker> lost = new ArrayList<>();

	private @Nullable Worker worker;

	private boolean closed;

	/**
	 * Creates a thread that is not started before there is something to do.
	 * @param name its name
	 * @param patienceNanos how long a job may take
	 * @param nanoTime the clock of that
	 * @param whenIdle what the thread does before it ends, does not throw
	 */
	public ExpendableThread(String name, long patienceNanos, LongSupplier nanoTime, Runnable whenIdle) {
		this.name = name;
		this.patienceNanos = patienceNanos;
		this.nanoTime = nanoTime;
		this.whenIdle = whenIdle;
	}

	/**
	 * Adds a job behind all others.
	 * @return {@code false} if it will not be done: too many wait, or too many threads
	 * are stuck
	 */
	public synchronized boolean add(Job job) {
		if (!hasPlace()) {
			return false;
		}
		wake();
		this.waiting.addLast(job);
		return true;
	}

	/**
	 * Adds a job that somebody waits for, before all others.
	 * @return {@code false} if it will not be done
	 */
	public synchronized boolean addFirst(Job job) {
		if (!hasPlace()) {
			return false;
		}
		wake();
		this.waiting.addFirst(job);
		return true;
	}

	private boolean hasPlace() {
		return !this.closed && this.waiting.size() < MOST_WAITING && !isExhausted();
	}

	/**
	 * Returns whether so many threads are stuck that there will be no other.
	 */
	public synchronized boolean isExhausted() {
		this.lost.removeIf((worker) -> !worker.thread.isAlive());
		return this.lost.size() >= MOST_LOST;
	}

	// First, for where there is no memory for a thread nothing is to wait for it
	private void wake() {
		Worker known = this.worker;
		if (known == null || !known.thread.isAlive()) {
			Worker started = new Worker();
			started.thread.start();
			this.worker = started;
		}
		notifyAll();
	}

	/**
	 * Gives up the job that has taken too long, if there is one. To be called time and
	 * again.
	 */
	public void watch() {
		Job overdue = takeOverdue();
		if (overdue != null) {
			overdue.givenUp();
			takeHopeless().forEach(Job::givenUp);
		}
	}

	private synchronized @Nullable Job takeOverdue() {
		Worker stuck = this.worker;
		boolean alive = stuck != null && stuck.thread.isAlive();
		if (!alive && !this.waiting.isEmpty() && !isExhausted()) {
			wake();
		}
		Job job = (stuck != null && alive) ? stuck.job : null;
		if (stuck == null || job == null) {
			return null;
		}
		long now = this.nanoTime.getAsLong();
		if (stuck.seen != job) {
			stuck.seen = job;
			stuck.seenSince = now;
			stuck.looks = 0;
		}
		if (++stuck.looks < LOOKS || now - stuck.seenSince < this.patienceNanos) {
			return null;
		}
		this.worker = null;
		this.lost.add(stuck);
		stuck.thread.interrupt();
		if (!this.waiting.isEmpty() && !isExhausted()) {
			wake();
		}
		return job;
	}

	private synchronized List<Job> takeHopeless() {
		if (!isExhausted()) {
			return List.of();
		}
		List<Job> jobs = new ArrayList<>(this.waiting);
		this.waiting.clear();
		return jobs;
	}

	/**
	 * Waits until there is nothing to do, or the time is over. Looks meanwhile whether a
	 * job has taken too long.
	 */
	public void awaitIdle(long nanos) {
		long since = System.nanoTime();
		// Most often the thread needs some microseconds
		long pause = 50_000;
		while (isBusy() && System.nanoTime() - since < nanos) {
			LockSupport.parkNanos(this, pause);
			pause = Math.min(2 * pause, nanos / 10 + 1);
			watch();
		}
	}

	private synchronized boolean isBusy() {
		Worker known = this.worker;
		return known != null && known.thread.isAlive() && (known.job != null || !this.waiting.isEmpty());
	}

	/**
	 * Does no job any more but the current one.
	 */
	public synchronized void close() {
		this.closed = true;
		this.waiting.clear();
		notifyAll();
	}

	private synchronized @Nullable Job next(Worker asking) throws InterruptedException {
		asking.job = null;
		asking.seen = null;
		if (this.worker != asking) {
			this.lost.remove(asking);
			return null;
		}
		long since = System.nanoTime();
		for (long left = IDLE_MILLIS; this.waiting.isEmpty() && !this.closed && left > 0;) {
			wait(left);
			left = IDLE_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
		}
		asking.job = this.waiting.pollFirst();
		if (asking.job == null) {
			this.worker = null;
		}
		return asking.job;
	}

	/**
	 * Something to do that may never come to its end.
	 */
	public interface Job extends Runnable {

		/**
		 * Called on another thread if it has taken too long, or will not be done at all.
		 */
		void givenUp();

	}

	private final class Worker implements Runnable {

		private final Thread thread;

		private @Nullable Job job;

		private @Nullable Job seen;

		private long seenSince;

		private int looks;

		Worker() {
			this.thread = OwnThreads.daemon(ExpendableThread.this.name, this);
		}

		@Override
		public void run() {
			try {
				while (doNext()) {
					// An interrupt was meant for what has been done
					Thread.interrupted();
				}
				ExpendableThread.this.whenIdle.run();
			}
			catch (Throwable ex) {
				// Jobs tell of what they throw. Another thread is started for the next
			}
		}

		// Its own method: a variable of the loop would keep the last job, and with it the
		// exception and its class loader, for as long as the thread is idle
		private boolean doNext() throws InterruptedException {
			Job next = next(this);
			if (next != null) {
				next.run();
			}
			return next != null;
		}

	}

}
