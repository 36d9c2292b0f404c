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

package io.taskmon.verification.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import org.awaitility.Awaitility;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * The running application, and ways to look at its tasks.
 */
final class Troubled implements AutoCloseable {

	static final List<String> VIEWS = List.of("", "/1", "/terminated", "/terminated/1", "/executors", "/groups",
			"/tree", "/sites", "/timeline", "/application", "/diagnosis");

	private final HttpClient client = HttpClient.newHttpClient();

	private final ServletWebServerApplicationContext application;

	private Troubled(ServletWebServerApplicationContext application) {
		this.application = application;
	}

	static Troubled start(List<Class<?>> further, String... properties) {
		List<Class<?>> sources = new ArrayList<>(List.of(HostApplication.class));
		sources.addAll(further);
		return new Troubled(
				(ServletWebServerApplicationContext) new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
					.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
							"spring.jmx.enabled=false", "logging.level.root=off",
							"management.endpoints.web.exposure.include=tasks")
					.properties(properties)
					.registerShutdownHook(false)
					.run());
	}

	ServletWebServerApplicationContext application() {
		return this.application;
	}

	Map<String, String> observe() throws Exception {
		return Host.observe(this.application);
	}

	/**
	 * Returns the status with which a view of the endpoint answers.
	 */
	int look(String view, String mediaType) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + port() + "/actuator/tasks" + view))
			.header("Accept", mediaType)
			.timeout(Duration.ofSeconds(60))
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
	}

	/**
	 * Asks for a view without reading the answer.
	 */
	Socket ask(String view, int receiveBuffer) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(receiveBuffer);
		socket.connect(new InetSocketAddress("127.0.0.1", port()));
		socket.getOutputStream()
			.write(("GET /actuator/tasks" + view + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private int port() {
		return this.application.getWebServer().getPort();
	}

	/**
	 * Waits until no task is live, those included whose end nobody saw.
	 */
	void awaitNothingLive() {
		TaskReader tasks = this.application.getBean(TaskReader.class);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			System.gc();
			return tasks.live(TaskQuery.ALL).tasks().isEmpty();
		});
	}

	@Override
	public void close() {
		this.application.close();
	}

}
