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

package io.taskmon.executor.submission;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * What thread pools refuse at this moment, each known on the thread where a handler of
 * the application decides about it. Costs nobody more than a look at a number while no
 * handler does. Thread-safe.
 */
public final class Refusals {

	private final AtomicInteger undecided = new AtomicInteger();

	// A static one would mix several application contexts, and outlive them
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Refusal> current = new ThreadLocal<>();

	/**
	 * Says that a handler is about to decide. {@link #end(Refusal)} must follow.
	 */
	public Refusal begin(Runnable carrier, Runnable shown) {
		Refusal refusal = new Refusal(carrier, shown, this.current.get());
		this.undecided.incrementAndGet();
		this.current.set(refusal);
		return refusal;
	}

	public void end(Refusal refusal) {
		if (refusal.enclosing() != null) {
			this.current.set(refusal.enclosing());
		}
		else {
			this.current.remove();
		}
		this.undecided.decrementAndGet();
	}

	/**
	 * Returns the refusal about which a handler decides on this thread.
	 */
	public @Nullable Refusal current() {
		return (this.undecided.get() != 0) ? this.current.get() : null;
	}

	/**
	 * Returns the refusal of something that a handler on this thread was shown.
	 */
	public @Nullable Refusal of(Runnable code) {
		Refusal next = current();
		while (next != null && !next.isOf(code)) {
			next = next.enclosing();
		}
		return next;
	}

}
