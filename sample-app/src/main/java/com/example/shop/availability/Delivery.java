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

package com.example.shop.availability;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The delivery of an article that is sold out. Safe for use by many threads.
 */
final class Delivery {

	private static final Duration LONGEST_WATCH = Duration.ofMinutes(10);

	private final CountDownLatch watched = new CountDownLatch(2);

	private final CountDownLatch here = new CountDownLatch(1);

	boolean watch() {
		this.watched.countDown();
		try {
			return this.here.await(LONGEST_WATCH.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	boolean isWatchedWithin(Duration patience) throws InterruptedException {
		return this.watched.await(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	boolean isHere() {
		return this.here.getCount() == 0;
	}

	void arrive() {
		this.here.countDown();
	}

}
