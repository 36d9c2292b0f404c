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

package com.example.shop.downstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands for a system elsewhere (a mail server, a printer, a database) that keeps its
 * callers waiting, and that can hang. Safe for use by many threads.
 */
public final class Downstream {

	private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Duration usual;

	private Duration answersAfter;

	private int callers;

	private boolean closed;

	Downstream(Duration usual) {
		this.usual = usual;
		this.answersAfter = usual;
	}

	/**
	 * Blocks until the answer is there.
	 * @throws DownstreamInterruptedException if the calling thread is interrupted; its
	 * interrupt flag is set again
	 */
	public void call() {
		this.lock.lock();
		try {
			count(1);
			awaitAnswer();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DownstreamInterruptedException(ex);
		}
		finally {
			count(-1);
			this.lock.unlock();
		}
	}

	/**
	 * Keeps all callers, present and future, waiting for ten minutes each.
	 */
	public void hang() {
		answerAfter(LONGEST_HANG);
	}

	/**
	 * Answers all callers, present and future, at once.
	 */
	public void hurry() {
		answerAfter(Duration.ZERO);
	}

	/**
	 * Answers all callers, present and future, after the usual time.
	 */
	public void recover() {
		answerAfter(this.usual);
	}

	/**
	 * Blocks until exactly so many callers are waiting for an answer.
	 * @param expected the number of callers
	 * @throws IllegalStateException if that has not happened within ten seconds
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public void awaitCallers(int expected) throws InterruptedException {
		this.lock.lock();
		try {
			long remaining = PATIENCE;
			while (this.callers != expected) {
				if (remaining <= 0) {
					throw new IllegalStateException("%d callers, not %d".formatted(this.callers, expected));
				}
				remaining = this.changed.awaitNanos(remaining);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			answerAfter(Duration.ZERO);
			this.closed = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void awaitAnswer() throws InterruptedException {
		long calledAt = System.nanoTime();
		long remaining = remaining(calledAt);
		while (remaining > 0) {
			this.changed.awaitNanos(remaining);
			remaining = remaining(calledAt);
		}
	}

	private long remaining(long calledAt) {
		return this.answersAfter.toNanos() - (System.nanoTime() - calledAt);
	}

	private void count(int change) {
		this.callers += change;
		this.changed.signalAll();
	}

	private void answerAfter(Duration time) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.answersAfter = time;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
