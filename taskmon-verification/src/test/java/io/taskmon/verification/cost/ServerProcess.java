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
import java.util.ArrayList;
import java.util.List;

/**
 * The small web application in a process of its own, with taskmon or without it.
 */
final class ServerProcess implements AutoCloseable {

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

	int port() {
		return this.port;
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
