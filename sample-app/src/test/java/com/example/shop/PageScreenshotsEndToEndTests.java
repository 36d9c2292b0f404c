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

import java.nio.file.Path;
import java.util.List;

import com.example.shop.TaskList.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of the README, where {@code page.screenshots} names the folder for
 * them.
 */
@Tag("one-jdk")
@InBrowser
@PackagedShop({})
@EnabledIfSystemProperty(named = "page.screenshots", matches = ".+")
class PageScreenshotsEndToEndTests {

	private static final Path FOLDER = Path.of(System.getProperty("page.screenshots", ""));

	private final Shop shop;

	private final Browser browser;

	PageScreenshotsEndToEndTests(Shop shop, Browser browser) {
		this.shop = shop;
		this.browser = browser;
	}

	@Test
	void shoot() {
		List.of("chain", "queue", "flood", "deadlock", "cancel-chain", "stuck-schedule").forEach(this.shop::start);
		Task courier = this.shop.ended("filter=courier&outcome=CANCELLED").tasks().get(0);
		open("#/ended?outcome=CANCELLED&task=" + courier.id());
		this.browser.find("aside .cancellation");
		this.browser.find("main a.task");
		this.browser.shoot(FOLDER.resolve("ended.png"));
		Task receipt = newest("ReceiptService.print");
		open("#/live?sort=-running&task=" + receipt.id());
		this.browser.find("aside .path");
		this.browser.find("main a.task");
		settle();
		this.browser.shoot(FOLDER.resolve("live.png"));
		open("#/sites");
		this.browser.find(".block.heavy");
		this.browser.shoot(FOLDER.resolve("sites.png"));
		this.browser.dark(true);
		open("#/timeline");
		this.browser.find(".lane", "accounting");
		settle();
		this.browser.shoot(FOLDER.resolve("timeline-dark.png"));
		this.browser.dark(false);
	}

	// The line in the head needs a few answers to be one
	private void settle() {
		this.browser.await("a line", () -> points() > 8);
	}

	private int points() {
		return this.browser.find(".sparkline polyline").getAttribute("points").split(" ").length;
	}

	private Task newest(String name) {
		List<Task> tasks = this.shop.live("filter=" + name).tasks();
		return tasks.get(tasks.size() - 1);
	}

	private void open(String path) {
		this.browser.open(this.shop.root(), Shop.TASKS + path);
		this.browser.size(1440, 860);
	}

}
