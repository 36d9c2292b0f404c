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
import java.util.List;

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
 * Findings of an application in which nothing is wrong but that not all can be seen, and
 * whose names are markup.
 */
@Tag("one-jdk")
@InBrowser
class HostileFindingsPageEndToEndTests {

	private static ConfigurableApplicationContext context;

	private final Browser browser;

	HostileFindingsPageEndToEndTests(Browser browser) {
		this.browser = browser;
	}

	@BeforeAll
	static void start() {
		context = SpringApplication.run(HostileApplication.class, "--server.port=0", "--server.address=127.0.0.1",
				"--spring.config.location=optional:classpath:/none/",
				"--management.endpoints.web.exposure.include=tasks", "--taskmon.diagnosis.blocked-for=1s",
				"--spring.lifecycle.timeout-per-shutdown-phase=1s", "--spring.security.user.name=clerk",
				"--spring.security.user.password=secret");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void blindSpotDoesNotShoutAndNamesAreText() throws Exception {
		URI root = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
		this.browser.open(root, "/login").signIn("clerk", "secret");
		this.browser.open(root, Shop.TASKS + "#/findings");
		this.browser.find(".finding h2", "info Blind spot");
		this.browser.find(".finding .evidence li", HostileApplication.UNSEEN + " is NONE");
		this.browser.find(".state-title", "Nothing is wrong that taskmon can see.");
		this.browser.awaitNone(".badge");
		try (AutoCloseable descent = context.getBean(HostileApplication.class)
			.descend(context.getBean(HostileApplication.MARKUP, ThreadPoolTaskExecutor.class), 4)) {
			this.browser.find(".badge.critical", "1 finding");
			this.browser.find(".finding h2", "critical Pool blocked");
			this.browser.find(".finding .summary", "2 of 2 threads of " + HostileApplication.MARKUP);
			this.browser.find(".finding a", HostileApplication.MARKUP).click();
			this.browser.find("main td.executor", HostileApplication.MARKUP);
			this.browser.find(".badge").click();
			this.browser.find(".finding h2", "critical Pool blocked");
			assertThat(this.browser.texts(".finding h2"))
				.isEqualTo(List.of("critical Pool blocked", "info Blind spot"));
		}
		this.browser.awaitNone(".badge");
		this.browser.find(".finding h2", "info Blind spot");
		assertThat(this.browser.run("return window.owned")).isNull();
		assertThat(this.browser.all("img, main script")).isEmpty();
		assertThat(this.browser.complaints()).isEmpty();
	}

}
