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

package io.taskmon.verification.compatibility;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Code that an application hands to an executor: it tells on which thread it ran, and
 * counts who looks at it.
 */
public class Errand implements Runnable, Callable<String> {

	private final CompletableFuture<Thread> runner = new CompletableFuture<>();

	/** Where it ran: a thread that is over no longer knows. */
	private volatile @Nullable String place;

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicInteger looks = new AtomicInteger();

	private final @Nullable Throwable failure;

	Errand(@Nullable Throwable failure) {
		this.failure = failure;
	}

	@Override
	public void run() {
		this.runs.incrementAndGet();
		this.place = Words.of(Thread.currentThread());
		this.runner.complete(Thread.currentThread());
		if (this.failure != null) {
			throw Errand.<RuntimeException>sneaky(this.failure);
		}
	}

	@Override
	public String call() {
		run();
		return "done on " + Words.of(Thread.currentThread())
				+ (Thread.currentThread().isInterrupted() ? " interrupted" : "");
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable throwable) throws T {
		throw (T) throwable;
	}

	@Nullable Thread awaitRunner() throws Exception {
		try {
			return this.runner.get(Observation.SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
	}

	@Nullable String place() {
		return this.place;
	}

	int runs() {
		return this.runs.get();
	}

	int looks() {
		return this.looks.get();
	}

	@Override
	public String toString() {
		this.looks.incrementAndGet();
		return "errand";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		this.looks.incrementAndGet();
		return this == other;
	}

	@Override
	public int hashCode() {
		this.looks.incrementAndGet();
		return 1;
	}

}
