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
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import com.example.shop.TaskList.Task;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running shop, seen from outside: over HTTP. Safe for use by many threads.
 */
final class Shop {

	static final String TASKS = "/actuator/tasks";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final JsonMapper json = JsonMapper.shared();

	private final URI root;

	Shop(URI root) {
		this.root = root;
	}

	URI root() {
		return this.root;
	}

	/**
	 * Lets an incident happen.
	 */
	void start(String incident) {
		HttpResponse<String> response = send("POST", "/incidents/" + incident);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	/**
	 * Puts things right.
	 */
	void end(String incident) {
		HttpResponse<String> response = send("DELETE", "/incidents/" + incident);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	/**
	 * Blocks until prices have been refreshed several times, and starts the poller again,
	 * which dies just after the start.
	 */
	void awaitUsualLife() {
		ConditionFactory await = Awaitility.await().atMost(PATIENCE);
		await.until(() -> !ended("filter=MessagePoller.poll&outcome=FAILED").tasks().isEmpty());
		end("poller");
		await.until(() -> ended("filter=PriceService.refresh&outcome=SUCCEEDED").tasks().size() > 3);
	}

	TaskList live(String query) {
		return read(TASKS + "?" + query, TaskList.class);
	}

	TaskList ended(String query) {
		return read(TASKS + "/terminated?" + query, TaskList.class);
	}

	TaskDetails task(long id) {
		return read(TASKS + "/" + id, TaskDetails.class);
	}

	TaskDetails endedTask(long id) {
		return read(TASKS + "/terminated/" + id, TaskDetails.class);
	}

	List<TaskExecutor> executors() {
		return read(TASKS + "/executors", TaskExecutor.Listing.class).executors();
	}

	List<Findings.Finding> findings() {
		return read(TASKS + "/diagnosis", Findings.class).findings();
	}

	HttpResponse<String> cancel(Task task) {
		return cancel(task.id());
	}

	HttpResponse<String> cancel(long id) {
		return send("DELETE", TASKS + "/" + id);
	}

	JsonNode json(String path) {
		return read(path, JsonNode.class);
	}

	String text(String path) {
		HttpResponse<String> response = send("GET", path, "Accept", "text/plain");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	int status(String path) {
		return send("GET", path).statusCode();
	}

	HttpResponse<String> send(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path))
			.timeout(PATIENCE)
			.method(method, BodyPublishers.noBody());
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private <T> T read(String path, Class<T> type) {
		HttpResponse<String> response = send("GET", path);
		assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
		return this.json.readValue(response.body(), type);
	}

}
