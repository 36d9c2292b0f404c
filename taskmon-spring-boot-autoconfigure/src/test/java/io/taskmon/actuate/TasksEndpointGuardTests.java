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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link TasksEndpoint} cancels nothing for the page of somebody else, on each
 * web framework, where nobody has to log in.
 */
class TasksEndpointGuardTests {

	private static Workload workload;

	private static TestApplications applications;

	private static TestApplications behindProxy;

	@BeforeAll
	static void start() {
		workload = new Workload();
		applications = new TestApplications(workload.monitor(), "management.endpoint.tasks.access=unrestricted",
				"taskmon.endpoint.trusted-hosts=shop.example.com,*.apps.example.com");
		behindProxy = new TestApplications(workload.monitor(), "management.endpoint.tasks.access=unrestricted",
				"server.forward-headers-strategy=framework");
	}

	@AfterAll
	static void stop() {
		applications.close();
		behindProxy.close();
		workload.close();
	}

	@ParameterizedTest
	@EnumSource
	void whoComesByNoPageOrByItsOwnIsWelcome(WebStack stack) {
		TestApplication application = applications.on(stack);
		String port = application.port();
		assertWelcome(application, "Host: 127.0.0.1:" + port);
		assertWelcome(application, "Host: 127.0.0.1:" + port, "Origin: http://127.0.0.1:" + port);
		assertWelcome(application, "Host: LOCALHOST:" + port, "Origin: http://localhost:" + port);
		assertWelcome(application, "Host: [::1]:" + port, "Origin: http://[::1]:" + port);
		assertWelcome(application, "Host: shop:" + port);
		assertWelcome(application, "Host: app.localhost:" + port);
	}

	@ParameterizedTest
	@EnumSource
	void nameThatLeadsHereByDeceitIsRefused(WebStack stack) {
		TestApplication application = applications.on(stack);
		assertRefused(application, "'evil.example:8080'", "Host: evil.example:8080",
				"Origin: http://evil.example:8080");
		assertRefused(application, "'evil.example'", "Host: evil.example");
		assertRefused(application, "'127.0.0.1.evil.example'", "Host: 127.0.0.1.evil.example");
		assertRefused(application, "'evil.example.'", "Host: evil.example.", "Origin: http://evil.example.");
		assertRefused(application, "'evilapps.example.com'", "Host: evilapps.example.com");
	}

	@ParameterizedTest
	@EnumSource
	void pageOfSomebodyElseIsRefused(WebStack stack) {
		TestApplication application = applications.on(stack);
		String host = "Host: 127.0.0.1:" + application.port();
		assertRefused(application, "'http://evil.example'", host, "Origin: http://evil.example");
		assertRefused(application, "'http://127.0.0.1:1'", host, "Origin: http://127.0.0.1:1");
		assertRefused(application, "'null'", host, "Origin: null");
		assertRefused(application, "'http://127.0.0.1'", host, "Origin: http://127.0.0.1");
	}

	@ParameterizedTest
	@EnumSource
	void namesThatAreListedAreTrusted(WebStack stack) {
		TestApplication application = applications.on(stack);
		assertWelcome(application, "Host: shop.example.com", "Origin: https://shop.example.com");
		assertWelcome(application, "Host: Eu.Apps.example.com:443", "Origin: https://eu.apps.example.com");
		assertRefused(application, "'https://shop.example.com.evil.example'", "Host: shop.example.com",
				"Origin: https://shop.example.com.evil.example");
	}

	@Test
	void originThatTheApplicationAllowsIsTrusted() {
		try (TestApplication application = TestApplication.start(WebStack.WEBMVC, workload.monitor(),
				"management.endpoint.tasks.access=unrestricted",
				"management.endpoints.web.cors.allowed-origins=https://admin.example.com",
				"management.endpoints.web.cors.allowed-methods=DELETE")) {
			assertWelcome(application, "Host: shop.example.com", "Origin: https://admin.example.com");
		}
	}

	@ParameterizedTest
	@EnumSource
	void proxyThatSaysWhoWasAskedIsUnderstood(WebStack stack) {
		TestApplication application = behindProxy.on(stack);
		String host = "Host: 127.0.0.1:" + application.port();
		assertWelcome(application, host, "X-Forwarded-Host: shop.example.com", "X-Forwarded-Proto: https",
				"Origin: https://shop.example.com");
		assertRefused(application, "'https://evil.example'", host, "X-Forwarded-Host: shop.example.com",
				"X-Forwarded-Proto: https", "Origin: https://evil.example");
		assertRefused(application, "'evil.example'", "Host: evil.example", "X-Forwarded-Host: localhost",
				"Origin: http://evil.example");
	}

	@ParameterizedTest
	@EnumSource
	void whoOnlyLooksMayComeByAnyName(WebStack stack) {
		TestApplication application = applications.on(stack);
		assertThat(send(application, "GET", "/actuator/tasks", "Host: evil.example", "Origin: http://evil.example"))
			.doesNotStartWith("HTTP/1.1 403 Forbidden\r\nTaskmon")
			.doesNotContain("is not known to be");
		assertThat(send(application, "GET", "/actuator/tasks", "Host: evil.example")).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@EnumSource
	void refusalIsSafeToShowAndTextWhereThatIsAskedFor(WebStack stack) {
		TestApplication application = applications.on(stack);
		assertThat(send(application, "DELETE", "/actuator/tasks/1", "Host: 127.0.0.1:" + application.port(),
				"Origin: http://\"\\", "Accept: text/plain"))
			.contains("text/plain")
			.containsPattern("(?m)^The origin 'http://\"");
		assertThat(send(application, "DELETE", "/actuator/tasks/1", "Host: 127.0.0.1:" + application.port(),
				"Origin: http://\"\\"))
			.contains("{\"status\":403,\"error\":\"Forbidden\",\"message\":\"The origin 'http://\\\"\\\\'");
	}

	private static void assertWelcome(TestApplication application, String... headers) {
		long id = workload.queue(workload.ship, "mail").id();
		assertThat(send(application, "DELETE", "/actuator/tasks/" + id, headers)).startsWith("HTTP/1.1 200");
		assertThat(application.get("/actuator/tasks/" + id).body()).contains("CANCELLED");
	}

	private static void assertRefused(TestApplication application, String named, String... headers) {
		long id = workload.queue(workload.ship, "mail").id();
		assertThat(send(application, "DELETE", "/actuator/tasks/" + id, headers)).startsWith("HTTP/1.1 403")
			.contains("\"status\":403")
			.contains(named);
		assertThat(application.get("/actuator/tasks/" + id).body()).contains("QUEUED");
	}

	// Java's own client has an opinion of its own about the host
	private static String send(TestApplication application, String method, String path, String... headers) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(application.port()))) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream()
				.write((method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
						+ "\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
