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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for the run that never came back.
 */
@QuietShop
class StuckScheduleEndToEndTests {

	private final Shop shop;

	StuckScheduleEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void refreshThePrices() {
		this.shop.end("stuck-schedule");
	}

	@Test
	void runIsLiveAndStandsWhereItIsStuck() {
		this.shop.start("stuck-schedule");
		assertThat(this.shop.live("filter=PriceService.refresh").tasks()).singleElement().satisfies((run) -> {
			assertThat(run.kind()).isEqualTo("SCHEDULED");
			assertThat(run.state()).isEqualTo("RUNNING");
			assertThat(run.executor()).isEqualTo("taskScheduler");
			assertThat(this.shop.task(run.id()).stack())
				.anyMatch((frame) -> frame.startsWith("com.example.shop.prices.PriceFeed.read("));
		});
	}

	@Test
	void eachRunIsATaskOfItsOwn() {
		this.shop.start("stuck-schedule");
		Task stuck = this.shop.live("filter=PriceService.refresh").tasks().get(0);
		this.shop.end("stuck-schedule");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.shop.endedTask(stuck.id()).task().outcome()).isEqualTo("SUCCEEDED"));
		this.shop.start("stuck-schedule");
		assertThat(this.shop.live("filter=PriceService.refresh").tasks()).singleElement()
			.extracting(Task::id)
			.isNotEqualTo(stuck.id());
	}

}
