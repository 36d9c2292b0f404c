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

import com.example.shop.TaskList.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser, with things going wrong in the shop.
 */
@InBrowser
@QuietShop
class PageEndToEndTests {

	private static final List<String> INCIDENTS = List.of("chain", "flood", "deadlock", "lost-result", "cancel-chain");

	private final Shop shop;

	private final Browser browser;

	PageEndToEndTests(Shop shop, Browser browser) {
		this.shop = shop;
		this.browser = browser;
	}

	@AfterEach
	void putRight() {
		INCIDENTS.forEach(this.shop::end);
		this.browser.assertNothingFromOutside();
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void liveTaskOpensBesideTheListWithItsCreators() {
		this.shop.start("chain");
		open("");
		this.browser.find("main a.task", "ReceiptService.print").click();
		this.browser.find("aside h2", "ReceiptService.print");
		assertThat(this.browser.texts("aside .path .step")).hasSize(3)
			.satisfiesExactly((root) -> assertThat(root).contains("OrderService.place"),
					(parent) -> assertThat(parent).contains("PaymentService.charge"),
					(task) -> assertThat(task).contains("ReceiptService.print"));
		assertThat(this.browser.texts("aside .frame:not(.framework) .method")).contains("Printer.print",
				"PaymentService.charge");
		this.browser.find("main a.task", "ReceiptService.print");
		assertThat(this.browser.address()).contains("task=" + receipt().id());
		this.browser.find("aside a", "PaymentService.charge").click();
		this.browser.find("aside .pill", "succeeded");
	}

	@Test
	void addressLeadsToATask() {
		this.shop.start("chain");
		Task receipt = receipt();
		open("/" + receipt.id());
		this.browser.find("aside h2", "#" + receipt.id());
		assertThat(this.browser.title()).contains("#" + receipt.id()).contains("shop");
		open("#/ended?task=" + receipt.id());
		this.browser.find("aside h2", "#" + receipt.id());
		this.browser.find("nav a[aria-current=page]", "Ended");
	}

	@Test
	void addressOfAListLeadsToItsView() {
		this.shop.start("lost-result");
		open("/terminated?filter=stock&preserved=true");
		this.browser.find("main a.task", "StockCount");
		assertThat(this.browser.find("main input[type=checkbox]").isSelected()).isTrue();
		assertThat(this.browser.find("main input[type=search]").getAttribute("value")).isEqualTo("stock");
	}

	@Test
	void filterNarrowsAndIsPartOfTheAddress() {
		this.shop.start("chain");
		this.shop.start("deadlock");
		open("");
		this.browser.find("main a.task", "ReceiptService.print");
		this.browser.find("main input[type=search]").sendKeys("ledger");
		this.browser.awaitAddress("filter=ledger");
		this.browser.await("ledger alone",
				() -> this.browser.texts("main a.task").stream().allMatch((name) -> name.equals("LedgerService.sum"))
						? Boolean.TRUE : null);
		this.browser.find("main input[type=search]").sendKeys("nothing such");
		this.browser.find(".state-title", "No live task matches");
	}

	@Test
	void floodIsPagedAndStandsOut() {
		this.shop.start("flood");
		open("#/live?sort=-id&filter=catalogueservice");
		this.browser.find("main a.task", "CatalogueService.update");
		assertThat(this.browser.all("main tbody tr")).hasSize(100);
		assertThat(this.browser.find(".range").getText()).startsWith("1–100 of ");
		this.browser.find(".pager button", "Next").click();
		this.browser.awaitAddress("offset=100");
		this.browser.find(".range", "101–200 of ");

		open("#/live?group=site");
		this.browser.find("main a.task", "CatalogueImporter.accept").click();
		this.browser.find(".chip", "CatalogueImporter.accept");
		this.browser.find("main a.task", "CatalogueService.update");

		open("#/tree");
		this.browser.find(".times", "×");

		open("#/sites");
		WebElement block = this.browser.find(".block.heavy", "CatalogueService.update");
		assertThat(block.getSize().getWidth()).isGreaterThan(600);
		block.click();
		this.browser.awaitAddress("zoom=");
		this.browser.find(".trail", "CatalogueService.update");
	}

	@Test
	void timelineShowsWhatRunsAndWaits() {
		this.shop.start("deadlock");
		open("#/timeline");
		this.browser.find(".lane", "accounting");
		this.browser.find(".lane p", "2 running, 2 queued");
		this.browser.find("rect.running").click();
		this.browser.find("aside .pill", "running");
	}

	@Test
	void endedTaskTellsWhyItFailed() {
		this.shop.start("lost-result");
		open("#/ended?filter=stockcount&outcome=FAILED");
		this.browser.find("td.why", "IllegalStateException");
		this.browser.find("main a.task", "StockCount").click();
		this.browser.find("aside .failure", "java.lang.IllegalStateException");
		assertThat(this.browser.texts("aside .failure .frame:not(.framework) .method")).contains("StockCount.run");
	}

	@Test
	void endedTaskTellsWhoCancelledIt() {
		this.shop.start("cancel-chain");
		open("#/ended?filter=courier&outcome=CANCELLED");
		this.browser.find("main a.task", "CourierService.book").click();
		this.browser.find("aside .cancellation");
		assertThat(this.browser.texts("aside .cancellation .step")).satisfiesExactly(
				(root) -> assertThat(root).contains("CheckoutService.checkOut"),
				(middle) -> assertThat(middle).contains("ReservationService.reserve"),
				(task) -> assertThat(task).contains("CourierService.book"));
	}

	@Test
	void executorsShowTheirThreadsAndQueues() {
		this.shop.start("deadlock");
		open("/executors");
		WebElement accounting = this.browser.find("main tbody tr", "accounting");
		assertThat(accounting.getText()).contains("2 of 2 active").contains("2 of 20").contains("full");
	}

	@Test
	void cancelAsksFirstAndNamesTheTask() {
		this.shop.start("chain");
		Task receipt = receipt();
		open("/" + receipt.id());
		this.browser.find("aside button.danger").click();
		this.browser.find("dialog[open] h2", "Cancel ReceiptService.print, task " + receipt.id() + "?");
		this.browser.find("dialog[open] button", "Keep it").click();
		this.browser.awaitNone("dialog[open]");
		assertThat(this.shop.live("filter=ReceiptService.print").tasks()).isNotEmpty();

		this.browser.find("aside button.danger").click();
		this.browser.find("dialog[open] button.danger").click();
		this.browser.find(".toast", "Task " + receipt.id() + " was running: it is cancelled");
		this.browser.find("aside .pill", "cancelled");
	}

	@Test
	void unknownTaskIsSaidInWords() {
		open("/999999999");
		this.browser.find("aside .state-title", "It is not known here.");
		assertThat(this.browser.complaints()).isNotEmpty().allMatch((complaint) -> complaint.contains("404"));
	}

	@Test
	void keysAreEnough() {
		this.shop.start("chain");
		open("");
		this.browser.find("main a.task", "ReceiptService.print");
		this.browser.press("j");
		this.browser.press(Keys.ENTER);
		this.browser.find("aside h2");
		this.browser.press("5");
		this.browser.find("nav a[aria-current=page]", "Ended");
		this.browser.escape();
		this.browser.awaitNone("aside");
		this.browser.press("/");
		this.browser.press("no such task");
		this.browser.awaitAddress("filter=no+such+task");
		this.browser.find(".state-title", "No ended task matches");
		this.browser.escape();
		this.browser.press("?");
		this.browser.find("dialog[open] h2", "Keys");
		this.browser.escape();
		this.browser.awaitNone("dialog[open]");
		this.browser.press("p");
		this.browser.find("button[aria-pressed=true]", "Go on");
	}

	@Test
	void whatItBreaksOfItsPolicyWouldBeSeen() {
		open("");
		this.browser.find("main .tools");
		this.browser
			.run("document.body.append(Object.assign(document.createElement('script'), {text: 'window.bad = 1'}))");
		assertThat(this.browser.run("return window.bad")).isNull();
		assertThat(this.browser.complaints()).isNotEmpty()
			.allMatch((complaint) -> complaint.contains("Content Security Policy"));
	}

	@Test
	void readersOfScreensFindTheirWay() {
		this.shop.start("chain");
		this.shop.start("cancel-chain");
		this.shop.start("deadlock");
		for (boolean dark : new boolean[] { false, true }) {
			this.browser.dark(dark);
			for (String view : List.of("live", "live?group=name", "tree", "sites", "timeline", "ended", "executors",
					"findings")) {
				open("#/" + view + (view.contains("?") ? "&" : "?") + "task=" + receipt().id());
				this.browser.find("aside h2");
				this.browser.find("main tbody, main .lane, main .finding");
				assertThat(this.browser.accessibilityProblems()).as(view + (dark ? ", dark" : "")).isEmpty();
			}
		}
		this.browser.dark(false);
	}

	@Test
	void narrowScreenShowsTheTaskInPlaceOfTheList() {
		this.shop.start("chain");
		open("");
		this.browser.size(500, 800);
		this.browser.find("main a.task", "ReceiptService.print").click();
		this.browser.find("aside h2", "ReceiptService.print");
		this.browser.awaitNone("main");
		assertThat((Long) this.browser.run("return document.documentElement.scrollWidth - innerWidth")).isNotPositive();
		this.browser.find("aside button[aria-label=Close]").click();
		this.browser.find("main a.task", "ReceiptService.print");
	}

	private Browser open(String path) {
		return this.browser.open(this.shop.root(), Shop.TASKS + path);
	}

	private Task receipt() {
		return this.shop.live("filter=ReceiptService.print").tasks().get(0);
	}

}
