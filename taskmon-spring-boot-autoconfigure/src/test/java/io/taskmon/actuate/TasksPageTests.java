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

package io.taskmon.actuate;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the page is served, on each web framework.
 */
class TasksPageTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

	private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

	private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

	private static Scenario scenario;

	private static TestApplications applications;

	@BeforeAll
	static void start() {
		scenario = new Scenario();
		applications = new TestApplications(scenario.monitor());
	}

	@AfterAll
	static void stop() {
		applications.close();
		scenario.close();
	}

	@ParameterizedTest
	@EnumSource
	void filesAreFoundFromEachOfItsPaths(WebStack stack) {
		for (String path : List.of("", "/1", "/terminated", "/terminated/3", "/tree", "/executors", "/diagnosis")) {
			HttpResponse<String> page = applications.on(stack).get("/actuator/tasks" + path, "Accept", BROWSER);
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
			assertFilesAreFound(applications.on(stack), page);
		}
	}

	@ParameterizedTest
	@EnumSource
	void modulesAreFound(WebStack stack) {
		String page = "/actuator/tasks/page/";
		Set<String> found = new HashSet<>();
		Deque<String> modules = new ArrayDeque<>(List.of("app.js"));
		while (!modules.isEmpty()) {
			String module = modules.pop();
			if (found.add(module)) {
				HttpResponse<String> response = applications.on(stack).get(page + module, "Accept", "*/*");
				assertThat(response.statusCode()).as(module).isEqualTo(200);
				assertThat(contentType(response)).isEqualToIgnoringCase("text/javascript;charset=UTF-8");
				IMPORT.matcher(response.body()).results().map((match) -> match.group(1)).forEach(modules::push);
			}
		}
		assertThat(found).contains("live.js", "task.js");
		assertThat(contentType(applications.on(stack).get(page + "style.css", "Accept", "text/css,*/*;q=0.1")))
			.isEqualToIgnoringCase("text/css;charset=UTF-8");
	}

	@ParameterizedTest
	@EnumSource
	void nothingElseIsServedAsAFile(WebStack stack) {
		for (String name : List.of("page.html", "nothing.js", "TasksPage.class", "..%2FTasksPage.class", ".js")) {
			assertThat(applications.on(stack).get("/actuator/tasks/page/" + name).statusCode()).as(name)
				.isBetween(400, 404);
		}
	}

	@ParameterizedTest
	@EnumSource
	void statusIsThatOfWhatItShows(WebStack stack) {
		TestApplication application = applications.on(stack);
		assertThat(application.get("/actuator/tasks/99", "Accept", BROWSER).statusCode()).isEqualTo(404);
		assertThat(application.get("/actuator/tasks/x", "Accept", BROWSER).statusCode()).isEqualTo(400);
		assertThat(application.get("/actuator/tasks?limit=x", "Accept", BROWSER).statusCode()).isEqualTo(400);
		assertThat(application.get("/actuator/tasks/99", "Accept", BROWSER).body()).startsWith("<!DOCTYPE html>");
	}

	@ParameterizedTest
	@EnumSource
	void nothingInItNeedsAWeakerPolicy(WebStack stack) {
		HttpResponse<String> page = applications.on(stack).get("/actuator/tasks", "Accept", BROWSER);
		assertHeaders(page);
		assertHeaders(applications.on(stack).get("/actuator/tasks/page/app.js"));
		assertHeaders(applications.on(stack).get("/actuator/tasks"));
		assertThat(page.body()).doesNotContain("<style", " style=", " onclick", "http:", "https:")
			.doesNotContainPattern("<script(?![^>]* src=)");
	}

	@ParameterizedTest
	@EnumSource
	void otherAnswersHaveNoneOfItsHeaders(WebStack stack) {
		HttpResponse<String> other = applications.on(stack).get("/actuator/tasksandmore");
		assertThat(other.headers().firstValue("Content-Security-Policy")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void atAnotherPathAndPort(WebStack stack) {
		try (TestApplication application = TestApplication.start(stack, scenario.monitor(), "management.server.port=0",
				"management.server.address=127.0.0.1", "management.server.base-path=/internal",
				"management.endpoints.web.base-path=/ops", "management.endpoints.web.path-mapping.tasks=who/ps")) {
			HttpResponse<String> page = application.getManagement("/internal/ops/who/ps", "Accept", BROWSER);
			assertThat(page.statusCode()).isEqualTo(200);
			assertHeaders(page);
			assertThat(references(page)).contains("ps/page/app.js");
			for (String reference : references(page)) {
				assertThat(application.getManagement(resolved(page, reference)).statusCode()).as(reference)
					.isEqualTo(200);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "WEBFLUX", mode = EnumSource.Mode.EXCLUDE)
	void behindAContextPath(WebStack stack) {
		try (TestApplication application = TestApplication.start(stack, scenario.monitor(),
				"server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api",
				"spring.jersey.application-path=/api")) {
			HttpResponse<String> page = application.get("/shop/api/actuator/tasks", "Accept", BROWSER);
			assertThat(page.statusCode()).isEqualTo(200);
			assertHeaders(page);
			assertFilesAreFound(application, page);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tellsWhetherTasksMayBeCancelled(WebStack stack) {
		assertThat(Json.of(applications.on(stack).get("/actuator/tasks/application"))).containsEntry("cancellable",
				false);
		try (TestApplication application = TestApplication.start(stack, scenario.monitor(),
				"management.endpoint.tasks.access=unrestricted", "spring.application.name=shop")) {
			assertThat(Json.of(application.get("/actuator/tasks/application"))).containsEntry("cancellable", true)
				.containsEntry("name", "shop");
		}
	}

	private static void assertHeaders(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
			.startsWith("default-src 'none'; ")
			.contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'self'")
			.doesNotContain("unsafe");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	private static void assertFilesAreFound(TestApplication application, HttpResponse<String> page) {
		assertThat(references(page)).hasSize(3);
		for (String reference : references(page)) {
			assertThat(application.get(resolved(page, reference)).statusCode()).as(reference).isEqualTo(200);
		}
	}

	private static List<String> references(HttpResponse<String> page) {
		return REFERENCE.matcher(page.body()).results().map((MatchResult match) -> match.group(1)).toList();
	}

	private static String resolved(HttpResponse<String> page, String reference) {
		return page.uri().resolve(reference).getPath();
	}

	private static String contentType(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Type").orElseThrow().replace(" ", "");
	}

}
