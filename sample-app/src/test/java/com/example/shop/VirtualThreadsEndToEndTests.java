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

import com.example.shop.TaskList.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at tasks on virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@PackagedShop({ "--shop.customers.enabled=false", "--spring.profiles.active=virtual" })
class VirtualThreadsEndToEndTests {

	private final Shop shop;

	VirtualThreadsEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void clearThePrinter() {
		this.shop.end("chain");
	}

	@Test
	void taskOnAVirtualThreadHasALiveStack() {
		this.shop.start("chain");
		Task receipt = this.shop.live("filter=ReceiptService.print").tasks().get(0);
		assertThat(receipt.state()).isEqualTo("RUNNING");
		assertThat(receipt.thread().virtual()).isTrue();
		TaskDetails details = this.shop.task(receipt.id());
		assertThat(details.stack())
			.anyMatch((frame) -> frame.startsWith("com.example.shop.receipts.Printer.print(Printer.java:"));
		assertThat(details.creationChain()).hasSize(3);
		assertThat(this.shop.text(Shop.TASKS + "/" + receipt.id())).contains("virtual");
	}

	@Test
	void taskOnAVirtualThreadIsCancelled() {
		this.shop.start("chain");
		Task receipt = this.shop.live("filter=ReceiptService.print").tasks().get(0);
		assertThat(this.shop.cancel(receipt).statusCode()).isEqualTo(200);
		this.shop.end("chain");
		assertThat(this.shop.endedTask(receipt.id()).task().outcome()).isEqualTo("CANCELLED");
	}

	@Test
	void smallPoolsKeepTheirThreads() {
		this.shop.start("queue");
		assertThat(this.shop.live("executor=warehouse&state=RUNNING").tasks()).hasSize(2)
			.allSatisfy((task) -> assertThat(task.thread().virtual()).isFalse());
		this.shop.end("queue");
	}

	@Test
	void executorsAreListed() {
		assertThat(this.shop.executors()).extracting(TaskExecutor::name)
			.containsExactly("accounting", "applicationTaskExecutor", "availability", "bonus", "catalogue", "exchange",
					"giftCards", "labels", "mail", "newsletter", "supplier", "taskScheduler", "warehouse");
	}

}
