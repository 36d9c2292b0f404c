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

package com.example.shop.checkout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.stereotype.Component;

/**
 * A customer who walks away while the shop is still on the phone to the courier. One
 * customer at a time; safe for use by many threads.
 */
@Component
public class AbandonedCheckout {

	private final Lock oneAtATime = new ReentrantLock();

	private final CheckoutService checkout;

	private final Courier courier;

	AbandonedCheckout(CheckoutService checkout, Courier courier) {
		this.checkout = checkout;
		this.courier = courier;
	}

	/**
	 * Starts a checkout, abandons it, and returns when nobody is on the phone any more.
	 * @throws Exception if that takes longer than some seconds
	 */
	public void happen() throws Exception {
		this.oneAtATime.lock();
		try {
			walkAway();
		}
		finally {
			this.oneAtATime.unlock();
		}
	}

	private void walkAway() throws Exception {
		Cart cart = new Cart();
		CompletableFuture<Void> checkedOut = this.checkout.checkOut(cart);
		this.courier.awaitCalls(1);
		cart.abandon();
		checkedOut.get(10, TimeUnit.SECONDS);
		this.courier.awaitCalls(0);
	}

}
