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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks what taskmon sees of each executor.
 */
@QuietShop
class ExecutorsEndToEndTests {

	private final Shop shop;

	ExecutorsEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void packAllParcels() {
		this.shop.end("queue");
	}

	@Test
	void allExecutorBeansAreListed() {
		assertThat(this.shop.executors()).extracting(TaskExecutor::name)
			.containsExactly("accounting", "applicationTaskExecutor", "availability", "bonus", "catalogue", "exchange",
					"giftCards", "labels", "mail", "newsletter", "supplier", "taskScheduler", "warehouse");
		assertThat(this.shop.executors()).filteredOn((executor) -> executor.name().equals("mail"))
			.extracting(TaskExecutor::type)
			.containsExactly("org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor");
	}

	@Test
	void whatIsNotSeenIsNamedWithTheReason() {
		assertThat(this.shop.executors()).allSatisfy((executor) -> {
			assertThat(executor.coverage()).isIn("FULL", "PARTIAL", "NONE");
			if (executor.coverage().equals("FULL")) {
				assertThat(executor.missing()).isEmpty();
				assertThat(executor.reason()).isNull();
			}
			else {
				assertThat(executor.missing()).isNotEmpty();
				assertThat(executor.reason()).isNotBlank();
			}
		});
	}

	@Test
	void tasksAreCountedForEachExecutor() {
		this.shop.start("queue");
		assertThat(this.shop.executors()).filteredOn((executor) -> executor.name().equals("warehouse"))
			.singleElement()
			.satisfies((warehouse) -> {
				assertThat(warehouse.coverage()).isEqualTo("FULL");
				assertThat(warehouse.queued()).isEqualTo(48);
				assertThat(warehouse.running()).isEqualTo(2);
			});
	}

	@Test
	void textIsATable() {
		List<String> lines = this.shop.text(Shop.TASKS + "/executors").lines().toList();
		assertThat(lines.get(0)).containsSubsequence("NAME", "COVERAGE", "QUEUED", "RUNNING", "TYPE");
		assertThat(lines).anyMatch((line) -> line.startsWith("warehouse ") && line.contains("FULL"));
	}

}
