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
package com.example.orders;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An exception that does not tell its message before it may.
 */
public class SilentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The threads that have asked for the message. */
	public final transient Queue<Thread> asking = new ConcurrentLinkedQueue<>();

	/** How often these were interrupted. */
	public final transient AtomicInteger interrupts = new AtomicInteger();

	private final transient CountDownLatch asked = new CountDownLatch(1);

	private final transient CountDownLatch mayTell;

	/**
	 * Creates an exception.
	 * @param mayTell until when it is silent
	 */
	public SilentException(CountDownLatch mayTell) {
		this.mayTell = mayTell;
	}

	@Override
	public String getMessage() {
		this.asking.add(Thread.currentThread());
		this.asked.countDown();
		boolean silent = true;
		while (silent) {
			try {
				silent = !this.mayTell.await(60, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				this.interrupts.incrementAndGet();
			}
		}
		return "told at last";
	}

	/**
	 * Waits until somebody asks.
	 * @throws InterruptedException if interrupted
	 */
	public void awaitAsked() throws InterruptedException {
		if (!this.asked.await(60, TimeUnit.SECONDS)) {
			throw new AssertionError("Nobody asks");
		}
	}

}
