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

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;
import com.example.shop.receipts.Paper;
import com.example.shop.receipts.Printer;

import org.springframework.stereotype.Component;

@Component
class ChainIncident implements Incident {

	private final OrderService orders;

	private final Printer printer;

	private final AtomicLong numbers = new AtomicLong(900_000);

	ChainIncident(OrderService orders, Printer printer) {
		this.orders = orders;
		this.printer = printer;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("chain",
				"A receipt hangs in the printer. The order and the payment that led to it are long done: "
						+ "who asked for this receipt?",
				"ReceiptService.print is running; its creation chain begins with OrderService.place and "
						+ "PaymentService.charge, though both have ended. After ten seconds the diagnosis "
						+ "calls it SLOW_TASK, for the shop says how long printing may take.",
				"/actuator/tasks?filter=ReceiptService.print", "/actuator/tasks/ID", "/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		this.printer.clear();
		this.printer.jam();
		placeOnGlossyPaper().payment().get(10, TimeUnit.SECONDS);
		this.printer.awaitGlossyReceipt();
		return "An order is placed and paid; its receipt is stuck in the printer.";
	}

	@Override
	public String end() throws Exception {
		this.printer.clear();
		return "The printer is cleared, the receipt printed.";
	}

	private PlacedOrder placeOnGlossyPaper() throws Exception {
		Order order = new Order(this.numbers.incrementAndGet(), BigDecimal.TEN, Paper.GLOSSY);
		return this.orders.place(order).get(10, TimeUnit.SECONDS);
	}

}
