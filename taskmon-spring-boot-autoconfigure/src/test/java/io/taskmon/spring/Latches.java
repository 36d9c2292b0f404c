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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Waits that come to an end.
 */
final class Latches {

	private static final int SECONDS = 20;

	private Latches() {
	}

	static void await(CountDownLatch latch) {
		try {
			awaitInterruptibly(latch);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

	static void awaitInterruptibly(CountDownLatch latch) throws InterruptedException {
		if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("waited in vain");
		}
	}

	/**
	 * Waits for the latch whatever interrupts come.
	 */
	static void awaitStubbornly(CountDownLatch latch) {
		boolean interrupted = false;
		while (latch.getCount() > 0) {
			try {
				awaitInterruptibly(latch);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	static <T> T get(Future<T> future) throws Exception {
		return future.get(SECONDS, TimeUnit.SECONDS);
	}

	static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
		T element = queue.poll(SECONDS, TimeUnit.SECONDS);
		if (element == null) {
			throw new IllegalStateException("waited in vain");
		}
		return element;
	}

}
