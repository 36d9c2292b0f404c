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

package com.example.shop.payments;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.example.shop.downstream.Downstream;
import com.example.shop.downstream.Downstreams;
import com.example.shop.receipts.ReceiptService;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * Takes the customers' money.
 */
@Service
public class PaymentService {

	private final ReceiptService receipts;

	private final Downstream bank;

	PaymentService(ReceiptService receipts, Downstreams downstreams) {
		this.receipts = receipts;
		this.bank = downstreams.answeringAfter(Duration.ofMillis(300));
	}

	/**
	 * Charges the customer and has the receipt printed, without waiting for the printer.
	 * @param payment the money to take
	 * @return the payment, once the bank has agreed
	 */
	@Async
	public CompletableFuture<Payment> charge(Payment payment) {
		this.bank.call();
		this.receipts.print(payment.receipt());
		return CompletableFuture.completedFuture(payment);
	}

}
