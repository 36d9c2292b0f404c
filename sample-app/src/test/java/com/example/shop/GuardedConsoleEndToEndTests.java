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
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.example.office.GuardedApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console of an application that has Spring Security, as Boot configures it, and
 * users.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuardedConsoleEndToEndTests {

	private static final Pattern CONSOLE = Pattern.compile("Console: ssh -p (\\d+) ");

	private static final int REFUSED = 255;

	private ConfigurableApplicationContext context;

	private Ssh ssh;

	private int port;

	@BeforeEach
	void start(@TempDir Path directory, CapturedOutput output) throws Exception {
		this.ssh = new Ssh(directory);
		this.context = SpringApplication.run(GuardedApplication.class, "--server.port=0", "--server.address=127.0.0.1",
				"--spring.config.location=optional:classpath:/none/", "--taskmon.console.port=0",
				"--taskmon.console.host-key=" + directory.resolve("host-key"));
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> CONSOLE.matcher(output).find());
		Matcher console = CONSOLE.matcher(output);
		assertThat(console.find()).isTrue();
		this.port = Integer.parseInt(console.group(1));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void userWithTheRoleLogsIn(CapturedOutput output) throws Exception {
		Ssh.Result result = this.ssh.runWithPassword(this.port, "operator", "open sesame", "executors");
		assertThat(result.status()).as(result.err()).isZero();
		assertThat(result.out()).contains("applicationTaskExecutor");
		assertThat(output).contains("Login of operator from 127.0.0.1").doesNotContain("Generated password of taskmon");
	}

	@ParameterizedTest
	@CsvSource({ "clerk, open sesame", "operator, wrong", "taskmon, open sesame" })
	void allOthersAreRefused(String user, String password) throws IOException, InterruptedException {
		Ssh.Result result = this.ssh.runWithPassword(this.port, user, password, "executors");
		assertThat(result.status()).isEqualTo(REFUSED);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains("Permission denied");
	}

}
