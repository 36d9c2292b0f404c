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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link TasksEndpoint} answers with the same JSON however the application
 * configures its own, and lets the endpoints use it.
 */
class TasksEndpointMappersTests {

	private static Scenario scenario;

	private static TestApplications isolated;

	private static TestApplications shared;

	@BeforeAll
	static void start() {
		scenario = new Scenario().withLessToTell();
		isolated = new TestApplications(scenario.monitor());
		shared = new TestApplications(scenario.monitor(), "management.endpoints.jackson.isolated-json-mapper=false",
				"management.endpoints.jackson2.isolated-object-mapper=false",
				"spring.jackson.default-property-inclusion=always", "spring.jackson2.default-property-inclusion=always",
				"spring.jackson.datatype.datetime.write-dates-as-timestamps=true",
				"spring.jackson.datatype.datetime.write-durations-as-timestamps=true",
				"spring.jackson2.serialization.write-dates-as-timestamps=true",
				"spring.jackson2.serialization.write-durations-as-timestamps=true",
				"spring.jackson.mapper.sort-properties-alphabetically=false",
				"spring.jackson2.mapper.sort-properties-alphabetically=false");
	}

	@AfterAll
	static void stop() {
		isolated.close();
		shared.close();
		scenario.close();
	}

	@ParameterizedTest
	@EnumSource
	void nothingButItsMapperChanges(WebStack stack) {
		for (String path : List.of("", "/2", "/3", "/4", "/5", "/6", "/7", "/99", "/executors", "/terminated")) {
			assertThat(Json.of(shared.on(stack).get("/actuator/tasks" + path))).as(path)
				.isEqualTo(Json.of(isolated.on(stack).get("/actuator/tasks" + path)));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsAbsentIsLeftOut(WebStack stack) {
		for (String path : List.of("", "/1", "/2", "/3", "/4", "/5", "/6", "/7", "/terminated")) {
			assertThat(shared.on(stack).get("/actuator/tasks" + path).body()).as(path).doesNotContain(":null");
		}
	}

	@ParameterizedTest
	@EnumSource
	void timesAreText(WebStack stack) {
		Map<String, Object> task = Json.objects(Json.of(shared.on(stack).get("/actuator/tasks")), "tasks").get(0);
		assertThat(task).containsEntry("createdAt", "2026-11-23T07:19:17.120Z").containsEntry("queuedFor", "PT0.005S");
	}

}
