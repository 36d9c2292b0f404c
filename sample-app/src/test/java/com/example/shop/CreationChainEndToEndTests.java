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

package com.example.shop;

import java.util.List;

import com.example.shop.TaskDetails.Creation;
import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks who wanted the receipt that hangs in the printer.
 */
@QuietShop
class CreationChainEndToEndTests {

	private final Shop shop;

	private Task receipt;

	CreationChainEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@BeforeEach
	void jamThePrinter() {
		this.shop.start("chain");
		List<Task> receipts = this.shop.live("filter=ReceiptService.print").tasks();
		assertThat(receipts).hasSize(1);
		this.receipt = receipts.get(0);
	}

	@AfterEach
	void clearThePrinter() {
		this.shop.end("chain");
	}

	@Test
	void chainLeadsFromTheRootToTheTask() {
		List<Creation> chain = this.shop.task(this.receipt.id()).creationChain();
		assertThat(chain).extracting(Creation::name)
			.containsExactly("OrderService.place", "PaymentService.charge", "ReceiptService.print");
		assertThat(chain.get(1).id()).isEqualTo(this.receipt.parentId());
		assertThat(chain.get(2).id()).isEqualTo(this.receipt.id());
		assertThat(chain.get(0).stack()).anyMatch((frame) -> frame.contains("shop.orders.ChainIncident.start("));
		assertThat(chain.get(1).stack()).anyMatch((frame) -> frame.contains("shop.orders.OrderService.place("));
		assertThat(chain.get(2).stack()).anyMatch((frame) -> frame.contains("shop.payments.PaymentService.charge("));
	}

	@Test
	void liveStackShowsWhereTheTaskIs() {
		assertThat(this.shop.task(this.receipt.id()).stack())
			.anyMatch((frame) -> frame.startsWith("com.example.shop.receipts.Printer.print(Printer.java:"))
			.anyMatch((frame) -> frame.startsWith("com.example.shop.receipts.ReceiptService.print("));
	}

	@Test
	void parentsThatHaveEndedAreInTheLog() {
		List<Creation> chain = this.shop.task(this.receipt.id()).creationChain();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.shop.endedTask(chain.get(1).id()).task().outcome()).isEqualTo("SUCCEEDED"));
		TaskDetails payment = this.shop.endedTask(chain.get(1).id());
		assertThat(payment.task().name()).isEqualTo("PaymentService.charge");
		assertThat(payment.creationChain()).isEqualTo(chain.subList(0, 2));
		assertThat(payment.stack()).isNull();
		assertThat(this.shop.task(chain.get(1).id()).task().outcome()).isEqualTo("SUCCEEDED");
	}

	@Test
	void chainIsWholeWhenTheParentsAreEvicted() {
		List<Creation> chain = this.shop.task(this.receipt.id()).creationChain();
		this.shop.start("flood");
		this.shop.end("flood");
		for (Creation parent : chain.subList(0, 2)) {
			assertThat(this.shop.status(Shop.TASKS + "/terminated/" + parent.id())).isEqualTo(404);
			assertThat(this.shop.status(Shop.TASKS + "/" + parent.id())).isEqualTo(404);
		}
		assertThat(this.shop.task(this.receipt.id()).creationChain()).isEqualTo(chain);
		this.shop.end("chain");
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(this.shop.status(Shop.TASKS + "/terminated/" + this.receipt.id())).isEqualTo(200));
		assertThat(this.shop.endedTask(this.receipt.id()).creationChain()).isEqualTo(chain);
	}

	@Test
	void textNamesRootFirstAndTheTaskLast() {
		assertThat(this.shop.text(Shop.TASKS + "/" + this.receipt.id())).containsSubsequence("OrderService.place",
				"PaymentService.charge", "ReceiptService.print", "Printer.print");
	}

}
