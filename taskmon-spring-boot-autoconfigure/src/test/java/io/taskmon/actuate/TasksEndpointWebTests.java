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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TasksEndpoint} over HTTP, on each web framework.
 */
class TasksEndpointWebTests {

	private static final String TASKS = "/actuator/tasks";

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
	void liveTasks(WebStack stack) {
		HttpResponse<String> response = applications.on(stack).get(TASKS);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(normalised(response)).isEqualTo(json("""
				{"counts":{"queued":1,"running":2,"terminated":3,"dropped":0,"errors":0},"matched":3,
				"tasks":[
				{"id":1,"name":"OrderService.ship","kind":"ASYNC","executor":"mail","state":"RUNNING",
				"preserved":false,"createdAt":"2026-11-23T07:19:17.120Z",
				"createdFrom":"io.taskmon.actuate.Workload.queue(Workload.java:0)","stackExact":true,
				"startedAt":"2026-11-23T07:19:17.125Z","queuedFor":"PT0.005S","runningFor":"PT1.21S",
				"thread":{"id":0,"name":"task-1","virtual":false,"state":""}},
				{"id":2,"name":"Poller.poll","kind":"SCHEDULED","executor":"jobs","state":"QUEUED",
				"preserved":true,"parentId":1,"createdAt":"2026-11-23T07:19:17.125Z",
				"createdFrom":"io.taskmon.actuate.Workload.queue(Workload.java:0)","stackExact":true,
				"queuedFor":"PT1.21S"},
				{"id":4,"name":"OrderService.ship","kind":"ASYNC","executor":"mail","state":"RUNNING",
				"cancelled":true,"preserved":false,"parentId":1,"createdAt":"2026-11-23T07:19:18.325Z",
				"createdFrom":"io.taskmon.actuate.Workload.queue(Workload.java:0)","stackExact":true,
				"startedAt":"2026-11-23T07:19:18.325Z","queuedFor":"PT0S","runningFor":"PT0.01S",
				"thread":{"id":0,"name":"task-2","virtual":false,"state":""}}
				]}"""));
	}

	@ParameterizedTest
	@EnumSource
	void endedTasks(WebStack stack) {
		HttpResponse<String> response = applications.on(stack).get(TASKS + "/terminated");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(normalised(response)).isEqualTo(json("""
				{"counts":{"queued":1,"running":2,"terminated":3,"dropped":0,"errors":0},"matched":3,"kept":3,
				"tasks":[
				{"id":5,"name":"Poller.poll","kind":"SCHEDULED","executor":"jobs","outcome":"DISCARDED",
				"preserved":true,"createdAt":"2026-11-23T07:19:18.330Z",
				"createdFrom":"io.taskmon.actuate.Workload.queue(Workload.java:0)","stackExact":true,
				"queuedFor":"PT0.005S","terminatedAt":"2026-11-23T07:19:18.335Z","bodyStillRunning":false,
				"reason":"dropped by its executor"},
				{"id":4,"name":"OrderService.ship","kind":"ASYNC","executor":"mail","outcome":"CANCELLED",
				"preserved":false,"parentId":1,"createdAt":"2026-11-23T07:19:18.325Z",
				"createdFrom":"io.taskmon.actuate.Workload.queue(Workload.java:0)","stackExact":true,
				"startedAt":"2026-11-23T07:19:18.325Z","queuedFor":"PT0S",
				"terminatedAt":"2026-11-23T07:19:18.330Z","ranFor":"PT0.005S","bodyStillRunning":true,
				"cancelledBy":{"taskId":1,"name":"OrderService.ship","thread":"%s"}},
				{"id":3,"name":"OrderService.ship","kind":"ASYNC","executor":"mail","outcome":"FAILED",
				"preserved":false,"createdAt":"2026-11-23T07:19:17.125Z",
				"createdFrom":"io.taskmon.actuate.Workload.queue(Workload.java:0)","stackExact":true,
				"startedAt":"2026-11-23T07:19:17.125Z","queuedFor":"PT0S",
				"terminatedAt":"2026-11-23T07:19:18.325Z","ranFor":"PT1.2S","bodyStillRunning":false,
				"exception":{"type":"java.io.IOException","message":"reset"}}
				]}""".formatted(Thread.currentThread().getName())));
	}

	@ParameterizedTest
	@EnumSource
	void executors(WebStack stack) {
		HttpResponse<String> response = applications.on(stack).get(TASKS + "/executors");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(json("""
				{"executors":[
				{"name":"jobs","type":"java.util.Timer","coverage":"PARTIAL","missing":["outcome"],
				"reason":"no hook","queued":1,"running":0,"oldestQueuedAt":"2026-11-23T07:19:17.125Z"},
				{"name":"mail","type":"com.acme.Pool","coverage":"FULL","missing":[],"reason":null,
				"queued":0,"running":2}
				]}"""));
	}

	@ParameterizedTest
	@EnumSource
	void diagnosis(WebStack stack) {
		HttpResponse<String> response = applications.on(stack).get(TASKS + "/diagnosis");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(
				json("""
						{"findings":[
						{"kind":"BLIND_SPOT","severity":"INFO","summary":"1 of 2 executors is not seen entirely: jobs",
						"executor":"jobs","tasks":[],"evidence":["jobs is PARTIAL, no hook; missing: outcome"],"next":"executors"}
						]}"""));
		assertThat(text(stack, "/diagnosis").body()).startsWith("1 finding: 1 info\n\nINFO BLIND_SPOT\n1 of 2 ");
	}

	@ParameterizedTest
	@EnumSource
	void detailsOfAQueuedTask(WebStack stack) {
		Map<String, Object> details = Json.of(applications.on(stack).get(TASKS + "/2"));
		assertThat(details).containsOnlyKeys("task", "creationChain", "stack", "cancellationChain");
		assertThat(Json.object(details, "task")).containsEntry("id", 2).containsEntry("state", "QUEUED");
		assertThat(details.get("stack")).isEqualTo(List.of());
		assertThat(details.get("cancellationChain")).isEqualTo(List.of());
		List<Map<String, Object>> chain = Json.objects(details, "creationChain");
		assertThat(chain).extracting("id", Integer.class).containsExactly(1, 2);
		assertThat(chain).allSatisfy((link) -> {
			assertThat(link.keySet()).containsExactly("id", "name", "stack");
			assertThat(Json.texts(link, "stack")).first().asString().startsWith("io.taskmon.actuate.Workload.queue(");
		});
	}

	@ParameterizedTest
	@EnumSource
	void detailsOfARunningTask(WebStack stack) {
		Map<String, Object> details = Json.of(applications.on(stack).get(TASKS + "/1"));
		assertThat(details.keySet()).containsExactly("task", "creationChain", "stack", "waitsFor", "cancellationChain");
		assertThat(Json.texts(details, "stack"))
			.anyMatch((frame) -> frame.startsWith("io.taskmon.actuate.Workload$RunningTask.workUntilTold("));
		assertThat(Json.object(details, "waitsFor")).containsOnlyKeys("lock")
			.extractingByKey("lock")
			.asString()
			.startsWith("java.util.concurrent.CountDownLatch$Sync@");
	}

	@ParameterizedTest
	@EnumSource
	void detailsOfAFailedTask(WebStack stack) {
		for (String path : List.of("/3", "/terminated/3")) {
			Map<String, Object> details = Json.of(applications.on(stack).get(TASKS + path));
			assertThat(details.keySet()).containsExactly("task", "creationChain", "exceptionStack",
					"cancellationChain");
			assertThat(Json.texts(details, "exceptionStack"))
				.contains("Caused by: java.lang.IllegalStateException: closed")
				.first()
				.asString()
				.startsWith("io.taskmon.actuate.Scenario.<init>(Scenario.java:");
		}
	}

	@ParameterizedTest
	@EnumSource
	void detailsOfATaskThatRunsOnAfterItsCancellation(WebStack stack) {
		for (String path : List.of("/4", "/terminated/4")) {
			Map<String, Object> details = Json.of(applications.on(stack).get(TASKS + path));
			assertThat(details.keySet()).containsExactly("task", "creationChain", "stack", "cancellationChain");
			assertThat(Json.object(details, "task")).containsEntry("outcome", "CANCELLED")
				.containsEntry("bodyStillRunning", true);
			assertThat(Json.texts(details, "stack"))
				.anyMatch((frame) -> frame.startsWith("io.taskmon.actuate.Workload$RunningTask.workUntilTold("));
			Map<String, Object> canceller = Json.objects(details, "cancellationChain").get(0);
			assertThat(canceller.keySet()).containsExactly("id", "name", "thread", "stack");
			assertThat(canceller).containsEntry("id", 1).containsEntry("name", "OrderService.ship");
			assertThat(Json.texts(canceller, "stack"))
				.anyMatch((frame) -> frame.startsWith("io.taskmon.actuate.Scenario.cancel("));
		}
	}

	@ParameterizedTest
	@EnumSource
	void detailsAsText(WebStack stack) {
		assertThat(text(stack, "/1").body()).startsWith("Creation chain, root first:\n\n1 OrderService.ship\n    at ")
			.contains("Where it is now:\n    at ");
		assertThat(text(stack, "/3").body()).contains("\njava.io.IOException: reset\n    at ")
			.contains("\nCaused by: java.lang.IllegalStateException: closed\n");
		assertThat(text(stack, "/terminated/4").body()).contains("Where it is now:\n    at ")
			.contains("\nCancellation chain, root first:\n\n1 OrderService.ship on thread "
					+ Thread.currentThread().getName() + "\n    at ");
	}

	@ParameterizedTest
	@EnumSource
	void listsAsText(WebStack stack) {
		assertThat(text(stack, "").body())
			.startsWith("1 queued, 2 running, 3 terminated, 0 dropped, 0 errors; 3 of 3 shown\n")
			.contains("\n 4  RUNNING (cancelled)  OrderService.ship  mail ");
		assertThat(text(stack, "/terminated?limit=2&filter=ship").body()).startsWith(
				"1 queued, 2 running, 3 terminated, 0 dropped, 0 errors; 2 shown of 2 matched, 3 kept, 3 ended ever\n");
		assertThat(text(stack, "/terminated").body()).contains("\n 3  FAILED ").contains("IOException: reset");
		assertThat(text(stack, "/executors").body()).startsWith("NAME  COVERAGE  ");
		assertThat(text(stack, "/groups?by=executor").body()).startsWith(
				"1 queued, 2 running, 3 terminated, 0 dropped, 0 errors; 2 of 2 groups shown\n\nTASKS  QUEUED  RUNNING  EXECUTOR")
			.contains("\n    2       0        2  mail ");
		assertThat(text(stack, "/groups?by=site&state=queued").body()).contains("CREATED FROM")
			.contains("io.taskmon.actuate.Workload.queue(Workload.java:");
		assertThat(text(stack, "/sites").body())
			.startsWith("Creation sites by live tasks: 3\n\nTASKS  SHARE  WHAT  WHERE")
			.contains("100%  call  ")
			.contains("task ")
			.contains("  OrderService.ship");
		assertThat(text(stack, "/sites?by=time&filter=none").body()).endsWith("ran: 0ms\n\nNo tasks.\n");
	}

	@ParameterizedTest
	@EnumSource
	void queryParametersSelectTasksAndLeaveTheCounts(WebStack stack) {
		Map<String, List<Integer>> expected = Map.ofEntries(Map.entry("?filter=pOLL", List.of(2)),
				Map.entry("?executor=mail", List.of(1, 4)), Map.entry("?executor=MAIL", List.of()),
				Map.entry("?state=running", List.of(1, 4)), Map.entry("?preserved=true", List.of(2)),
				Map.entry("?preserved=FALSE", List.of(1, 4)), Map.entry("?limit=2", List.of(1, 2)),
				Map.entry("?limit=0", List.of()), Map.entry("?limit=10000", List.of(1, 2, 4)),
				Map.entry("?filter=ship&limit=1", List.of(1)), Map.entry("/terminated?outcome=FAILED", List.of(3)),
				Map.entry("/terminated?filter=POLL", List.of(5)), Map.entry("/terminated?executor=mail", List.of(4, 3)),
				Map.entry("/terminated?preserved=true", List.of(5)), Map.entry("/terminated?limit=2", List.of(5, 4)));
		expected.forEach((query, ids) -> {
			HttpResponse<String> response = applications.on(stack).get(TASKS + query);
			assertThat(Json.ids(response)).as(query).isEqualTo(ids);
			assertThat(Json.object(Json.of(response), "counts")).containsEntry("queued", 1)
				.containsEntry("running", 2)
				.containsEntry("terminated", 3);
		});
	}

	static Stream<Arguments> badRequests() {
		return Stream.of(WebStack.values())
			.flatMap((stack) -> Stream.of(
					Arguments.of(stack, "?state=WAITING", "Parameter 'state' is 'WAITING'; allowed: QUEUED, RUNNING"),
					Arguments.of(stack, "?outcome=FAILED",
							"Parameter 'outcome' is 'FAILED'; it does not apply to live tasks: leave it out"),
					Arguments.of(stack, "?preserved=yes", "Parameter 'preserved' is 'yes'; allowed: true, false"),
					Arguments.of(stack, "?limit=-1", "Parameter 'limit' is '-1'; allowed: a number from 0 to 10000"),
					Arguments.of(stack, "?limit=10001",
							"Parameter 'limit' is '10001'; allowed: a number from 0 to 10000"),
					Arguments.of(stack, "?limit=all", "Parameter 'limit' is 'all'; allowed: a number from 0 to 10000"),
					Arguments.of(stack, "?limit=1&limit=2",
							"Parameter 'limit' is '1,2'; allowed: a number from 0 to 10000"),
					Arguments.of(stack, "?executor=%20",
							"Parameter 'executor' is ' '; allowed: the name of an executor bean"),
					Arguments.of(stack, "?site=%20", "Parameter 'site' is ' '; allowed: a creation site, whole"),
					Arguments.of(stack, "?parent=-1", "Parameter 'parent' is '-1'; allowed: the id of a task"),
					Arguments.of(stack, "/terminated?parent=x", "Parameter 'parent' is 'x'; allowed: the id of a task"),
					Arguments.of(stack, "?state=%1b%5b2J%0a" + "x".repeat(1000),
							"Parameter 'state' is '\\u001b[2J\\n" + "x".repeat(48) + "…'; allowed: QUEUED, RUNNING"),
					Arguments.of(stack, "/terminated?state=RUNNING",
							"Parameter 'state' is 'RUNNING'; it does not apply to ended tasks: leave it out"),
					Arguments.of(stack, "/terminated?outcome=DONE",
							"Parameter 'outcome' is 'DONE'; allowed: SUCCEEDED, FAILED, CANCELLED, REJECTED, DISCARDED, UNKNOWN"),
					Arguments.of(stack, "/terminated?limit=1e3",
							"Parameter 'limit' is '1e3'; allowed: a number from 0 to 10000"),
					Arguments.of(stack, "/abc",
							"Path segment 'abc' is not a number; allowed: the id of a task, "
									+ "terminated, executors, diagnosis, groups, tree, sites, timeline, application"),
					Arguments.of(stack, "/terminated/abc",
							"Path segment 'abc' is not a number; allowed: the id of an ended task")));
	}

	@ParameterizedTest
	@MethodSource("badRequests")
	void badRequestIsToldWhatIsAllowed(WebStack stack, String path, String message) {
		HttpResponse<String> response = applications.on(stack).get(TASKS + path);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.of(response)).containsExactly(Map.entry("status", 400), Map.entry("error", "Bad Request"),
				Map.entry("message", message));
		HttpResponse<String> text = text(stack, path);
		assertThat(text.statusCode()).isEqualTo(400);
		assertThat(text.body()).isEqualTo(message + "\n");
	}

	static Stream<Arguments> unknownPaths() {
		return Stream.of(WebStack.values())
			.flatMap((stack) -> Stream.of(
					Arguments.of(stack, "/99", "Task 99 is neither live nor in the termination log"),
					Arguments.of(stack, "/9223372036854775808",
							"Task 9223372036854775808 is neither live nor in the termination log"),
					Arguments.of(stack, "/terminated/99", "Task 99 is not in the termination log"),
					Arguments.of(stack, "/terminated/1", "Task 1 is not in the termination log"),
					Arguments.of(stack, "/executors/1", "There is nothing here"),
					Arguments.of(stack, "/1/2", "There is nothing here")));
	}

	@ParameterizedTest
	@MethodSource("unknownPaths")
	void whatIsUnknownIsNotFound(WebStack stack, String path, String message) {
		HttpResponse<String> response = applications.on(stack).get(TASKS + path);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(Json.of(response)).containsExactly(Map.entry("status", 404), Map.entry("error", "Not Found"),
				Map.entry("message", message));
		HttpResponse<String> text = text(stack, path);
		assertThat(text.statusCode()).isEqualTo(404);
		assertThat(text.body()).isEqualTo(message + "\n");
	}

	@ParameterizedTest
	@EnumSource
	void nothingCanBeCancelledByDefault(WebStack stack) {
		assertThat(applications.on(stack).delete(TASKS + "/2").statusCode()).isEqualTo(405);
		assertThat(Json.object(Json.of(applications.on(stack).get(TASKS + "/2")), "task")).containsEntry("state",
				"QUEUED");
	}

	private static HttpResponse<String> text(WebStack stack, String path) {
		return applications.on(stack).get(TASKS + path, "Accept", "text/plain");
	}

	private static String normalised(HttpResponse<String> response) {
		return response.body()
			.replaceAll("Workload.java:\\d+", "Workload.java:0")
			.replaceAll("\"thread\":\\{\"id\":\\d+", "\"thread\":{\"id\":0")
			.replaceAll("\"virtual\":false,\"state\":\"[A-Z_]+\"", "\"virtual\":false,\"state\":\"\"");
	}

	private static String json(String lines) {
		return lines.lines().collect(Collectors.joining());
	}

}
