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

package io.taskmon.verification.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The small web application in a process of its own, with taskmon or without it.
 */
final class ServerProcess implements AutoCloseable {

	private static final int OK = 200;

	private final Process process;

	private final int port;

	private final long startNanos;

	private ServerProcess(Process process, int port, long startNanos) {
		this.process = process;
		this.port = port;
		this.startNanos = startNanos;
	}

	static ServerProcess start(boolean tracked) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElse("java"));
		command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"),
				MeasuredWebApplication.class.getName(), "--taskmon.enabled=" + tracked));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader output = process.inputReader();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(MeasuredWebApplication.READY)) {
				String[] said = line.substring(MeasuredWebApplication.READY.length()).split(" ");
				return new ServerProcess(process, Integer.parseInt(said[0]), Long.parseLong(said[1]));
			}
		}
		throw new IllegalStateException("The application did not start");
	}

	String call(HttpClient client, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
		HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != OK) {
			throw new IllegalStateException("Answered " + response.statusCode() + " " + response.body());
		}
		return response.body();
	}

	/**
	 * Returns the time that the processors spent on its start.
	 */
	long startNanos() {
		return this.startNanos;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
