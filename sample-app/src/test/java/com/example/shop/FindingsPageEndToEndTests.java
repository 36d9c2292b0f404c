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
import java.time.Duration;
import java.util.List;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page says is wrong, and where that leads. In a shop of its own: what has gone
 * wrong in others is told for long.
 */
@Tag("one-jdk")
@InBrowser
@PackagedShop({ "--shop.customers.enabled=false", "--spring.application.name=shop with findings" })
class FindingsPageEndToEndTests {

	private static final String DEADLOCK = ".finding:has(.critical)";

	private static final String TROUBLE = ".finding:not(:has(.info))";

	private static final String NOTHING = "Nothing is wrong that taskmon can see.";

	private static final String ASKED = "const asked = performance.getEntriesByType('resource')"
			+ ".filter((entry) => entry.name.endsWith('/diagnosis'));";

	private final Shop shop;

	private final Browser browser;

	FindingsPageEndToEndTests(Shop shop, Browser browser) {
		this.shop = shop;
		this.browser = browser;
	}

	// The poller dies soon after the start
	@BeforeEach
	void nothingIsWrong() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> !this.shop.ended("filter=MessagePoller.poll").tasks().isEmpty());
		this.shop.end("poller");
	}

	@AfterEach
	void putRight() {
		this.shop.end("deadlock");
		this.shop.end("stubborn");
		this.browser.assertNothingFromOutside();
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void badgeTellsOfADeadlockUntilItIsOver() {
		this.shop.start("deadlock");
		open("#/tree");
		WebElement badge = this.browser.find(".badge.critical", "1 finding");
		assertThat(badge.getAccessibleName()).isEqualTo("1 finding (1 critical)");
		assertThat(badge.getAttribute("title")).contains("2 of 2 threads of accounting wait for");
		badge.click();
		this.browser.find(DEADLOCK);
		assertThat(this.browser.address()).endsWith("#/findings");
		assertThat(this.browser.title()).startsWith("Findings");
		this.shop.end("deadlock");
		this.browser.find(".state-title", NOTHING);
		this.browser.awaitNone(".badge");
		this.browser.awaitNone(TROUBLE);
	}

	@Test
	void deadlockLeadsToItsTasksAndItsExecutor() {
		this.shop.start("deadlock");
		List<Task> closings = this.shop.live("filter=BookkeepingService.close").tasks();
		Task first = closings.get(0);
		open("/diagnosis");
		this.browser.find("nav a[aria-current=page]", "Findings");
		this.browser.find(DEADLOCK + " h2", "critical Pool deadlock");
		this.browser.find(DEADLOCK + " .summary", "2 of 2 threads of accounting wait for tasks queued in accounting");
		assertThat(this.browser.texts(DEADLOCK + " .evidence li"))
			.anySatisfy((line) -> assertThat(line).contains(first.id() + " BookkeepingService.close waits for")
				.contains("LedgerService.sum, queued in accounting for"));
		assertThat(this.browser.texts(DEADLOCK + " a[href*='task=']"))
			.containsExactlyElementsOf(closings.stream().map((task) -> "#" + task.id()).toList());
		assertThat(this.browser.find(DEADLOCK + " code").getText()).isEqualTo("where " + first.id());

		this.browser.find(DEADLOCK + " a", "#" + first.id()).click();
		this.browser.find("aside h2", "BookkeepingService.close");
		assertThat(this.browser.address()).contains("#/findings?task=" + first.id());
		this.browser.find(DEADLOCK + " a[aria-current]", "#" + first.id());

		this.browser.find(DEADLOCK + " a", "accounting").click();
		this.browser.awaitAddress("#/live?executor=accounting");
		this.browser.find("main a.task", "LedgerService.sum");
		this.browser.find("main a.task", "BookkeepingService.close");
	}

	@Test
	void taskThatRunsOnIsToldUntilItEnds() {
		this.shop.start("stubborn");
		open("#/findings");
		WebElement finding = this.browser.find(".finding", "SalesForecast.calculate");
		assertThat(finding.findElement(By.cssSelector("h2")).getText()).isEqualTo("warning Cancelled, but running");
		this.browser.find(".badge.warning", "1 finding");
		this.browser.find(".range", "1 warning");
		this.browser.find(".finding a.task", "#").click();
		this.browser.find("aside h2", "SalesForecast.calculate");
		this.browser.find("aside .pill", "runs on");
		this.shop.end("stubborn");
		this.browser.find(".state-title", NOTHING);
		this.browser.awaitNone(".badge");
	}

	@Test
	void whatIsReadStaysWhereItIs() {
		this.shop.start("deadlock");
		open("#/findings");
		WebElement line = this.browser.find(DEADLOCK + " .evidence li", "waits for");
		WebElement task = this.browser.all(DEADLOCK + " a.task").get(1);
		this.browser.run("arguments[0].focus()", task);
		String text = line.getText();
		this.browser.await("the next answer", () -> line.getText().equals(text) ? null : Boolean.TRUE);
		assertThat(this.browser.focused()).isEqualTo(task);
	}

	@Test
	void focusIsNotLostWithWhatIsOver() {
		this.shop.start("deadlock");
		open("#/findings");
		this.browser.run("arguments[0].focus()", this.browser.find(DEADLOCK + " a.task"));
		this.shop.end("deadlock");
		this.browser.awaitNone(TROUBLE);
		assertThat(this.browser.focused().getTagName()).isEqualTo("main");
	}

	@Test
	void focusStaysWhenWhatComesBeforeIsOver() {
		this.shop.start("deadlock");
		this.shop.start("stubborn");
		open("#/findings");
		WebElement task = this.browser.find(".finding:has(.warning) a.task", "#");
		this.browser.find(DEADLOCK);
		this.browser.run("arguments[0].focus()", task);
		this.shop.end("deadlock");
		this.browser.awaitNone(DEADLOCK);
		assertThat(this.browser.focused()).isEqualTo(task);
	}

	@Test
	void keysAreEnough() {
		this.shop.start("deadlock");
		open("");
		this.browser.find("main a.task");
		this.browser.press("7");
		this.browser.find(DEADLOCK);
		this.browser.press("j");
		this.browser.press("j");
		WebElement link = this.browser.focused();
		this.browser.press(Keys.ENTER);
		this.browser.find("aside h2", link.getText());
		assertThat(this.browser.focused().getTagName()).isEqualTo("aside");
		this.browser.escape();
		this.browser.awaitNone("aside");
		assertThat(this.browser.focused()).isEqualTo(link);
	}

	@Test
	void applicationIsNotAskedAllTheTime() {
		open("#/findings");
		this.browser.find(".state-title", NOTHING);
		for (String view : List.of("live", "findings", "tree", "findings")) {
			this.browser.run("location.hash = '#/" + view + "'");
			this.browser.find("." + view + " .tools");
		}
		this.browser.await("three answers", () -> this.browser.run(ASKED + "return asked.length > 2 || null"));
		assertThat(
				this.browser.run(ASKED + "return asked.slice(1).map((each, i) => each.startTime - asked[i].responseEnd)"
						+ ".filter((pause) => pause < 4990)"))
			.isEqualTo(List.of());
	}

	@Test
	void whereNothingTellsNothingIsShown() throws IOException {
		this.shop.start("deadlock");
		try (PrefixProxy proxy = new PrefixProxy("/older", this.shop.root())) {
			this.browser.open(proxy.root(), Shop.TASKS);
			this.browser.find(".badge");
			this.browser.find("nav a", "Findings");
			proxy.hide(Shop.TASKS + "/diagnosis");
			this.browser.awaitNone(".badge");
			this.browser.awaitNone("nav a[data-view=findings]");
			this.browser.find("main a.task", "BookkeepingService.close");
			this.browser.run("location.hash = '#/findings'");
			this.browser.find(".state-title", "This application does not tell what is wrong.");
			this.browser.awaitNone(".banner");
			assertThat(this.browser.complaints()).isNotEmpty().allMatch((complaint) -> complaint.contains("404"));
			open("");
			this.browser.find("main a.task");
		}
	}

	private void open(String path) {
		this.browser.open(this.shop.root(), Shop.TASKS + path);
	}

}
