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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.taskmon.track.TaskCarrier.Cancelling;
import io.taskmon.track.TrackedTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for cancellation by {@link TasksEndpoint}, on each web framework.
 */
class TasksEndpointCancellationTests {

	private static Workload workload;

	private static TestApplications applications;

	@BeforeAll
	static void start() {
		workload = new Workload();
		applications = new TestApplications(workload.monitor(), "management.endpoint.tasks.access=unrestricted");
	}

	@AfterAll
	static void stop() {
		applications.close();
		workload.close();
	}

	@ParameterizedTest
	@EnumSource
	void queuedTask(WebStack stack) {
		long id = workload.queue(workload.ship, "mail").id();
		assertAnswer(delete(stack, id), 200, id, "CANCELLED",
				"Task " + id + " was queued: it is cancelled and will not run");
		Map<String, Object> task = Json.object(Json.of(applications.on(stack).get("/actuator/tasks/" + id)), "task");
		assertThat(task).containsEntry("outcome", "CANCELLED").containsEntry("bodyStillRunning", false);
		assertThat(Json.object(task, "cancelledBy")).containsOnlyKeys("thread", "origin")
			.hasEntrySatisfying("origin", (origin) -> assertThat((String) origin).startsWith("HTTP"));
	}

	@ParameterizedTest
	@EnumSource
	void runningTask(WebStack stack) {
		TrackedTask task = workload.queue(workload.ship, "mail");
		workload.run(task, "task-" + task.id());
		assertAnswer(delete(stack, task.id()), 200, task.id(), "INTERRUPTED", "Task " + task.id()
				+ " was running: it is cancelled and its thread interrupted, its code may still run on");
		Map<String, Object> details = Json.of(applications.on(stack).get("/actuator/tasks/" + task.id()));
		assertThat(Json.object(details, "task")).containsEntry("bodyStillRunning", true);
	}

	@ParameterizedTest
	@EnumSource
	void endedTask(WebStack stack) {
		TrackedTask task = workload.queue(workload.ship, "mail");
		task.endDiscarded("test");
		assertAnswer(delete(stack, task.id()), 409, task.id(), "ALREADY_ENDED",
				"Task " + task.id() + " had already ended or been cancelled");
	}

	@ParameterizedTest
	@EnumSource
	void taskWhoseFutureIsOutOfReach(WebStack stack) {
		long id = workload.queue(workload.ship, "mail", Cancelling.UNREACHABLE_FUTURE).id();
		assertAnswer(delete(stack, id), 409, id, "NOT_CANCELLABLE",
				"Task " + id + " cannot be cancelled while it is queued: its future would never complete");
		assertThat(applications.on(stack).get("/actuator/tasks/" + id).body()).contains("QUEUED");
	}

	@ParameterizedTest
	@EnumSource
	void unknownTask(WebStack stack) {
		HttpResponse<String> response = delete(stack, 999_999);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(Json.of(response)).containsExactly(Map.entry("status", 404), Map.entry("error", "Not Found"),
				Map.entry("message", "Task 999999 is neither live nor in the termination log"));
	}

	@ParameterizedTest
	@EnumSource
	void whatIsNoTask(WebStack stack) {
		HttpResponse<String> response = applications.on(stack).delete("/actuator/tasks/terminated");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.of(response)).containsEntry("message",
				"Path segment 'terminated' is not a number; allowed: the id of a task");
	}

	@ParameterizedTest
	@EnumSource
	void digitsOfOtherScriptsAreNone(WebStack stack) {
		long id = workload.queue(workload.ship, "mail").id();
		String wide = Long.toString(id)
			.chars()
			.mapToObj((digit) -> "%EF%BC%" + Integer.toHexString(0x90 + digit - '0').toUpperCase(Locale.ROOT))
			.collect(Collectors.joining());
		HttpResponse<String> response = applications.on(stack).delete("/actuator/tasks/" + wide);
		assertThat(response.statusCode()).isEqualTo(400);
		for (String path : List.of("/" + wide, "/terminated/" + wide, "?parent=" + wide, "?limit=%EF%BC%91",
				"?offset=%D9%A1", "/timeline?seconds=%EF%BC%91")) {
			assertThat(applications.on(stack).get("/actuator/tasks" + path).statusCode()).as(path).isEqualTo(400);
		}
		assertThat(applications.on(stack).get("/actuator/tasks/" + id).body()).contains("QUEUED");
	}

	@ParameterizedTest
	@EnumSource
	void answerAsText(WebStack stack) {
		long id = workload.queue(workload.ship, "mail").id();
		HttpResponse<String> first = applications.on(stack).delete("/actuator/tasks/" + id, "Accept", "text/plain");
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/plain"));
		assertThat(first.body()).isEqualTo("Task " + id + " was queued: it is cancelled and will not run\n");
		HttpResponse<String> second = applications.on(stack).delete("/actuator/tasks/" + id, "Accept", "text/plain");
		assertThat(second.statusCode()).isEqualTo(409);
		assertThat(second.body()).isEqualTo("Task " + id + " had already ended or been cancelled\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.tasks.access=read-only",
			"management.endpoint.tasks.access=unrestricted,management.endpoints.access.max-permitted=read-only" })
	void onlyWhereTheApplicationGrantsIt(String properties) {
		long id = workload.queue(workload.ship, "mail").id();
		try (TestApplication application = TestApplication.start(WebStack.WEBMVC, workload.monitor(),
				properties.split(","))) {
			assertThat(application.delete("/actuator/tasks/" + id).statusCode()).isEqualTo(405);
			assertThat(application.get("/actuator/tasks/" + id).body()).contains("QUEUED");
		}
	}

	private static HttpResponse<String> delete(WebStack stack, long id) {
		return applications.on(stack).delete("/actuator/tasks/" + id);
	}

	private static void assertAnswer(HttpResponse<String> response, int status, long id, String result,
			String message) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Json.of(response)).containsExactly(Map.entry("id", (int) id), Map.entry("result", result),
				Map.entry("message", message));
	}

}
