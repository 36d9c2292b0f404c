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

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TasksEndpoint} over JMX.
 */
class TasksEndpointJmxTests {

	private static final List<String> JMX = List.of("spring.jmx.enabled=true",
			"management.endpoints.jmx.exposure.include=tasks",
			"management.endpoints.jmx.domain=" + TasksEndpointJmxTests.class.getName());

	private static final String UNRESTRICTED = "management.endpoint.tasks.access=unrestricted";

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	@AutoClose
	private final Scenario scenario = new Scenario();

	@AutoClose
	private TestApplication application;

	@Test
	void operationsTellWhatTheyDo() throws Exception {
		start();
		assertThat(operations()).containsOnly(
				Map.entry("tasks",
						"filter:String executor:String state:String preserved:Boolean trace:String site:String "
								+ "parent:Long sort:String offset:Integer limit:Integer"),
				Map.entry("task", "id:Long"), Map.entry("terminatedTask", "id:Long"), Map.entry("executors", ""),
				Map.entry("diagnosis", ""),
				Map.entry("terminatedTasks",
						"filter:String executor:String outcome:String preserved:Boolean trace:String site:String "
								+ "parent:Long sort:String offset:Integer limit:Integer"));
		assertThat(this.server.getMBeanInfo(name()).getOperations()).extracting(MBeanOperationInfo::getDescription)
			.contains("Live tasks, oldest first", "The termination log, newest first");
	}

	@Test
	void listsAreMaps() throws Exception {
		start();
		assertThat(ids(invoke("tasks", null, null, null, null, null, null, null, null, null, null))).containsExactly(1L,
				2L, 4L);
		assertThat(ids(invoke("tasks", "POLL", "jobs", "queued", true, null, null, null, null, null, 1)))
			.containsExactly(2L);
		assertThat(ids(invoke("terminatedTasks", null, null, null, null, null, null, null, null, null, 2)))
			.containsExactly(5L, 4L);
		assertThat(ids(invoke("terminatedTasks", "ship", "mail", "FAILED", false, null, null, null, null, null, null)))
			.containsExactly(3L);
		Map<String, Object> task = Json
			.objects(invoke("tasks", null, null, null, null, null, null, null, null, null, null), "tasks")
			.get(1);
		assertThat(task).containsEntry("createdAt", "2026-11-23T07:19:17.125Z")
			.containsEntry("queuedFor", "PT1.21S")
			.doesNotContainKeys("startedAt", "thread");
		assertThat(Json.objects(invoke("diagnosis"), "findings")).extracting("kind").containsExactly("BLIND_SPOT");
		assertThat(Json.objects(invoke("executors"), "executors")).extracting("name").containsExactly("jobs", "mail");
	}

	@Test
	void listsAreSortedAndPagedAsOverHttp() throws Exception {
		start();
		Map<String, Object> live = invoke("tasks", null, null, null, null, null, null, null, "-id", 1, 1);
		assertThat(ids(live)).containsExactly(2L);
		assertThat(live).containsEntry("matched", 3L).doesNotContainKey("kept");
		assertThat(invoke("tasks", null, null, null, null, null, null, 1L, null, null, null)).containsEntry("matched",
				2L);
		assertThat(invoke("terminatedTasks", null, null, "FAILED", null, null, null, null, null, null, 0))
			.containsEntry("matched", 1L)
			.containsEntry("kept", 3L);
		assertThatExceptionOfType(ReflectionException.class)
			.isThrownBy(() -> invoke("tasks", null, null, null, null, null, null, -1L, null, null, null))
			.withMessage("Parameter 'parent' is '-1'; allowed: the id of a task");
	}

	@Test
	void detailsAreMaps() throws Exception {
		start();
		assertThat(invoke("task", 1L).keySet()).containsExactlyInAnyOrder("task", "creationChain", "stack", "waitsFor",
				"cancellationChain");
		assertThat(Json.object(invoke("terminatedTask", 3L), "task")).containsEntry("outcome", "FAILED");
		assertThat(invoke("task", 99L)).isNull();
		assertThat(invoke("terminatedTask", 1L)).isNull();
	}

	@Test
	void invalidParameterIsToldWhatIsAllowed() throws Exception {
		start();
		assertThatExceptionOfType(ReflectionException.class)
			.isThrownBy(() -> invoke("tasks", null, null, "WAITING", null, null, null, null, null, null, null))
			.withMessage("Parameter 'state' is 'WAITING'; allowed: QUEUED, RUNNING");
		assertThatExceptionOfType(ReflectionException.class)
			.isThrownBy(() -> invoke("terminatedTasks", null, null, null, null, null, null, null, null, null, 10_001))
			.withMessage("Parameter 'limit' is '10001'; allowed: a number from 0 to 10000");
	}

	@Test
	void tasksAreCancelledWhereTheApplicationGrantsIt() throws Exception {
		start(UNRESTRICTED);
		assertThat(operations()).containsEntry("cancelTask", "id:Long");
		assertThat(invoke("cancelTask", 2L)).containsEntry("id", 2L)
			.containsEntry("result", "CANCELLED")
			.containsEntry("message", "Task 2 was queued: it is cancelled and will not run");
		assertThat(invoke("cancelTask", 2L)).containsEntry("result", "ALREADY_ENDED");
		assertThat(invoke("cancelTask", 99L)).containsEntry("result", "NOT_FOUND");
	}

	@Test
	void nothingIsOfferedUnlessExposed() throws Exception {
		start("management.endpoints.jmx.exposure.include=health");
		assertThat(this.server.isRegistered(name())).isFalse();
		assertThat(this.application.get("/actuator/tasks").statusCode()).isEqualTo(200);
	}

	@Test
	void offeredOverJmxAlone() throws Exception {
		start("management.endpoints.web.exposure.include=health");
		assertThat(ids(invoke("tasks", null, null, null, null, null, null, null, null, null, null))).containsExactly(1L,
				2L, 4L);
		assertThat(this.application.get("/actuator/tasks").statusCode()).isEqualTo(404);
	}

	private void start(String... properties) {
		String[] all = Stream.concat(JMX.stream(), Stream.of(properties)).toArray(String[]::new);
		this.application = TestApplication.start(WebStack.WEBMVC, this.scenario.monitor(), all);
	}

	private Map<String, String> operations() throws Exception {
		return Arrays.stream(this.server.getMBeanInfo(name()).getOperations())
			.collect(Collectors.toMap(MBeanOperationInfo::getName,
					(operation) -> Arrays.stream(operation.getSignature())
						.map(TasksEndpointJmxTests::parameter)
						.collect(Collectors.joining(" "))));
	}

	private static String parameter(MBeanParameterInfo parameter) {
		return parameter.getName() + ":" + parameter.getType().substring("java.lang.".length());
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> invoke(String operation, Object... parameters) throws Exception {
		return (Map<String, Object>) this.server.invoke(name(), operation, parameters, new String[parameters.length]);
	}

	private static List<Object> ids(Map<String, Object> list) {
		return Json.objects(list, "tasks").stream().map((task) -> task.get("id")).toList();
	}

	private static ObjectName name() throws Exception {
		return new ObjectName(TasksEndpointJmxTests.class.getName() + ":type=Endpoint,name=Tasks");
	}

}
