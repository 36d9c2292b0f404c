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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ends the shop, as container platforms do, while tasks wait for each other.
 */
class ShutdownEndToEndTests {

	@Test
	void logTellsWhatTheShutdownWaitsForAndWhatItGaveUp() throws Exception {
		try (ShopProcess process = start()) {
			process.shop().start("deadlock");
			long id = process.shop().live("filter=BookkeepingService.close").tasks().get(0).id();
			assertThat(process.endsWithin(Duration.ofSeconds(60))).as(process.log()).isTrue();
			String closing = id + " BookkeepingService.close (accounting): ";
			assertThat(process.log()).containsSubsequence("4 tasks keep this application alive",
					closing + "RUNNING for ", " on accounting-",
					"created from com.example.shop.accounting.DeadlockIncident.start(",
					"is at com.example.shop.accounting.BookkeepingService.close(",
					"The 3.0s of a phase are nearly over", "Shut down after ", closing);
		}
	}

	private static ShopProcess start() {
		return ShopProcess
			.start(List.of("--shop.customers.enabled=false", "--spring.lifecycle.timeout-per-shutdown-phase=3s"));
	}

}
