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
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.taskmon.spi.FaultListener;
import org.jspecify.annotations.Nullable;

/**
 * Where errors inside taskmon end: counted and told to a {@link FaultListener}, never
 * thrown. Thread-safe.
 */
public final class Faults {

	private static final int MOST_FOREIGN = 100;

	private static final int MOST_LOOKED_AT = 50;

	/**
	 * Beginnings of names of exceptions that tell of themselves without asking anybody.
	 */
	private static final List<String> OURS = List.of("io.taskmon.", "org.springframework.");

	private final LongAdder count = new LongAdder();

	private final FaultListener listener;

	private volatile String missedActivity = "";

	private volatile @Nullable Throwable missedFault;

	private final Queue<Fault> foreign = new ArrayBlockingQueue<>(MOST_FOREIGN);

	/**
	 * Creates faults that are told to the given listener.
	 * @param listener whom to tell
	 */
	public Faults(FaultListener listener) {
		this.listener = listener;
	}

	/**
	 * Counts a fault and tells the listener: at once of an exception, on the housekeeping
	 * thread of an error, which leaves little room for calls on this one. Of what holds
	 * an exception of the application it is told later on a thread that can be spared,
	 * for to print it runs its code. Never throws.
	 * @param activity what taskmon was doing
	 * @param fault what went wrong
	 */
	public void report(String activity, Throwable fault) {
		if (fault instanceof Error) {
			// First, and no call: where a stack has overflowed it would overflow again,
			// and a class whose initialisation overflows, say a logger's, is lost for
			// ever
			this.missedActivity = activity;
			this.missedFault = fault;
		}
		try {
			this.count.increment();
			if (isForeign(fault)) {
				this.missedFault = (this.missedFault != fault) ? this.missedFault : null;
				this.foreign.offer(new Fault(activity, fault));
			}
			else if (!(fault instanceof Error)) {
				this.listener.onFault(activity, fault);
			}
		}
		catch (Throwable ex) {
			this.missedActivity = activity;
			this.missedFault = fault;
		}
	}

	/**
	 * Tells the listener of the last fault that it has not been told of, or could not
	 * take, now on a thread that has room for it, and has it told of those that hold
	 * exceptions of the application. Never throws.
	 * @param spared does a job on a thread that can be spared, unless there is none
	 */
	public void tellMissed(Consumer<ExpendableThread.Job> spared) {
		for (Fault fault = this.foreign.poll(); fault != null; fault = this.foreign.poll()) {
			spared.accept(new Telling(fault));
		}
		tellMissed();
	}

	private void tellMissed() {
		Throwable fault = this.missedFault;
		if (fault == null) {
			return;
		}
		this.missedFault = null;
		try {
			this.listener.onFault(this.missedActivity, fault);
		}
		catch (Throwable ex) {
			// It has been counted, and nobody wants to know more
		}
	}

	// Without a call of it. To print an exception prints all that hang on it
	private static boolean isForeign(Throwable fault) {
		Deque<Throwable> next = new ArrayDeque<>(List.of(fault));
		for (int looked = 0; !next.isEmpty(); looked++) {
			Throwable exception = next.pop();
			if (looked == MOST_LOOKED_AT || isForeign(exception.getClass())) {
				return true;
			}
			Throwable cause = exception.getCause();
			if (cause != null) {
				next.push(cause);
			}
			for (Throwable suppressed : exception.getSuppressed()) {
				next.push(suppressed);
			}
		}
		return false;
	}

	private static boolean isForeign(Class<?> type) {
		return type.getClassLoader() != null && OURS.stream().noneMatch(type.getName()::startsWith);
	}

	/**
	 * Returns how many faults there have been.
	 * @return number of faults since the start
	 */
	public long count() {
		return this.count.sum();
	}

	private record Fault(String activity, Throwable fault) {

	}

	private final class Telling implements ExpendableThread.Job {

		private final Fault fault;

		Telling(Fault fault) {
			this.fault = fault;
		}

		@Override
		public void run() {
			try {
				Faults.this.listener.onFault(this.fault.activity(), this.fault.fault());
			}
			catch (Throwable ex) {
				// It has been counted, and nobody wants to know more
			}
		}

		@Override
		public void givenUp() {
			report("telling of a fault", new TimeoutException(this.fault.fault().getClass().getName() + " at "
					+ this.fault.activity() + " did not let itself be told"));
		}

	}

}
