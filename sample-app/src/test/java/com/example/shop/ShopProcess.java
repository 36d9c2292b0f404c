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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged shop in a process of its own, on the Java that runs the tests and on a
 * random port of the loopback interface.
 */
final class ShopProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern CONSOLE_PORT = Pattern.compile("Console: ssh -p (\\d+) ");

	private static final String STARTED = "Started ShopApplication";

	private static final Path HOST_KEY = Path.of("target", "console", "host-key");

	private final Process process;

	private final Path log;

	private final Shop shop;

	private ShopProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.shop = new Shop(URI.create("http://127.0.0.1:" + awaitPort()));
	}

	static ShopProcess start(List<String> arguments) {
		try {
			Path log = Files.createTempFile("shop", ".log");
			Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			return started(process, log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> command(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
		command.addAll(List.of("-jar", System.getProperty("sample.jar"), "--server.port=0"));
		command.addAll(List.of("--taskmon.console.port=0", "--taskmon.console.host-key=" + HOST_KEY));
		command.addAll(arguments);
		return command;
	}

	private static ShopProcess started(Process process, Path log) {
		try {
			return new ShopProcess(process, log);
		}
		catch (Throwable ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	Shop shop() {
		return this.shop;
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the port of the console, which starts beside the shop.
	 */
	int consolePort() {
		Awaitility.await("start of the console")
			.atMost(Duration.ofMinutes(1))
			.until(() -> CONSOLE_PORT.matcher(log()).find());
		Matcher port = CONSOLE_PORT.matcher(log());
		assertThat(port.find()).isTrue();
		return Integer.parseInt(port.group(1));
	}

	/**
	 * Returns what the shop logged until it had started.
	 */
	String startUpLog() {
		String log = log();
		return log.substring(0, log.indexOf(STARTED));
	}

	/**
	 * Asks the shop to end, as Ctrl-C and container platforms do.
	 * @return whether it has ended before the patience was over
	 */
	boolean endsWithin(Duration patience) throws InterruptedException {
		this.process.destroy();
		return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly().onExit().join();
		Files.delete(this.log);
	}

	private String awaitPort() {
		Awaitility.await("start of the shop")
			.atMost(Duration.ofMinutes(2))
			.failFast(() -> assertThat(this.process.isAlive()).as(log()).isTrue())
			.until(() -> log().contains(STARTED));
		Matcher port = PORT.matcher(log());
		assertThat(port.find()).as(log()).isTrue();
		return port.group(1);
	}

}
