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

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at live tasks: a warehouse with two robots and far more parcels.
 */
@QuietShop
class LiveTasksEndToEndTests {

	private static final int PARCELS = 50;

	private static final int ROBOTS = 2;

	private final Shop shop;

	LiveTasksEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void packAllParcels() {
		this.shop.end("queue");
	}

	@Test
	void oldestComesFirst() {
		this.shop.start("queue");
		List<Task> parcels = this.shop.live("executor=warehouse").tasks();
		assertThat(parcels).hasSize(PARCELS).extracting(Task::id).isSorted();
		assertThat(parcels).extracting(Task::createdAt).isSorted();
		assertThat(parcels).extracting(Task::state)
			.containsExactlyElementsOf(Stream
				.concat(Stream.generate(() -> "RUNNING").limit(ROBOTS),
						Stream.generate(() -> "QUEUED").limit(PARCELS - ROBOTS))
				.toList());
	}

	@Test
	void runningTaskTellsAboutItsThread() {
		this.shop.start("queue");
		Task running = this.shop.live("executor=warehouse&state=RUNNING").tasks().get(0);
		assertThat(running.name()).isEqualTo("WarehouseService.pack");
		assertThat(running.kind()).isEqualTo("ASYNC");
		assertThat(running.createdFrom()).startsWith("com.example.shop.warehouse.QueueIncident.")
			.contains("(QueueIncident.java:");
		assertThat(running.startedAt()).isAfterOrEqualTo(running.createdAt());
		assertThat(running.runningFor()).isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(running.thread().name()).startsWith("warehouse-");
		assertThat(running.thread().state()).isEqualTo("TIMED_WAITING");
		assertThat(running.thread().virtual()).isFalse();
		assertThat(running.parentId()).isNull();
		assertThat(running.cancelled()).isNull();
	}

	@Test
	void queuedTaskHasNoThread() {
		this.shop.start("queue");
		Task queued = this.shop.live("executor=warehouse&state=QUEUED").tasks().get(0);
		assertThat(queued.startedAt()).isNull();
		assertThat(queued.runningFor()).isNull();
		assertThat(queued.thread()).isNull();
		assertThat(queued.queuedFor()).isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(this.shop.task(queued.id()).stack()).isNullOrEmpty();
	}

	@Test
	void countsAreThoseBeforeFilterAndLimit() {
		this.shop.start("queue");
		TaskList none = this.shop.live("filter=NoSuchTask&executor=mail&limit=0");
		assertThat(none.tasks()).isEmpty();
		assertThat(none.counts().queued()).isGreaterThanOrEqualTo(PARCELS - ROBOTS);
		assertThat(none.counts().running()).isGreaterThanOrEqualTo(ROBOTS);
		assertThat(none.counts().dropped()).isZero();
	}

	@Test
	void limitIsHundredUnlessGiven() {
		for (int i = 0; i < 3; i++) {
			this.shop.start("queue");
		}
		List<Task> all = this.shop.live("executor=warehouse&limit=10000").tasks();
		assertThat(all).hasSize(3 * PARCELS);
		assertThat(this.shop.live("executor=warehouse").tasks()).extracting(Task::id)
			.containsExactlyElementsOf(all.stream().limit(100).map(Task::id).toList());
		assertThat(this.shop.live("executor=warehouse&limit=1").tasks()).extracting(Task::id)
			.containsExactly(all.get(0).id());
		assertThat(this.shop.live("limit=0").tasks()).isEmpty();
	}

	@Test
	void filterIsPartOfTheNameInAnyCase() {
		this.shop.start("queue");
		assertThat(this.shop.live("filter=AREHOUSEsERVICE.pA").tasks()).hasSize(PARCELS)
			.allSatisfy((task) -> assertThat(task.name()).isEqualTo("WarehouseService.pack"));
		assertThat(this.shop.live("filter=WarehouseService.unpack").tasks()).isEmpty();
	}

	@Test
	void executorAndStateNarrowTheList() {
		this.shop.start("queue");
		assertThat(this.shop.live("executor=warehouse&state=RUNNING").tasks()).hasSize(ROBOTS)
			.extracting(Task::state)
			.containsOnly("RUNNING");
		assertThat(this.shop.live("executor=warehouse&state=QUEUED").tasks()).hasSize(PARCELS - ROBOTS)
			.extracting(Task::state)
			.containsOnly("QUEUED");
		assertThat(this.shop.live("executor=mail&filter=WarehouseService").tasks()).isEmpty();
	}

	@Test
	void preservedNarrowsTheList() {
		this.shop.start("queue");
		this.shop.end("poller");
		assertThat(this.shop.live("preserved=true&filter=Poller").tasks()).extracting(Task::name)
			.containsExactly("MessagePoller.poll");
		assertThat(this.shop.live("preserved=true").tasks()).extracting(Task::preserved).containsOnly(true);
		assertThat(this.shop.live("preserved=false").tasks()).extracting(Task::name)
			.contains("WarehouseService.pack")
			.doesNotContain("MessagePoller.poll");
		this.shop.start("poller");
	}

	@Test
	void fullQueueRejects() {
		for (int i = 0; i < 5; i++) {
			this.shop.start("queue");
		}
		assertThat(this.shop.live("executor=warehouse&limit=10000").tasks()).hasSize(200 + ROBOTS);
		List<Task> rejected = this.shop.ended("executor=warehouse&outcome=REJECTED").tasks();
		assertThat(rejected).hasSizeGreaterThanOrEqualTo(5 * PARCELS - 200 - ROBOTS).allSatisfy((task) -> {
			assertThat(task.outcome()).isEqualTo("REJECTED");
			assertThat(task.exception().type()).endsWith(".TaskRejectedException");
			assertThat(task.startedAt()).isNull();
		});
		assertThat(this.shop.task(rejected.get(0).id()).exceptionStack()).isNotEmpty()
			.anySatisfy((line) -> assertThat(line).contains("com.example.shop.warehouse.QueueIncident."));
	}

	@Test
	void listIsEmptyWhenAllHasEnded() {
		this.shop.start("queue");
		this.shop.start("chain");
		this.shop.start("deadlock");
		this.shop.start("stubborn");
		this.shop.start("poller");
		for (String incident : List.of("queue", "chain", "deadlock", "stubborn")) {
			this.shop.end(incident);
		}
		Awaitility.await().untilAsserted(() -> {
			TaskList live = this.shop.live("");
			assertThat(live.tasks()).isEmpty();
			assertThat(live.counts().live()).isZero();
		});
	}

}
