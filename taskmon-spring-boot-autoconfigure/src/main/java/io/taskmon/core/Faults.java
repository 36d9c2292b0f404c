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

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Where errors inside taskmon end: counted and told to a {@link FaultListener}, never
 * thrown. Thread-safe.
 */
public final class Faults {

	private final LongAdder count = new LongAdder();

	private final FaultListener listener;

	private volatile String missedActivity = "";

	private volatile @Nullable Throwable missedFault;

	/**
	 * Creates faults that are told to the given listener.
	 * @param listener whom to tell
	 */
	public Faults(FaultListener listener) {
		this.listener = listener;
	}

	/**
	 * Counts a fault and tells the listener: at once of an exception, on the housekeeping
	 * thread of an error, which leaves little room for calls on this one. Never throws.
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
			if (!(fault instanceof Error)) {
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
	 * take, now on a thread that has room for it. Never throws.
	 */
	void tellMissed() {
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

	/**
	 * Returns how many faults there have been.
	 * @return number of faults since the start
	 */
	public long count() {
		return this.count.sum();
	}

}
