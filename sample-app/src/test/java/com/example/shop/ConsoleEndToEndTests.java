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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks the packaged shop with OpenSSH's client, as an operator does.
 */
class ConsoleEndToEndTests {

	private static final String PROMPT = "taskmon> ";

	private static final String CTRL_C = "\u0003";

	@TempDir
	private static Path directory;

	private static Ssh ssh;

	private static ShopProcess process;

	private static int port;

	private static long receipt;

	@BeforeAll
	static void start() throws Exception {
		ssh = new Ssh(directory);
		process = ShopProcess.start(List.of("--shop.customers.enabled=false",
				"--taskmon.console.authorized-keys=" + ssh.publicKey(), "--taskmon.console.idle-timeout=5m"));
		port = process.consolePort();
		process.shop().start("chain");
		receipt = process.shop().live("filter=ReceiptService.print").tasks().get(0).id();
	}

	@AfterAll
	static void stop() throws IOException {
		process.close();
	}

	@ParameterizedTest
	@CsvSource({ "ps, 0", "where 999999, 1", "where, 2", "pss, 127" })
	void singleCommandsTellByTheirStatus(String line, int status) throws Exception {
		Ssh.Result result = ssh.run(port, "", line, "");
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.out().isEmpty()).isEqualTo(status != 0);
		assertThat(result.err().isEmpty()).isEqualTo(status == 0);
	}

	@Test
	void jsonIsThatOfTheEndpoint() throws Exception {
		JsonMapper mapper = JsonMapper.shared();
		JsonNode console = mapper.readTree(ssh.run(port, "", "where " + receipt + " --json", "").out());
		JsonNode endpoint = process.shop().json(Shop.TASKS + "/" + receipt);
		assertThat(console.path("creationChain")).isEqualTo(endpoint.path("creationChain"));
		assertThat(console.path("task").propertyNames()).isEqualTo(endpoint.path("task").propertyNames());
		JsonNode list = mapper.readTree(ssh.run(port, "", "ps -f receipt --json", "").out());
		assertThat(list.path("tasks").path(0).path("id").asLong()).isEqualTo(receipt);
		assertThat(list.propertyNames()).isEqualTo(process.shop().json(Shop.TASKS).propertyNames());
		assertThat(mapper.readTree(ssh.run(port, "", "executors --json", "").out())
			.path("executors")
			.path(0)
			.propertyNames())
			.isEqualTo(process.shop().json(Shop.TASKS + "/executors").path("executors").path(0).propertyNames());
	}

	@Test
	void linesArePipedWithoutATerminal() throws Exception {
		Ssh.Result result = ssh.run(port, "-T", "", "ps -f receipt\nexecutors\nwhere 999999\n");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.out()).contains("ReceiptService.print", "COVERAGE").doesNotContain("\u001b", "\r");
		assertThat(result.err()).contains("Task 999999 is neither live nor in the termination log");
	}

	@Test
	void forcedTerminalHasCarriageReturns() throws Exception {
		Ssh.Result result = ssh.run(port, "-tt", "ps", "");
		assertThat(result.status()).isZero();
		assertThat(result.out()).contains("shown\r\n").doesNotContain("\u001b");
	}

	@Test
	void promptCompletesIdsAndSurvivesInterruptions() throws Exception {
		try (Ssh.Terminal terminal = ssh.terminal(port, "", "")) {
			terminal.await(PROMPT);
			terminal.type("where " + Long.toString(receipt).substring(0, 1) + "\t");
			assertThat(terminal.await("ReceiptService.print")).contains("RUNNING");
			terminal.type(CTRL_C);
			terminal.await(PROMPT);
			terminal.type("ps -w\r");
			terminal.await("q leaves");
			terminal.type(CTRL_C);
			terminal.await(PROMPT);
			terminal.type("\u0018\u0005");
			terminal.type("where " + receipt + "\r");
			terminal.await("Creation chain, root first:");
			terminal.type("q");
			terminal.type("\r");
			terminal.await("Creation chain, root first:");
			terminal.type("qexit\r");
			assertThat(terminal.awaitEnd()).isZero();
		}
	}

	@Test
	void tablesFollowTheSizeOfTheTerminal() throws Exception {
		try (Ssh.Terminal terminal = ssh.terminal(port, "", "")) {
			terminal.await(PROMPT);
			terminal.resize(44, 30);
			terminal.type("ps -w -f receipt\r");
			terminal.await("Receipt");
			terminal.await("\u001b[Jq leaves");
			assertThat(terminal.await("\u001b[Jq leaves")).doesNotContain("EXECUTOR", "CREATED FROM");
			terminal.resize(150, 30);
			terminal.await("CREATED FROM");
			terminal.type("q");
			terminal.await(PROMPT);
		}
	}

	@Test
	void twoSessionsAtOnce() throws Exception {
		try (Ssh.Terminal one = ssh.terminal(port, "", ""); Ssh.Terminal other = ssh.terminal(port, "", "")) {
			one.await(PROMPT);
			other.await(PROMPT);
			one.type("executors\r");
			other.type("help\r");
			one.await("COVERAGE");
			other.await("leaves the console");
		}
	}

	@Test
	void wrongKeyIsRefused(@TempDir Path elsewhere) throws Exception {
		assertThat(new Ssh(elsewhere).run(port, "-o PreferredAuthentications=publickey", "ps", "").status())
			.isEqualTo(255);
	}

	@Test
	void taskIsCancelled() throws Exception {
		process.shop().start("queue");
		long id = process.shop().live("executor=warehouse").tasks().get(0).id();
		assertThat(ssh.run(port, "", "cancel " + id, "").out()).contains("Task " + id + " was running");
		assertThat(ssh.run(port, "", "cancel " + id, "").status()).isEqualTo(1);
	}

	@Test
	void silentConnectionsAreClosedAndTheShopIsNotHeldUp() throws Exception {
		try (ShopProcess other = ShopProcess.start(List.of("--shop.customers.enabled=false",
				"--taskmon.console.authorized-keys=" + ssh.publicKey(), "--taskmon.console.idle-timeout=2s"))) {
			int otherPort = other.consolePort();
			assertThat(Files.exists(Path.of("target", "console", "host-key"))).isTrue();
			try (Ssh.Terminal silent = ssh.terminal(otherPort, "", "")) {
				silent.await(PROMPT);
				assertThat(silent.awaitEnd()).isNotZero();
			}
			try (Ssh.Terminal open = ssh.terminal(otherPort, "", "")) {
				open.await(PROMPT);
				assertThat(other.endsWithin(Duration.ofSeconds(20))).isTrue();
			}
			assertThat(other.log()).doesNotContain("WARNING:", "native access", "restricted method", "Exception");
		}
	}

}
