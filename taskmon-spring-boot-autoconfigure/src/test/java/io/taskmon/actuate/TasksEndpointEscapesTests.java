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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no JSON of {@link TasksEndpoint} obeys what names say to whoever prints it,
 * whichever mapper the application has.
 */
class TasksEndpointEscapesTests {

	private static final String NAME = "mail\u202egpj\u202c\u2066\u2069\u200b\u061c\ufeff\u009b31m\u007f\u00e9\ud83d\ude00";

	private static Workload workload;

	private static TestApplications isolated;

	private static TestApplications shared;

	private static Workload.RunningTask running;

	@BeforeAll
	static void start() {
		workload = new Workload();
		running = workload.run(workload.queue(workload.ship, NAME), NAME);
		workload.queue(workload.poll, NAME);
		workload.fail(workload.queue(workload.ship, NAME), Duration.ofMillis(1), new IllegalStateException(NAME));
		isolated = new TestApplications(workload.monitor());
		shared = new TestApplications(workload.monitor(), "management.endpoints.jackson.isolated-json-mapper=false",
				"management.endpoints.jackson2.isolated-object-mapper=false",
				"spring.jackson.serialization.indent-output=true",
				"spring.http.converters.preferred-json-mapper=jackson2");
	}

	@AfterAll
	static void stop() {
		isolated.close();
		shared.close();
		workload.close();
	}

	@ParameterizedTest
	@EnumSource
	void namesAreEscapedAndUnderstood(WebStack stack) {
		for (TestApplication application : List.of(isolated.on(stack), shared.on(stack))) {
			for (String path : List.of("", "/" + running.task().id(), "/terminated", "/groups?by=executor", "/tree",
					"/sites", "/timeline?seconds=3600", "/application", "/diagnosis", "/executors", "/99",
					"/%E2%80%AE")) {
				HttpResponse<String> response = application.get("/actuator/tasks" + path);
				assertThat(response.body()).as(path).matches("[\\n\\r -~]*");
			}
			Map<String, Object> task = Json.objects(Json.of(application.get("/actuator/tasks")), "tasks").get(0);
			assertThat(task).containsEntry("executor", NAME);
			assertThat(Json.object(task, "thread")).containsEntry("name", NAME);
			assertThat(application.get("/actuator/tasks").body()).contains("mail\\u202egpj");
		}
	}

	@ParameterizedTest
	@EnumSource
	void textAndPageAreAsTheyAre(WebStack stack) {
		assertThat(isolated.on(stack).get("/actuator/tasks", "Accept", "text/plain").body()).contains("mail\\u202egpj")
			.contains("\u00e9\ud83d\ude00");
		for (String file : List.of("/page/dom.js", "/page/style.css")) {
			HttpResponse<String> response = isolated.on(stack).get("/actuator/tasks" + file);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isNotEmpty();
		}
		assertThat(Stream.of(isolated, shared).map((all) -> all.on(stack).get("/actuator/tasks/page/frame.js").body()))
			.allSatisfy((script) -> assertThat(script).contains("Trying again").contains("\u2013"));
	}

}
