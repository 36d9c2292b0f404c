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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page where the endpoint is read-only, behind a context path and below another base
 * path.
 */
@InBrowser
@PackagedShop({ "--shop.customers.enabled=false", "--management.endpoint.tasks.access=read-only",
		"--server.servlet.context-path=/a/shop", "--management.endpoints.web.base-path=/ops",
		"--management.endpoints.web.path-mapping.tasks=ps" })
@Tag("one-jdk")
class ReadOnlyPageEndToEndTests {

	private final Shop shop;

	private final Browser browser;

	ReadOnlyPageEndToEndTests(Shop shop, Browser browser) {
		this.shop = shop;
		this.browser = browser;
	}

	@AfterEach
	void nothingIsWrong() {
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void offersNoCancelling() {
		assertThat(this.shop.send("POST", "/a/shop/incidents/chain").statusCode()).isEqualTo(200);
		this.browser.open(this.shop.root(), "/a/shop/ops/ps");
		this.browser.find("main a.task", "ReceiptService.print").click();
		this.browser.find("aside button", "Copy as text");
		assertThat(this.browser.all("aside button.danger")).isEmpty();
	}

}
