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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks rightly and wrongly, in each media type.
 */
@QuietShop
class AnswersEndToEndTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final Shop shop;

	AnswersEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void packAllParcels() {
		this.shop.end("queue");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/vnd.spring-boot.actuator.v3+json",
			"application/vnd.spring-boot.actuator.v2+json", "application/json" })
	void jsonComesAsAskedFor(String mediaType) {
		HttpResponse<String> response = this.shop.send("GET", Shop.TASKS, "Accept", mediaType);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(contentType(response)).isEqualTo(mediaType);
		assertThat(response.body()).startsWith("{\"counts\":{\"queued\":");
	}

	@Test
	void jsonIsWhatComesUnasked() {
		HttpResponse<String> response = this.shop.send("GET", Shop.TASKS);
		assertThat(contentType(response)).isEqualTo("application/vnd.spring-boot.actuator.v3+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/terminated", "/executors" })
	void browserGetsAnAnswer(String path) {
		HttpResponse<String> response = this.shop.send("GET", Shop.TASKS + path, "Accept", BROWSER);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(contentType(response)).containsAnyOf("html", "json");
	}

	@Test
	void liveTasksAreATable() {
		this.shop.start("queue");
		HttpResponse<String> response = this.shop.send("GET", Shop.TASKS + "?executor=warehouse&limit=3", "Accept",
				"text/plain");
		assertThat(contentType(response)).startsWith("text/plain");
		String[] lines = response.body().split("\n");
		assertThat(lines[0]).contains("queued").contains("running").contains("terminated");
		assertThat(response.body()).containsSubsequence("ID", "STATE", "NAME", "EXECUTOR", "CREATED FROM")
			.containsSubsequence("RUNNING  WarehouseService.pack", "RUNNING  WarehouseService.pack",
					"QUEUED   WarehouseService.pack");
	}

	@Test
	void endedTasksAreATable() {
		this.shop.start("cancel-chain");
		assertThat(this.shop.text(Shop.TASKS + "/terminated?filter=CourierService.book"))
			.containsSubsequence("ID", "OUTCOME", "NAME", "CREATED FROM")
			.containsSubsequence("CANCELLED", "CourierService.book", "ReservationService.reserve");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/9223372036854775807", "/0", "/-1", "/terminated/9223372036854775807" })
	void unknownTaskIsNotFound(String path) {
		assertThat(this.shop.status(Shop.TASKS + path)).isEqualTo(404);
		HttpResponse<String> text = this.shop.send("GET", Shop.TASKS + path, "Accept", "text/plain");
		assertThat(text.statusCode()).isEqualTo(404);
		assertThat(text.body()).contains(path.substring(path.lastIndexOf('/') + 1));
	}

	@Test
	void liveTaskIsNotAmongTheEndedOnes() {
		this.shop.start("queue");
		Task live = this.shop.live("executor=warehouse").tasks().get(0);
		assertThat(this.shop.status(Shop.TASKS + "/terminated/" + live.id())).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'',          limit,     99999999999
			'',          limit,     -1
			'',          limit,     few
			'',          state,     SLEEPING
			'',          preserved, perhaps
			/terminated, limit,     1.5
			/terminated, outcome,   DIED
			/terminated, preserved, 1
			""")
	void badParameterIsNamed(String path, String parameter, String value) {
		String address = Shop.TASKS + path + "?" + parameter + "=" + value;
		for (String mediaType : new String[] { "application/json", "text/plain" }) {
			HttpResponse<String> response = this.shop.send("GET", address, "Accept", mediaType);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).contains("'" + parameter + "'").contains(value);
		}
	}

	@Test
	void taskThatIsNoNumberIsABadRequest() {
		assertThat(this.shop.status(Shop.TASKS + "/receipt")).isEqualTo(400);
	}

	@Test
	void otherEndpointsAnswerAsEver() {
		assertThat(this.shop.json("/actuator/health/liveness").path("status").asString()).isEqualTo("UP");
		assertThat(this.shop.status("/actuator/info")).isEqualTo(200);
		assertThat(this.shop.json("/actuator").path("_links").path("tasks").path("href").asString())
			.isEqualTo(this.shop.root() + Shop.TASKS);
	}

	private static String contentType(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

}
