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

import com.example.shop.TaskList.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of an application that is started anew behind it, and numbers its tasks anew.
 */
@Tag("one-jdk")
@InBrowser
class RestartedPageEndToEndTests {

	private final Browser browser;

	RestartedPageEndToEndTests(Browser browser) {
		this.browser = browser;
	}

	@Test
	void numbersOfTheRunBeforeAreNotTakenForThoseOfThisOne() throws IOException {
		try (ShopProcess before = start();
				PrefixProxy proxy = new PrefixProxy("/shop", before.shop().root());
				ShopProcess after = start()) {
			Task receipt = receipt(before.shop());
			this.browser.open(proxy.root(), Shop.TASKS + "/" + receipt.id());
			this.browser.find("aside h2", "#" + receipt.id());
			this.browser.press("p");
			this.browser.find("aside button.danger").click();
			this.browser.find("dialog[open] h2", "Cancel ReceiptService.print, task " + receipt.id() + "?");
			proxy.forwardTo(after.shop().root());
			assertThat(receipt(after.shop()).id()).isEqualTo(receipt.id());
			this.browser.find("dialog[open] button.danger").click();
			this.browser.awaitNone("dialog[open]");
			this.browser.find("button[aria-pressed=true]").click();
			this.browser.awaitNone("aside");
			this.browser.find(".toast", "has been started anew");
			assertThat(this.browser.address()).doesNotContain("task=");
			assertThat(receipt(after.shop()).cancelled()).isNotEqualTo(Boolean.TRUE);
			assertThat(this.browser.complaints()).isEmpty();
			this.browser.open(after.shop().root(), "/");
		}
	}

	private static ShopProcess start() {
		ShopProcess process = ShopProcess.start(List.of("--shop.customers.enabled=false"));
		process.shop().start("chain");
		return process;
	}

	private static Task receipt(Shop shop) {
		return shop.live("filter=ReceiptService.print").tasks().get(0);
	}

}
