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

import java.net.URI;

import com.example.office.HostileApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on a port of its own, below a path of its own, with Spring Security.
 */
@Tag("one-jdk")
@InBrowser
class ManagementPortPageEndToEndTests {

	private static ConfigurableApplicationContext context;

	private static URI root;

	private final Browser browser;

	ManagementPortPageEndToEndTests(Browser browser) {
		this.browser = browser;
	}

	@BeforeAll
	static void start() {
		context = SpringApplication.run(HostileApplication.class, "--server.port=0", "--server.address=127.0.0.1",
				"--management.server.port=0", "--management.server.base-path=/ops",
				"--spring.config.location=optional:classpath:/none/",
				"--management.endpoints.web.exposure.include=tasks", "--management.endpoint.tasks.access=unrestricted",
				"--spring.lifecycle.timeout-per-shutdown-phase=1s", "--spring.security.user.name=clerk",
				"--spring.security.user.password=secret");
		root = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + "/ops");
		context.getBean(HostileApplication.class)
			.work(context.getBean(HostileApplication.MARKUP, ThreadPoolTaskExecutor.class), 3);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void tasksAreShownAndCancelled() {
		this.browser.open(root, Shop.TASKS);
		this.browser.signIn("clerk", "secret");
		this.browser.open(root, Shop.TASKS + "/executors");
		this.browser.find("main", HostileApplication.MARKUP);
		this.browser.open(root, Shop.TASKS + "#/live?sort=-id");
		this.browser.find("main a.task").click();
		this.browser.find("aside button.danger").click();
		this.browser.find("dialog[open] button.danger").click();
		this.browser.find(".toast", "is cancelled");
		assertThat(this.browser.address()).startsWith(root + Shop.TASKS + "#");
		this.browser.assertNothingFromOutside();
		assertThat(this.browser.complaints()).isEmpty();
	}

}
