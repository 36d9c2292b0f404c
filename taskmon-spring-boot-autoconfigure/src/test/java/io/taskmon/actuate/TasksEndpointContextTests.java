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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.taskmon.task.TaskContext;
import io.taskmon.track.TrackedTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the context of tasks at the {@link TasksEndpoint} over HTTP, on each web
 * framework. Task 1 was created in a trace, task 2 outside, task 3 was and has ended.
 */
class TasksEndpointContextTests {

	private static final String TASKS = "/actuator/tasks";

	private static final String TRACE = "4bf92f3577b34da6";

	private static Workload workload;

	private static TestApplications applications;

	@BeforeAll
	static void start() {
		workload = new Workload();
		AtomicReference<TaskContext> context = new AtomicReference<>(
				new TaskContext(TRACE, "00f067aa", Map.of("customer", "5\ud800")));
		workload.monitor().addContextSource(context::get);
		workload.queue(workload.ship, "mail");
		context.set(null);
		workload.queue(workload.ship, "mail");
		context.set(new TaskContext(TRACE, "a3ce929d", Map.of()));
		TrackedTask failing = workload.queue(workload.ship, "mail");
		workload.fail(failing, Duration.ZERO, new IllegalStateException());
		applications = new TestApplications(workload.monitor());
	}

	@AfterAll
	static void stop() {
		applications.close();
		workload.close();
	}

	@ParameterizedTest
	@EnumSource
	void tasksShowTheirContext(WebStack stack) {
		assertThat(Json.objects(Json.of(applications.on(stack).get(TASKS)), "tasks")).satisfiesExactly(
				(traced) -> assertThat(traced).containsEntry("traceId", TRACE)
					.containsEntry("spanId", "00f067aa")
					.containsEntry("mdc", Map.of("customer", "5\ufffd")),
				(untraced) -> assertThat(untraced).doesNotContainKeys("traceId", "spanId", "mdc"));
		assertThat(Json.object(Json.of(applications.on(stack).get(TASKS + "/3")), "task"))
			.containsEntry("traceId", TRACE)
			.containsEntry("spanId", "a3ce929d")
			.doesNotContainKey("mdc");
	}

	@ParameterizedTest
	@EnumSource
	void tasksAreFoundByTheirTrace(WebStack stack) {
		TestApplication application = applications.on(stack);
		assertThat(Json.ids(application.get(TASKS + "?trace=" + TRACE))).containsExactly(1);
		assertThat(Json.ids(application.get(TASKS + "?trace=other"))).isEmpty();
		assertThat(Json.ids(application.get(TASKS + "/terminated?trace=" + TRACE))).containsExactly(3);
		assertThat(application.get(TASKS + "/groups?trace=" + TRACE).body()).contains("\"queued\":1,");
		assertThat(application.get(TASKS + "?trace=%20").statusCode()).isEqualTo(400);
		assertThat(application.get(TASKS + "?trace=%20").body()).contains("trace");
	}

	@ParameterizedTest
	@EnumSource
	void textShowsTheContext(WebStack stack) {
		assertThat(applications.on(stack).get(TASKS + "/1", "Accept", "text/plain").body())
			.contains("    trace      " + TRACE, "    span       00f067aa", "    mdc        customer=5\\ud800");
		assertThat(applications.on(stack).get(TASKS + "/2", "Accept", "text/plain").body()).doesNotContain("trace");
	}

}
