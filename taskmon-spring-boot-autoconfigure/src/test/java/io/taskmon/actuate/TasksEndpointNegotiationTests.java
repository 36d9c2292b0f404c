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
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link TasksEndpoint} answers with, on each web framework.
 */
class TasksEndpointNegotiationTests {

	private static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

	private static final String V2 = "application/vnd.spring-boot.actuator.v2+json";

	private static Workload workload;

	private static TestApplications applications;

	@BeforeAll
	static void start() {
		workload = new Workload();
		applications = new TestApplications(workload.monitor(), "management.endpoint.tasks.cache.time-to-live=1h");
	}

	@AfterAll
	static void stop() {
		applications.close();
		workload.close();
	}

	@ParameterizedTest
	@EnumSource
	void actuatorJsonUnlessAskedForOther(WebStack stack) {
		assertAnswer(applications.on(stack).get("/actuator/tasks"), V3);
	}

	static Stream<Arguments> accepts() {
		String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
		String text = "text/plain;charset=UTF-8";
		String html = "text/html;charset=UTF-8";
		return Stream.of(WebStack.values())
			.flatMap((stack) -> Stream.of(Arguments.of(stack, "*/*", V3), Arguments.of(stack, V3, V3),
					Arguments.of(stack, V2, V2), Arguments.of(stack, "application/json", "application/json"),
					Arguments.of(stack, "application/*", V3), Arguments.of(stack, browser, html),
					Arguments.of(stack, "text/html", html),
					Arguments.of(stack, "application/json, text/plain, */*", V3),
					Arguments.of(stack, "text/plain", text), Arguments.of(stack, "text/plain;charset=utf-8", text),
					Arguments.of(stack, "text/*", html), Arguments.of(stack, "text/html;q=0", V3),
					Arguments.of(stack, "text/html;q=0, application/json", "application/json"),
					Arguments.of(stack, "text/html;q=0.1, text/plain", text),
					Arguments.of(stack, "text/html;q=0, */*;q=0.1", V3)));
	}

	@ParameterizedTest
	@MethodSource("accepts")
	void whatTheClientAccepts(WebStack stack, String accept, String contentType) {
		for (String path : List.of("", "/terminated")) {
			HttpResponse<String> response = applications.on(stack).get("/actuator/tasks" + path, "Accept", accept);
			assertAnswer(response, contentType);
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingThatTheClientDoesNotAccept(WebStack stack) {
		assertThat(applications.on(stack).get("/actuator/tasks", "Accept", "image/png").statusCode()).isEqualTo(406);
		assertThat(applications.on(stack).get("/actuator/tasks", "Accept", "image/png, text/html;q=0").statusCode())
			.isEqualTo(406);
	}

	private static void assertAnswer(HttpResponse<String> response, String contentType) {
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((actual) -> assertThat(actual.replace(" ", "")).isEqualToIgnoringCase(contentType));
		assertThat(response.body()).startsWith(beginning(contentType));
	}

	private static String beginning(String contentType) {
		if (contentType.startsWith("text/html")) {
			return "<!DOCTYPE html>";
		}
		return contentType.startsWith("text") ? "0 queued, " : "{\"counts\":";
	}

}
