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

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Watches thousands of tasks from one place.
 */
@QuietShop
class FloodEndToEndTests {

	private static final String UPDATES = "filter=CatalogueService.update&limit=10000";

	private final Shop shop;

	FloodEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void updateTheCatalogue() {
		this.shop.end("flood");
	}

	@Test
	void logStaysBoundedWhileTheCountGoesOn() {
		long before = this.shop.ended("limit=0").counts().terminated();
		this.shop.start("flood");
		CompletableFuture<Void> end = CompletableFuture.runAsync(() -> this.shop.end("flood"));
		do {
			assertThat(unpreserved()).hasSizeLessThanOrEqualTo(QuietShop.LOG_CAPACITY);
		}
		while (!end.isDone());
		end.join();
		assertThat(unpreserved()).hasSize(QuietShop.LOG_CAPACITY);
		assertThat(this.shop.ended("limit=0").counts().terminated()).isGreaterThanOrEqualTo(before + 5_000);
		assertThat(this.shop.ended("limit=0").counts().dropped()).isZero();
	}

	@Test
	void onlyTheFirstTasksHaveStacksOfTheirOwn() {
		// A flood right after another one finds the budget spent
		List<Task> flood = Awaitility.await().until(this::newFlood, (tasks) -> tasks.get(0).stackExact());
		assertThat(flood).filteredOn((task) -> !task.stackExact())
			.hasSizeGreaterThan(1_000)
			.allSatisfy((task) -> assertThat(task.createdFrom())
				.startsWith("com.example.shop.catalogue.CatalogueImporter.accept("));
		Task inexact = flood.get(flood.size() - 1);
		assertThat(this.shop.task(inexact.id()).creationChain()).last()
			.satisfies((creation) -> assertThat(creation.stack()).isNotEmpty());
		assertThat(this.shop.text(Shop.TASKS + "?" + UPDATES))
			.contains("~com.example.shop.catalogue.CatalogueImporter");
	}

	@Test
	void shopIsOpenMeanwhile() {
		this.shop.start("flood");
		assertThat(this.shop.live("limit=0").counts().queued()).isGreaterThan(1_000);
		assertThat(this.shop.json("/actuator/health/liveness").path("status").asString()).isEqualTo("UP");
		this.shop.start("chain");
		assertThat(this.shop.live("filter=ReceiptService.print").tasks()).hasSize(1);
		this.shop.end("chain");
	}

	private List<Task> unpreserved() {
		return this.shop.ended("preserved=false&limit=10000").tasks();
	}

	private List<Task> newFlood() {
		long before = newestUpdate();
		this.shop.start("flood");
		return updates().filter((task) -> task.id() > before).toList();
	}

	private long newestUpdate() {
		return updates().mapToLong(Task::id).max().orElse(0);
	}

	// First the live ones: what ends meanwhile is in the log then
	private Stream<Task> updates() {
		List<Task> live = this.shop.live(UPDATES).tasks();
		return Stream.concat(live.stream(), this.shop.ended(UPDATES).tasks().stream())
			.sorted(Comparator.comparingLong(Task::id));
	}

}
