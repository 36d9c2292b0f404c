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

import java.time.Duration;
import java.util.List;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the shop as its README says, lets everything go wrong, and ends it.
 */
class FirstUseEndToEndTests {

	@Test
	void endsSoonHoweverMuchIsStuck() throws Exception {
		try (ShopProcess process = ShopProcess.start(List.of())) {
			assertThat(process.startUpLog()).doesNotContain(" WARN ", " ERROR ");
			Shop shop = process.shop();
			thereIsMuchToSeeWithoutAnyRequest(shop);
			for (JsonNode incident : shop.json("/incidents")) {
				shop.start(incident.path("name").asString());
			}
			assertThat(shop.live("limit=0").counts().running()).isGreaterThan(5);
			assertThat(process.endsWithin(Duration.ofSeconds(30))).as(process.log()).isTrue();
			assertThat(process.log()).doesNotContain("taskmon failed");
		}
	}

	private static void thereIsMuchToSeeWithoutAnyRequest(Shop shop) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(shop.live("filter=WarehouseService.pack").tasks()).isNotEmpty();
			assertThat(shop.ended("outcome=FAILED").tasks()).extracting(Task::name)
				.contains("MessagePoller.poll", "MailService.send");
			assertThat(shop.ended("outcome=CANCELLED").tasks()).extracting(Task::name).contains("CourierService.book");
		});
	}

}
