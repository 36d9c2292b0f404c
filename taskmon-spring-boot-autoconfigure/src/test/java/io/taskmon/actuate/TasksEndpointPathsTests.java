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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where {@link TasksEndpoint} is found, on each web framework.
 */
class TasksEndpointPathsTests {

	@ParameterizedTest
	@EnumSource
	void otherBasePath(WebStack stack) {
		try (Scenario scenario = new Scenario();
				TestApplication application = TestApplication.start(stack, scenario.monitor(),
						"management.endpoints.web.base-path=/ops", "management.endpoints.web.path-mapping.tasks=ps")) {
			assertThat(application.get("/actuator/tasks").statusCode()).isEqualTo(404);
			assertAnswers(application.get("/ops/ps"), "{\"counts\":");
			assertAnswers(application.get("/ops/ps/terminated/3"), "{\"task\":");
			assertAnswers(application.get("/ops/ps", "Accept", "text/plain"), "1 queued, ");
		}
	}

	@ParameterizedTest
	@EnumSource
	void portOfItsOwn(WebStack stack) {
		try (Scenario scenario = new Scenario();
				TestApplication application = TestApplication.start(stack, scenario.monitor(),
						"management.server.port=0", "management.server.address=127.0.0.1",
						"management.endpoint.tasks.access=unrestricted")) {
			assertThat(application.get("/actuator/tasks").statusCode()).isEqualTo(404);
			assertAnswers(application.getManagement("/actuator/tasks"), "{\"counts\":");
			assertAnswers(application.getManagement("/actuator/tasks/terminated/3"), "{\"task\":");
			assertAnswers(application.getManagement("/actuator/tasks", "Accept", "text/plain"), "1 queued, ");
			assertThat(application.getManagement("/actuator/tasks/x").statusCode()).isEqualTo(400);
			assertThat(Json.of(application.deleteManagement("/actuator/tasks/2"))).containsEntry("result", "CANCELLED");
		}
	}

	private static void assertAnswers(HttpResponse<String> response, String beginning) {
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith(beginning);
	}

}
