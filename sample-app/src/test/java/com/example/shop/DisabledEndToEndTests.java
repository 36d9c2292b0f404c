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

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the shop without taskmon, by one property.
 */
@PackagedShop({ "--shop.customers.enabled=false", "--taskmon.enabled=false" })
class DisabledEndToEndTests {

	private final Shop shop;

	DisabledEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@Test
	void thereIsNoEndpoint() {
		assertThat(this.shop.status(Shop.TASKS)).isEqualTo(404);
		assertThat(this.shop.status(Shop.TASKS + "/terminated")).isEqualTo(404);
		assertThat(this.shop.json("/actuator").path("_links").propertyNames()).contains("health")
			.noneMatch((name) -> name.startsWith("tasks"));
	}

	@Test
	void shopIsOpen() {
		for (String incident : new String[] { "chain", "queue", "cancel-chain" }) {
			this.shop.start(incident);
			this.shop.end(incident);
		}
		HttpResponse<String> incidents = this.shop.send("GET", "/incidents");
		assertThat(incidents.statusCode()).isEqualTo(200);
	}

}
