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

import com.example.shop.TaskList.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page behind a reverse proxy that adds a prefix.
 */
@Tag("one-jdk")
@InBrowser
@QuietShop
class ProxiedPageEndToEndTests {

	private final Shop shop;

	private final Browser browser;

	ProxiedPageEndToEndTests(Shop shop, Browser browser) {
		this.shop = shop;
		this.browser = browser;
	}

	@AfterEach
	void putRight() {
		this.shop.end("chain");
	}

	@Test
	void everythingIsBelowThePrefix() throws IOException {
		this.shop.start("chain");
		Task receipt = this.shop.live("filter=ReceiptService.print").tasks().get(0);
		try (PrefixProxy proxy = new PrefixProxy("/team/shop", this.shop.root())) {
			this.browser.open(proxy.root(), Shop.TASKS + "/" + receipt.id());
			this.browser.find("aside h2", "#" + receipt.id());
			this.browser.find("main a.task", "ReceiptService.print");
			assertThat(this.browser.address()).startsWith(proxy.root() + Shop.TASKS + "#");
			this.browser.find("aside button.danger").click();
			this.browser.find("dialog[open] button.danger").click();
			this.browser.find(".toast", "it is cancelled");
			assertThat(this.browser.complaints()).isEmpty();
			this.browser.open(this.shop.root(), "/");
		}
	}

}
