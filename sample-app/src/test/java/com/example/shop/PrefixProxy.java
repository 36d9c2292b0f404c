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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A reverse proxy that shows an application below a prefix of which the application knows
 * nothing.
 */
final class PrefixProxy implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final String prefix;

	private volatile URI target;

	private volatile String hidden = "";

	PrefixProxy(String prefix, URI target) throws IOException {
		this.prefix = prefix;
		this.target = target;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext(prefix, this::forward);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	URI root() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + this.prefix);
	}

	void forwardTo(URI target) {
		this.target = target;
	}

	/**
	 * Answers a path as if it were not there.
	 */
	void hide(String path) {
		this.hidden = path;
	}

	private void forward(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().toString().substring(this.prefix.length());
		if (path.equals(this.hidden)) {
			exchange.sendResponseHeaders(404, -1);
			exchange.close();
			return;
		}
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.target + path))
			.method(exchange.getRequestMethod(), BodyPublishers.noBody())
			.header("Accept", exchange.getRequestHeaders().getFirst("Accept"))
			.build();
		try (exchange) {
			HttpResponse<byte[]> response = this.client.send(request, BodyHandlers.ofByteArray());
			for (String name : List.of("Content-Type", "Content-Security-Policy", "X-Content-Type-Options")) {
				response.headers()
					.firstValue(name)
					.ifPresent((value) -> exchange.getResponseHeaders().set(name, value));
			}
			exchange.sendResponseHeaders(response.statusCode(), response.body().length);
			exchange.getResponseBody().write(response.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
