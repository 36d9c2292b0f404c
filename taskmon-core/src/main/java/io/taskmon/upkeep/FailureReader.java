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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.taskmon.fault.ExpendableThread;
import io.taskmon.fault.Faults;
import io.taskmon.task.Failure;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * Has the exceptions of ended tasks turned into text on a thread that can be spared, for
 * what they tell code of the application may tell. Who asks waits for a while, and for
 * longer than that in all only seldom. Thread-safe.
 */
public final class FailureReader {

	static final long PATIENCE_NANOS = 1_000_000_000;

	private static final long WINDOW_NANOS = 10_000_000_000L;

	private static final long MOST_WAITED_NANOS = 250_000_000;

	private static final long LOOK_NANOS = 50_000_000;

	private static final long SLOW_NANOS = 10_000_000;

	private static final int MOST_SLOW = 100;

	private static final String TOO_LATE = "not readable within 1 s";

	private static final String HOPELESS = "(its message was not asked for: " + ExpendableThread.MOST_LOST
			+ " exceptions are still to tell theirs)";

	private static final String TOO_MANY = "(its message was not asked for: too many exceptions are to be read)";

	private static final String NOT_YET = "(its message has not been read yet)";

	private final Faults faults;

	private final boolean messages;

	private final LongSupplier nanoTime;

	private volatile @Nullable ExpendableThread thread;

	// Names of classes whose exceptions take their time: the others do not wait for them
	private final Set<String> slow = ConcurrentHashMap.newKeySet();

	private long windowSince = System.nanoTime();

	private long waitedNanos;

	/**
	 * Creates a reader.
	 * @param messages whether messages are to be read, too
	 * @param nanoTime the clock of how long an exception may take
	 */
	public FailureReader(Faults faults, boolean messages, LongSupplier nanoTime) {
		this.faults = faults;
		this.messages = messages;
		this.nanoTime = nanoTime;
	}

	// Not before there is the first exception
	private ExpendableThread thread() {
		ExpendableThread known = this.thread;
		return (known != null) ? known : makeThread();
	}

	private synchronized ExpendableThread makeThread() {
		ExpendableThread known = this.thread;
		if (known == null) {
			known = new ExpendableThread("taskmon-failures", PATIENCE_NANOS, this.nanoTime, () -> {
			});
			this.thread = known;
		}
		return known;
	}

	/**
	 * Has the exception of a task become text soon.
	 */
	void readLater(TrackedTask task, Throwable exception) {
		Reading reading = new Reading(task, exception);
		ExpendableThread reader = thread();
		boolean added = this.slow.contains(exception.getClass().getName()) ? reader.add(reading)
				: reader.addFirst(reading);
		if (!added) {
			reading.leaveUnread(reader.isExhausted() ? HOPELESS : TOO_MANY);
		}
	}

	/**
	 * Returns the exception of a task as text, and lets the task keep only that. Waits
	 * for code of the exception, but not for long: what there is until then is not kept.
	 * @return the text, {@code null} if the task holds no exception
	 */
	public @Nullable Failure read(TrackedTask task) {
		Throwable exception = task.exception();
		return (exception != null) ? read(task, exception) : task.knownFailure();
	}

	private Failure read(TrackedTask task, Throwable exception) {
		try {
			ExpendableThread reader = thread();
			long allowed = allowedToWait(System.nanoTime());
			Reading reading = new Reading(task, exception);
			if (allowed > 0 && reader.addFirst(reading)) {
				await(reading, allowed);
			}
			else if (reader.isExhausted()) {
				reading.leaveUnread(HOPELESS);
			}
		}
		catch (Throwable ex) {
			this.faults.report("reading an exception", ex);
		}
		Failure known = task.knownFailure();
		return (known != null) ? known : FailureReading.unread(exception, this.messages, NOT_YET);
	}

	private void await(Reading reading, long allowed) {
		long since = System.nanoTime();
		try {
			for (long left = allowed; left > 0; left = allowed - (System.nanoTime() - since)) {
				if (reading.done.await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
					break;
				}
				thread().watch();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		waited(System.nanoTime() - since);
	}

	private void tookItsTime(Throwable exception) {
		if (this.slow.size() < MOST_SLOW) {
			this.slow.add(exception.getClass().getName());
		}
	}

	private synchronized long allowedToWait(long now) {
		if (now - this.windowSince > WINDOW_NANOS) {
			this.windowSince = now;
			this.waitedNanos = 0;
		}
		return MOST_WAITED_NANOS - this.waitedNanos;
	}

	private synchronized void waited(long nanos) {
		this.waitedNanos += nanos;
	}

	/**
	 * Does a job as exceptions are read: one that never ends stops nothing else.
	 * @return {@code false} if it will not be done
	 */
	boolean spare(ExpendableThread.Job job) {
		return thread().add(job);
	}

	/**
	 * Gives up the exception that has taken too long. To be called time and again.
	 */
	void watch() {
		ExpendableThread known = this.thread;
		if (known != null) {
			known.watch();
		}
	}

	/**
	 * Waits until all has been read, or the time is over.
	 */
	void awaitIdle(long nanos) {
		ExpendableThread known = this.thread;
		if (known != null) {
			known.awaitIdle(nanos);
		}
	}

	void close() {
		ExpendableThread known = this.thread;
		if (known != null) {
			known.close();
		}
	}

	private final class Reading implements ExpendableThread.Job {

		private final TrackedTask task;

		private final Throwable exception;

		private final FailureReading reading;

		private final CountDownLatch done = new CountDownLatch(1);

		private volatile boolean begun;

		Reading(TrackedTask task, Throwable exception) {
			this.task = task;
			this.exception = exception;
			this.reading = new FailureReading(exception, FailureReader.this.messages);
		}

		@Override
		public void run() {
			this.begun = true;
			long since = System.nanoTime();
			try {
				if (this.task.knownFailure() == null) {
					this.task.becomeText(this.exception, this.reading.read());
				}
			}
			catch (Throwable ex) {
				FailureReader.this.faults.report("reading an exception", ex);
				leaveUnread("(it could not be read)");
			}
			finally {
				this.done.countDown();
				if (System.nanoTime() - since > SLOW_NANOS) {
					tookItsTime(this.exception);
				}
			}
		}

		@Override
		public void givenUp() {
			if (this.begun) {
				tookItsTime(this.exception);
				this.task.becomeText(this.exception, this.reading.soFar(TOO_LATE));
				this.done.countDown();
			}
			else {
				leaveUnread(HOPELESS);
			}
		}

		void leaveUnread(String note) {
			this.task.becomeText(this.exception,
					FailureReading.unread(this.exception, FailureReader.this.messages, note));
			this.done.countDown();
		}

	}

}
