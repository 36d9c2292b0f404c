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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.example.office.HostileApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page with 10,000 live tasks, with names that are markup, and with Spring Security.
 */
@Tag("one-jdk")
@InBrowser
class HostilePageEndToEndTests {

	private static final int TASKS = 10_000;

	private static ConfigurableApplicationContext context;

	private static URI root;

	private final Browser browser;

	HostilePageEndToEndTests(Browser browser) {
		this.browser = browser;
	}

	@BeforeAll
	static void start() {
		context = SpringApplication.run(HostileApplication.class, "--server.port=0", "--server.address=127.0.0.1",
				"--spring.config.location=optional:classpath:/none/",
				"--management.endpoints.web.exposure.include=tasks", "--management.endpoint.tasks.access=unrestricted",
				"--taskmon.correlation.mdc-keys=" + HostileApplication.MDC_KEY, "--taskmon.console.port=0",
				"--taskmon.console.host-key=target/console/host-key",
				"--spring.lifecycle.timeout-per-shutdown-phase=1s", "--spring.security.user.name=clerk",
				"--spring.security.user.password=secret");
		root = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
		context.getBean(HostileApplication.class)
			.work(context.getBean(HostileApplication.MARKUP, ThreadPoolTaskExecutor.class), TASKS);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void signIn() {
		this.browser.open(root, "/login");
		if (!this.browser.all("input[name=username]").isEmpty()) {
			this.browser.signIn("clerk", "secret");
		}
	}

	@AfterEach
	void nothingIsWrong() {
		assertThat(this.browser.run("return window.owned")).isNull();
		assertThat(this.browser.all("img, main script, aside script")).isEmpty();
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void tenThousandTasksComePageByPage() {
		open("#/live?sort=-id");
		assertThat(this.browser.find(".range", "1–100 of ").getText()).containsAnyOf("10,000", "9,999");
		assertThat(this.browser.all("main tbody tr")).hasSize(100);
		this.browser.find("main thead button", "Age").click();
		this.browser.awaitAddress("sort=-age");
		open("#/live?group=executor");
		this.browser.find("main tbody tr", HostileApplication.MARKUP);
		open("#/tree");
		this.browser.find(".times", "×");
		assertThat(this.browser.all("main tbody tr")).hasSizeLessThan(20);
		open("#/timeline");
		this.browser.find(".range", "2,000 drawn");
		open("#/sites");
		this.browser.find(".block.heavy");
	}

	@Test
	void namesAreTextInEachView() {
		for (String view : List.of("live", "timeline", "executors")) {
			open("#/" + view);
			this.browser.find("main", HostileApplication.MARKUP);
		}
		open("#/ended?outcome=FAILED");
		this.browser.find("td.why", HostileApplication.MARKUP);
		this.browser.find("main a.task").click();
		this.browser.find("aside .exception", HostileApplication.MARKUP);
		open("#/live?state=RUNNING");
		this.browser.find("main a.task").click();
		this.browser.find("aside .facts", HostileApplication.MARKUP);
		open("#/live?site=%3Cimg+src%3Dx+onerror%3D%22window.owned%3D1%22%3E&task=%3Cscript%3E");
		this.browser.find(".chip", "<img src=x");
		this.browser.find("aside", "<script>");
	}

	@Test
	void contextOfTheLogIsShownWhereTheTaskWasCreated() {
		open("#/live?state=RUNNING");
		this.browser.find("main a.task").click();
		assertThat(this.browser.find("aside .facts div", "MDC " + HostileApplication.MDC_KEY).getText())
			.contains(HostileApplication.MARKUP);
	}

	@Test
	void namesThatWouldReorderOrHideTextAreMarked() throws Exception {
		ThreadPoolTaskExecutor executor = context.getBean(HostileApplication.DISGUISED, ThreadPoolTaskExecutor.class);
		try (AutoCloseable descent = context.getBean(HostileApplication.class).descend(executor, 2)) {
			String marked = "paid\\u202efdp.exe\\u202c\\u2066\\u200b\\u061c\\ufeff\\u009b";
			open("#/live?executor=" + URLEncoder.encode(HostileApplication.DISGUISED, StandardCharsets.UTF_8));
			this.browser.find("main td.executor", marked);
			this.browser.find("main td.thread bdi", marked);
			assertNothingIsObeyed();
			this.browser.find("main a.task").click();
			this.browser.find("aside .facts", marked);
			assertNothingIsObeyed();
			for (String view : List.of("live?group=executor", "tree", "timeline", "executors")) {
				open("#/" + view);
				this.browser.find("main", marked);
				assertNothingIsObeyed();
			}
		}
	}

	private void assertNothingIsObeyed() {
		assertThat(this.browser.run("""
				const unseen = /[\\p{Cf}\\u2028\\u2029\\u0080-\\u009f]/u;
				const hints = [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes])
				  .filter(({ name }) => name === 'title' || name === 'placeholder' || name.startsWith('aria-'))
				  .map(({ value }) => value);
				return [document.title, document.body.textContent, ...hints].filter((text) => unseen.test(text))
				""")).isEqualTo(List.of());
	}

	@Test
	void longNamesLeaveRoomForTheRest() {
		for (String view : List.of("live", "tree", "ended")) {
			open("#/" + view + "?executor=" + "x".repeat(300));
			this.browser.find("main .tools");
			assertThat((Long) this.browser
				.run("const main = document.querySelector('main'); return main.scrollWidth - main.clientWidth"))
				.as(view)
				.isNotPositive();
		}
	}

	@Test
	void namesAreKeptApartFromWhatIsAroundThem() {
		open("#/live?state=RUNNING");
		this.browser.find("main td.thread bdi", HostileApplication.MARKUP);
		this.browser.find("main a.task").click();
		this.browser.find("aside .facts bdi", HostileApplication.MARKUP);
		this.browser.find("aside h2 bdi");
		this.browser.find("aside .path bdi");
	}

	@Test
	void deepTreesStayInSight() {
		try (AutoCloseable descent = context.getBean(HostileApplication.class)
			.descend(context.getBean(HostileApplication.DEEP, ThreadPoolTaskExecutor.class), 40)) {
			open("#/tree?executor=" + HostileApplication.DEEP);
			WebElement deepest = this.browser.find("main tbody tr:last-child a.task");
			this.browser.find("main .level", "level 30");
			WebElement cell = deepest.findElement(By.xpath("ancestor::th"));
			assertThat(deepest.getRect().getX() + deepest.getRect().getWidth())
				.isLessThan(cell.getRect().getX() + cell.getRect().getWidth());
			deepest.click();
			this.browser.find("aside .path .left-out", "tasks left out");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void cancelBearsTheTokenOfSpringSecurity() {
		open("#/live?sort=-id");
		this.browser.find("main a.task").click();
		this.browser.find("aside button.danger").click();
		this.browser.find("dialog[open] button.danger").click();
		this.browser.find(".toast", "is cancelled");
	}

	@Test
	void whoIsSignedOutIsTold() {
		open("");
		this.browser.find("main a.task");
		this.browser.deleteCookies();
		this.browser.find(".banner", "Not permitted");
		this.browser.complaints();
	}

	private void open(String path) {
		this.browser.open(root, Shop.TASKS + path);
	}

}
