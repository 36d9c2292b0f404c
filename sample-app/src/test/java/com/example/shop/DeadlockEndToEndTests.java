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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at tasks that wait for tasks queued behind them.
 */
@QuietShop
class DeadlockEndToEndTests {

	private final Shop shop;

	DeadlockEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void letTheQueueMove() {
		this.shop.end("deadlock");
	}

	@Test
	void queuedTasksAreChildrenOfThoseThatWaitForThem() {
		this.shop.start("deadlock");
		List<Task> waiting = this.shop.live("executor=accounting&state=RUNNING").tasks();
		List<Task> queued = this.shop.live("executor=accounting&state=QUEUED").tasks();
		assertThat(waiting).hasSize(2).extracting(Task::name).containsOnly("BookkeepingService.close");
		assertThat(queued).hasSize(2).extracting(Task::name).containsOnly("LedgerService.sum");
		assertThat(queued).extracting(Task::parentId)
			.containsExactlyInAnyOrderElementsOf(waiting.stream().map(Task::id).toList());
		assertThat(this.shop.task(waiting.get(0).id()).stack())
			.anyMatch((frame) -> frame.contains("shop.accounting.BookkeepingService.close("));
	}

	@Test
	void queueMovesOnceOneOfTheTasksThatWaitIsCancelled() {
		this.shop.start("deadlock");
		List<Task> closings = this.shop.live("filter=BookkeepingService.close").tasks();
		assertThat(this.shop.cancel(closings.get(0)).statusCode()).isEqualTo(200);
		Awaitility.await().untilAsserted(() -> assertThat(this.shop.live("executor=accounting").tasks()).isEmpty());
		assertThat(this.shop.endedTask(closings.get(0).id()).task().outcome()).isEqualTo("CANCELLED");
		assertThat(this.shop.endedTask(closings.get(1).id()).task().outcome()).isEqualTo("SUCCEEDED");
		assertThat(this.shop.ended("filter=LedgerService.sum&limit=2").tasks()).extracting(Task::outcome)
			.containsOnly("SUCCEEDED");
	}

}
