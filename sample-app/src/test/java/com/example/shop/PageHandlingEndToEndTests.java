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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in the hands of those who use keys, little room, or the way back.
 */
@Tag("one-jdk")
@InBrowser
@QuietShop
class PageHandlingEndToEndTests {

	private final Shop shop;

	private final Browser browser;

	PageHandlingEndToEndTests(Shop shop, Browser browser) {
		this.shop = shop;
		this.browser = browser;
	}

	@AfterEach
	void putRight() {
		List.of("chain", "flood", "deadlock").forEach(this.shop::end);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void whatIsReadStaysWhileTheTaskRunsOn() {
		this.shop.start("chain");
		open("/" + receipt().id());
		WebElement creator = this.browser.find("aside .path a", "PaymentService.charge");
		WebElement parent = this.browser.find("aside .facts dd a[href*='task=']");
		this.browser.run("arguments[0].focus()", creator);
		awaitNextAnswer();
		assertThat(this.browser.focused()).isEqualTo(creator);
		this.browser.run("arguments[0].focus()", parent);
		awaitNextAnswer();
		assertThat(this.browser.focused()).isEqualTo(parent);
	}

	@Test
	void focusGoesToTheTaskAndBack() {
		this.shop.start("chain");
		Task receipt = receipt();
		open("");
		WebElement link = this.browser.find("main a.task[href$='task=" + receipt.id() + "']");
		this.browser.run("arguments[0].focus()", link);
		this.browser.press(Keys.ENTER);
		this.browser.find("aside h2");
		assertThat(this.browser.focused().getTagName()).isEqualTo("aside");
		assertThat(this.browser.focused().getAccessibleName()).isEqualTo("Task " + receipt.id());
		this.browser.find("main tr[aria-current]");
		this.browser.escape();
		this.browser.awaitNone("aside");
		assertThat(this.browser.focused()).isEqualTo(link);
	}

	@Test
	void focusStaysWhenTasksAboveEnd() {
		this.shop.start("deadlock");
		this.shop.start("chain");
		open("");
		WebElement link = this.browser.find("main a.task[href$='task=" + receipt().id() + "']");
		this.browser.find("main a.task", "BookkeepingService.close");
		this.browser.run("arguments[0].focus()", link);
		this.shop.end("deadlock");
		this.browser.await("the end of the tasks above",
				() -> !this.browser.texts("main a.task").contains("BookkeepingService.close") ? Boolean.TRUE : null);
		assertThat(this.browser.focused()).isEqualTo(link);
	}

	@Test
	void keysGoFromTaskToTaskOfATimeline() {
		this.shop.start("deadlock");
		open("#/timeline");
		this.browser.find(".lane p", "2 running, 2 queued");
		WebElement chart = this.browser.find(".chart[aria-label^='Tasks of accounting']");
		this.browser.run("arguments[0].focus()", chart);
		this.browser.press(Keys.ARROW_LEFT);
		String last = pointedAt();
		assertThat(this.browser.all("rect.pointed")).isNotEmpty();
		this.browser.press(Keys.ARROW_LEFT);
		assertThat(pointedAt()).isNotEqualTo(last);
		this.browser.press(Keys.ARROW_RIGHT);
		assertThat(pointedAt()).isEqualTo(last);
		this.browser.press(Keys.ENTER);
		assertThat(this.browser.find("aside h2").getText()).isEqualTo(last);
	}

	@Test
	void keysGoFromSiteToSite() {
		this.shop.start("flood");
		open("#/sites");
		WebElement root = this.browser.find(".block[tabindex='0']");
		assertThat(this.browser.all(".block[tabindex='0']")).hasSize(1);
		this.browser.run("arguments[0].focus()", root);
		this.browser.press(Keys.ARROW_DOWN);
		WebElement below = this.browser.focused();
		assertThat(below.getLocation().getY()).isGreaterThan(root.getLocation().getY());
		this.browser.press(Keys.ARROW_UP);
		assertThat(this.browser.focused()).isEqualTo(root);
	}

	@Test
	void pageThatHasEmptiedLeadsToTheLastOne() {
		this.shop.start("chain");
		open("#/live?filter=receipt&offset=500");
		this.browser.find("main a.task", "ReceiptService.print");
		assertThat(this.browser.address()).doesNotContain("offset");
		open("#/live?filter=receipt&offset=500&group=name");
		this.browser.find("main a.task", "ReceiptService.print");
		open("#/ended?filter=order&offset=500");
		this.browser.find("main a.task", "OrderService.place");
		open("#/ended?filter=nosuchtask&offset=500");
		this.browser.find(".state-title", "No ended task matches");
		assertThat(this.browser.find(".range").getText()).isEqualTo("0 tasks in the log");
	}

	@Test
	void wayBackLeadsToWhatWasFilteredBefore() {
		this.shop.start("chain");
		open("#/live?filter=receipt");
		this.browser.find("main a.task", "ReceiptService.print");
		this.browser.run("location.hash = '#/live?filter=nosuchtask'");
		this.browser.find(".state-title", "No live task matches");
		this.browser.press("/");
		this.browser.back();
		this.browser.find("main a.task", "ReceiptService.print");
		assertThat(this.browser.find("main input[type=search]").getAttribute("value")).isEqualTo("receipt");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void taskIsCopiedAsTheConsoleWritesIt(boolean clipboard) {
		this.shop.start("chain");
		Task receipt = receipt();
		open("/" + receipt.id());
		WebElement copy = this.browser.find("aside button", "Copy as text");
		if (!clipboard) {
			this.browser.run("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
		}
		this.browser.run("arguments[0].focus()", copy);
		this.browser.press(Keys.SPACE);
		this.browser.find(".toast", "Task " + receipt.id() + " is in the clipboard");
		assertThat(this.browser.focused()).isEqualTo(copy);
		this.browser.press("/");
		this.browser.paste();
		assertThat(this.browser.find("main input[type=search]").getAttribute("value"))
			.contains("Creation chain, root first:")
			.contains("Task " + receipt.id() + " ReceiptService.print:")
			.contains("Where it is now:");
	}

	@Test
	void phoneShowsWhatMattersWithoutScrollingSideways() {
		this.shop.start("chain");
		this.shop.start("deadlock");
		for (String view : List.of("live", "live?group=site", "tree", "sites", "timeline", "ended", "findings")) {
			open("#/" + view);
			this.browser.phone();
			this.browser.find("main tbody tr, main .lane, main .finding");
			assertThat(sideways("main")).as(view).isNotPositive();
			assertThat(sideways("nav")).as(view).isNotPositive();
		}
		open("/" + receipt().id());
		this.browser.phone();
		this.browser.find("aside .waits");
		assertThat(sideways("aside")).isNotPositive();
	}

	@Test
	void onlyListAndTaskScroll() {
		this.shop.start("chain");
		this.shop.start("deadlock");
		for (String view : List.of("tree", "sites", "timeline", "ended", "findings")) {
			open("#/" + view + "?task=" + receipt().id());
			this.browser.size(1440, 460);
			this.browser.find("main tbody tr, main .lane, main .finding");
			this.browser.find("aside .path");
			assertThat(number("return document.documentElement.scrollHeight - innerHeight")).as(view).isNotPositive();
		}
	}

	private String pointedAt() {
		return this.browser.find(".at", "#").getText().split(",")[0];
	}

	private void awaitNextAnswer() {
		String running = runningFor();
		this.browser.await("the next answer", () -> runningFor().equals(running) ? null : Boolean.TRUE);
	}

	private String runningFor() {
		return (String) this.browser.run("""
				return [...document.querySelectorAll('aside .facts > div')]
					.find((fact) => fact.firstChild.textContent === 'Running').textContent""");
	}

	private long sideways(String selector) {
		return number(
				"const part = document.querySelector('" + selector + "'); return part.scrollWidth - part.clientWidth");
	}

	private long number(String script) {
		return (Long) this.browser.run(script);
	}

	private void open(String path) {
		this.browser.open(this.shop.root(), Shop.TASKS + path);
	}

	private Task receipt() {
		return this.shop.live("filter=ReceiptService.print").tasks().get(0);
	}

}
