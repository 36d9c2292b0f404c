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

package com.example.shop.orders;

import java.util.concurrent.CompletableFuture;

import com.example.shop.payments.Payment;
import com.example.shop.payments.PaymentService;
import com.example.shop.receipts.Receipt;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Takes on the customers' orders.
 */
@Service
public class OrderService {

	private final PaymentService payments;

	OrderService(PaymentService payments) {
		this.payments = payments;
	}

	/**
	 * Takes on an order and has it paid, without waiting for the payment.
	 * @param order the order
	 * @return the order and its payment
	 */
	@Async
	public CompletableFuture<PlacedOrder> place(Order order) {
		Receipt receipt = new Receipt(order.number(), order.receiptPaper());
		CompletableFuture<Payment> payment = this.payments.charge(new Payment(order.price(), receipt));
		return CompletableFuture.completedFuture(new PlacedOrder(order, payment));
	}

}
