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

package com.example.shop.reports;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

final class Workload {

	private final CountDownLatch begun = new CountDownLatch(1);

	private final Duration longest;

	private volatile boolean ended;

	Workload(Duration longest) {
		this.longest = longest;
	}

	double work() {
		this.begun.countDown();
		long startedAt = System.nanoTime();
		double result = 1;
		while (!this.ended && System.nanoTime() - startedAt < this.longest.toNanos()) {
			result = refine(result);
		}
		return result;
	}

	boolean isBegunWithin(Duration patience) throws InterruptedException {
		return this.begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	void end() {
		this.ended = true;
	}

	private double refine(double result) {
		double refined = result;
		for (int round = 0; round < 10_000; round++) {
			refined = Math.sqrt(refined + round);
		}
		return refined;
	}

}
