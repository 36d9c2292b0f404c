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

package com.example.shop.giftcards;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.util.Assert;

/**
 * A gift card. Safe for use by many threads: whoever needs the amount locks the card.
 */
final class GiftCard {

	private final Lock lock = new ReentrantLock();

	private int amount;

	GiftCard(int amount) {
		this.amount = amount;
	}

	void lock() throws InterruptedException {
		Assert.state(this.lock.tryLock(10, TimeUnit.MINUTES), "The gift card is not available");
	}

	void unlock() {
		this.lock.unlock();
	}

	void charge(int change) {
		Assert.state(this.amount + change >= 0, "There is too little money on the gift card");
		this.amount += change;
	}

}
