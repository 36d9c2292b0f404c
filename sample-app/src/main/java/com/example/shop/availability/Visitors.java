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
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;

/**
 * Customers who open the page of an article that is sold out: two of them every second,
 * until there are very many or the article is here. Safe for use by many threads.
 */
final class Visitors {

	private static final int MOST = 1_200;

	private final ArticlePage page;

	private final Delivery delivery = new Delivery();

	private final AtomicInteger seen = new AtomicInteger();

	Visitors(ArticlePage page) {
		this.page = page;
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void come(TaskScheduler scheduler) {
		scheduler.schedule(this::two, (context) -> next());
	}

	boolean haveComeWithin(Duration patience) throws InterruptedException {
		return this.delivery.isWatchedWithin(patience);
	}

	void goAway() {
		this.delivery.arrive();
	}

	private void two() {
		for (int visitor = 0; visitor < 2; visitor++) {
			this.page.open(this.delivery);
			this.seen.incrementAndGet();
		}
	}

	private @Nullable Instant next() {
		boolean more = this.seen.get() < MOST && !this.delivery.isHere();
		return more ? Instant.now().plusSeconds(1) : null;
	}

}
