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

package com.example.shop.customers;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.example.shop.checkout.AbandonedCheckout;
import com.example.shop.mail.Mail;
import com.example.shop.mail.MailService;
import com.example.shop.orders.Order;
import com.example.shop.orders.OrderService;
import com.example.shop.receipts.Paper;
import com.example.shop.warehouse.Parcel;
import com.example.shop.warehouse.WarehouseService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The customers, who keep the shop busy without any request.
 */
@Component
@ConditionalOnBooleanProperty(name = "shop.customers.enabled", matchIfMissing = true)
@SuppressWarnings("FutureReturnValueIgnored")
class Customers {

	private static final int PARCELS_PER_ORDER = 4;

	private final OrderService orders;

	private final WarehouseService warehouse;

	private final MailService mail;

	private final AbandonedCheckout abandonedCheckout;

	private final AtomicLong orderNumbers = new AtomicLong();

	Customers(OrderService orders, WarehouseService warehouse, MailService mail, AbandonedCheckout abandonedCheckout) {
		this.orders = orders;
		this.warehouse = warehouse;
		this.mail = mail;
		this.abandonedCheckout = abandonedCheckout;
	}

	@Scheduled(fixedRate = 15, timeUnit = TimeUnit.SECONDS)
	void order() {
		long number = this.orderNumbers.incrementAndGet();
		this.orders.place(new Order(number, BigDecimal.TEN, Paper.PLAIN));
		this.mail.sendAndConfirm(new Mail("customer@example.com", "Thank you for order " + number));
		if (!this.warehouse.isBusy()) {
			sendParcels(number);
		}
	}

	@Scheduled(initialDelay = 5, fixedRate = 60, timeUnit = TimeUnit.SECONDS)
	void abandonCheckout() throws Exception {
		this.abandonedCheckout.happen();
	}

	@Scheduled(initialDelay = 1, fixedRate = 300, timeUnit = TimeUnit.SECONDS)
	void registerWithMistypedAddress() {
		this.mail.send(new Mail("nobody@example.invalid", "Welcome"));
	}

	private void sendParcels(long orderNumber) {
		for (int number = 1; number <= PARCELS_PER_ORDER; number++) {
			this.warehouse.pack(new Parcel(orderNumber, number));
		}
	}

}
