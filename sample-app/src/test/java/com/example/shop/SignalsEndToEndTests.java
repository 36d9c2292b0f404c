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

import java.net.http.HttpResponse;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks for what tells a team that something is wrong.
 */
@QuietShop
class SignalsEndToEndTests {

	private final Shop shop;

	SignalsEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@Test
	void healthIsDownWhileThePollerIsDeadAndUpAgainAfterwards() {
		this.shop.start("poller");
		HttpResponse<String> down = awaitHealth(503);
		JsonNode guardian = guardian(down);
		Task poller = this.shop.ended("preserved=true&filter=MessagePoller.poll&limit=1").tasks().get(0);
		assertThat(guardian.path("name").asString()).isEqualTo("MessagePoller.poll");
		assertThat(guardian.path("live").asInt()).isZero();
		assertThat(guardian.path("id").asLong()).isEqualTo(poller.id());
		assertThat(guardian.path("outcome").asString()).isEqualTo("FAILED");
		assertThat(guardian.path("terminatedAt").asString()).isEqualTo(poller.terminatedAt().toString());
		assertThat(guardian.path("exception").asString()).startsWith("java.lang.NumberFormatException: ");
		assertThat(guardian.path("createdFrom").asString()).isEqualTo(poller.createdFrom());
		assertThat(this.shop.status("/actuator/health")).isEqualTo(503);
		assertThat(this.shop.status("/actuator/health/liveness")).isEqualTo(200);
		this.shop.end("poller");
		JsonNode revived = guardian(awaitHealth(200));
		assertThat(revived.path("live").asInt()).isOne();
		assertThat(revived.has("outcome")).isFalse();
		assertThat(this.shop.status("/actuator/health")).isEqualTo(200);
	}

	@Test
	void metersTellOfPiledUpWork() {
		this.shop.start("queue");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.shop.text("/actuator/prometheus").lines())
				.contains("taskmon_tasks_live{executor=\"warehouse\",state=\"RUNNING\"} 2.0")
				.anyMatch((line) -> line.startsWith("taskmon_tasks_oldest_seconds{executor=\"warehouse\"")
						&& !line.endsWith(" 0.0"))
				.contains("taskmon_errors_total 0.0"));
		this.shop.end("queue");
	}

	private HttpResponse<String> awaitHealth(int status) {
		return Awaitility.await()
			.until(() -> this.shop.send("GET", "/actuator/health/taskmon"),
					(response) -> response.statusCode() == status);
	}

	private static JsonNode guardian(HttpResponse<String> health) {
		return JsonMapper.shared().readTree(health.body()).path("details").path("guardians").path(0);
	}

}
