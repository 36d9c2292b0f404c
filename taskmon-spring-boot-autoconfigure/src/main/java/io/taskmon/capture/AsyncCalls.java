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

package io.taskmon.capture;

import io.taskmon.core.TrackedTask;

import org.jspecify.annotations.Nullable;

/**
 * The {@code @Async} call that the current thread submits, so that the decorator of the
 * executor knows what it sees. Thread-safe.
 */
final class AsyncCalls {

	// A static one would mix several application contexts, and outlive them
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable AsyncCall> pending = new ThreadLocal<>();

	// Written once, for the threads of all submissions read it
	private volatile boolean used;

	@Nullable AsyncCall exchange(@Nullable AsyncCall call) {
		if (!this.used) {
			this.used = true;
		}
		AsyncCall before = this.pending.get();
		if (before != call) {
			this.pending.set(call);
		}
		return before;
	}

	/**
	 * Takes the pending call, if it is meant for the given executor.
	 */
	@Nullable AsyncCall claim(String executor) {
		AsyncCall call = this.used ? this.pending.get() : null;
		return (call != null && call.isMeantFor(executor) && call.claim()) ? call : null;
	}

	/**
	 * Returns the task of the call that the current thread submits, if it is what an
	 * executor was given.
	 */
	@Nullable TrackedTask taskOf(Object carrier) {
		AsyncCall call = this.used ? this.pending.get() : null;
		return (call != null && call.isCarriedBy(carrier)) ? call.task() : null;
	}

	/**
	 * Takes the pending call, if it is meant for the given executor, and tells it so.
	 * @param carrier what the executor is given
	 */
	@Nullable AsyncCall accept(String executor, Object carrier) {
		AsyncCall call = claim(executor);
		if (call != null) {
			call.acceptedBy(executor, carrier);
		}
		return call;
	}

}
