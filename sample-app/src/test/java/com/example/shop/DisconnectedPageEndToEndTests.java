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

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page says when the shop is gone.
 */
@Tag("one-jdk")
@InBrowser
class DisconnectedPageEndToEndTests {

	private final Browser browser;

	DisconnectedPageEndToEndTests(Browser browser) {
		this.browser = browser;
	}

	@Test
	void itSaysSoAndKeepsWhatItShowed() throws IOException {
		try (ShopProcess process = ShopProcess.start(List.of("--shop.customers.enabled=false"))) {
			process.shop().start("chain");
			this.browser.open(process.shop().root(), Shop.TASKS);
			this.browser.find("main a.task", "ReceiptService.print");
		}
		this.browser.find(".banner", "Disconnected");
		assertThat(this.browser.find("main a.task", "ReceiptService.print").isDisplayed()).isTrue();
	}

}
