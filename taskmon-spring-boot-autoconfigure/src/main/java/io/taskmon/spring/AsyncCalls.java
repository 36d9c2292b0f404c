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

package io.taskmon.spring;

import io.taskmon.executor.submission.PendingCalls;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TrackedTask;
import org.jspecify.annotations.Nullable;

/**
 * The {@code @Async} call that the current thread submits, so that the decorator of the
 * executor knows what it sees. Thread-safe.
 */
public final class AsyncCalls implements PendingCalls {

	// A static one would mix several application contexts, and outlive them
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable AsyncCall> pending = new ThreadLocal<>();

	// Written once, for the threads of all submissions read it
	private volatile boolean used;

	private final WebCalls webCalls;

	/**
	 * Creates the calls of an application context.
	 */
	AsyncCalls(WebCalls webCalls) {
		this.webCalls = webCalls;
	}

	public @Nullable AsyncCall exchange(@Nullable AsyncCall call) {
		if (!this.used) {
			this.used = true;
		}
		AsyncCall before = this.pending.get();
		if (before != call) {
			this.pending.set(call);
		}
		return before;
	}

	@Override
	public @Nullable AsyncCall claim(String executor) {
		AsyncCall call = this.used ? this.pending.get() : null;
		return (call != null && call.isMeantFor(executor) && call.claim()) ? call : null;
	}

	@Override
	public @Nullable TrackedTask taskOf(Object carrier) {
		AsyncCall call = this.used ? this.pending.get() : null;
		return (call != null && call.isCarriedBy(carrier)) ? call.task() : null;
	}

	@Override
	public @Nullable TaskCode claimSite(Class<?> code) {
		return this.webCalls.claim(code);
	}

}
