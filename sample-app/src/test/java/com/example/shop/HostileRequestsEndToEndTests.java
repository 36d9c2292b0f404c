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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks as nobody should. Whatever comes, the shop stays open, and nothing that was asked
 * comes back raw.
 */
@QuietShop
class HostileRequestsEndToEndTests {

	private final Shop shop;

	HostileRequestsEndToEndTests(Shop shop) {
		this.shop = shop;
	}

	@AfterEach
	void shopIsOpen() {
		this.shop.end("flood");
		assertThat(this.shop.json("/actuator/health/liveness").path("status").asString()).isEqualTo("UP");
		assertThat(this.shop.json(Shop.TASKS + "?limit=0").path("counts").path("errors").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?filter=%0D%0ASet-Cookie:%20a=b", "?filter=%00%1B%5B31m", "?filter=%F0%9F%98%80",
			"?executor=%0A", "?state=%0D%0ASet-Cookie:%20a=b", "?limit=%0A1", "?limit=%D9%A1&limit=2",
			"?state=%3Cscript%3E", "/%0A", "/1%0A2", "/99999999999999999999", "/-9223372036854775809", "/1e3",
			"/terminated?outcome=%1B%5D0;x%07", "/terminated/%2e%2e", "/terminated/1/2", "/executors/1", "/%20",
			"/terminated%3Blimit=1" })
	void oddAddressIsAnsweredInGoodOrder(String path) {
		for (String mediaType : List.of("application/json", "text/plain")) {
			HttpResponse<String> response = this.shop.send("GET", Shop.TASKS + path, "Accept", mediaType);
			assertThat(response.statusCode()).isIn(200, 400, 404);
			assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
			assertThat(response.body()).doesNotContain("\r", "\u001b", "\u0000", "\u0007");
		}
	}

	@Test
	void longFilterFindsNothing() {
		assertThat(this.shop.live("filter=" + "x".repeat(6_000)).tasks()).isEmpty();
		assertThat(this.shop.status(Shop.TASKS + "?filter=" + "x".repeat(20_000))).isBetween(400, 499);
	}

	@Test
	void longValueIsNotRepeatedInFull() {
		HttpResponse<String> response = this.shop.send("GET", Shop.TASKS + "?state=" + "x".repeat(6_000));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).hasSizeLessThan(1_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "TRACE" })
	void otherMethodsAreNotAllowed(String method) {
		assertThat(this.shop.send(method, Shop.TASKS).statusCode()).isEqualTo(405);
		assertThat(this.shop.send(method, Shop.TASKS + "/1").statusCode()).isEqualTo(405);
	}

	@Test
	void allTasksCannotBeCancelledAtOnce() {
		assertThat(this.shop.send("DELETE", Shop.TASKS).statusCode()).isEqualTo(405);
	}

	@Test
	void headHasNoBody() {
		HttpResponse<String> response = this.shop.send("HEAD", Shop.TASKS);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void manyReadersDuringAFlood() throws Exception {
		this.shop.start("flood");
		List<String> paths = List.of("?limit=1000", "/terminated?limit=10000", "/executors", "?filter=update",
				"/terminated?outcome=SUCCEEDED");
		perform(50, 250, (number) -> this.shop.status(Shop.TASKS + paths.get(number % paths.size())), 200);
	}

	@Test
	void manyCancellations() throws Exception {
		this.shop.start("flood");
		List<Long> queued = this.shop.live("executor=catalogue&state=QUEUED&limit=2000")
			.tasks()
			.stream()
			.map(Task::id)
			.toList();
		perform(20, queued.size(), (number) -> this.shop.cancel(queued.get(number)).statusCode(), 200, 409, 404);
		Set<Long> cancelled = Set.copyOf(queued);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.shop.live("executor=catalogue&limit=10000").tasks())
				.noneMatch((task) -> cancelled.contains(task.id())));
	}

	private static void perform(int clients, int requests, Request request, Integer... statuses) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(clients);
		try {
			List<Callable<Integer>> calls = IntStream.range(0, requests)
				.<Callable<Integer>>mapToObj((number) -> () -> request.send(number))
				.toList();
			for (Future<Integer> status : executor.invokeAll(calls, 1, TimeUnit.MINUTES)) {
				assertThat(status.get()).isIn((Object[]) statuses);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private interface Request {

		int send(int number);

	}

}
