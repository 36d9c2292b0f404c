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
import java.util.EnumSet;
import java.util.List;

import io.taskmon.TaskMonitor;
import io.taskmon.actuate.page.HostApplication;
import io.taskmon.actuate.page.TasksMediaType;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.track.TrackedTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link TasksEndpoint} says of tasks.
 */
class TasksEndpointTests {

	private static final CaptureSettings ONE_STACK_A_SITE = new CaptureSettings(CaptureMode.SITE, 1,
			Duration.ofSeconds(1), 10, 10);

	@AutoClose
	private Workload workload = new Workload();

	@Test
	void sharedStackIsNotExact() {
		use(new Workload(Limits.DEFAULTS, ONE_STACK_A_SITE));
		this.workload.queue(this.workload.poll, "mail");
		this.workload.queue(this.workload.ship, "mail");
		this.workload.queue(this.workload.ship, "mail");
		assertThat(live()).extracting(LiveTaskDescriptor::stackExact).containsExactly(true, true, false);
	}

	@Test
	void unknownCreationSiteAndExecutorAreAbsent() {
		use(new Workload(Limits.DEFAULTS, new CaptureSettings(CaptureMode.OFF, 1, Duration.ofSeconds(1), 10, 10)));
		TrackedTask task = this.workload.queue(this.workload.ship, null);
		assertThat(live()).singleElement().satisfies((described) -> {
			assertThat(described.createdFrom()).isNull();
			assertThat(described.executor()).isNull();
		});
		assertThat(endpoint().task(task.id()).creationChain()).singleElement()
			.satisfies((link) -> assertThat(link.stack()).isEmpty());
	}

	@Test
	void rejectedTaskHasItsException() {
		TrackedTask task = this.workload.queue(this.workload.ship, "mail");
		task.endRejected(new IllegalStateException("full"));
		TaskDetailsDescriptor details = endpoint().task(task.id());
		assertThat(((EndedTaskDescriptor) details.task()).exception())
			.isEqualTo(new ExceptionDescriptor("java.lang.IllegalStateException", "full"));
		assertThat(details.exceptionStack()).isNotEmpty();
		assertThat(details.stack()).isNull();
	}

	@Test
	void messagesOfExceptionsAreNowhereWhereTheyAreNotKept() {
		use(new Workload(new Limits(10, 10, 10, false), CaptureSettings.DEFAULTS));
		TrackedTask task = this.workload.queue(this.workload.ship, "mail");
		this.workload.fail(task, Duration.ZERO,
				new IllegalStateException("card 4711", new IllegalArgumentException("card 4711")));
		TaskDetailsDescriptor details = endpoint().task(task.id());
		assertThat(((EndedTaskDescriptor) details.task()).exception())
			.isEqualTo(new ExceptionDescriptor("java.lang.IllegalStateException", null));
		assertThat(details.exceptionStack()).contains("Caused by: java.lang.IllegalArgumentException");
		assertThat(details.toString()).doesNotContain("4711");
		for (TasksMediaType mediaType : EnumSet.complementOf(EnumSet.of(TasksMediaType.HTML))) {
			assertThat(body(web().section("terminated", null, null, null, null, null, null, null, null, null, null,
					null, null, null, mediaType)))
				.contains("IllegalStateException")
				.doesNotContain("4711");
			assertThat(body(web().sectionItem("terminated", "1", mediaType))).contains("IllegalArgumentException")
				.doesNotContain("4711");
		}
	}

	@Test
	void halfCharactersDoNotReachJson() {
		TrackedTask task = this.workload.queue(this.workload.ship, "mail\uD83D");
		this.workload.run(task, "thread\uD83D");
		this.workload.fail(this.workload.queue(this.workload.ship, "mail"), Duration.ZERO,
				new IllegalStateException("message\uD83D", new IllegalStateException("cause\uD83D")));
		assertThat(live()).singleElement().satisfies((described) -> {
			assertThat(described.executor()).isEqualTo("mail\uFFFD");
			assertThat(described.thread().name()).isEqualTo("thread\uFFFD");
		});
		TaskDetailsDescriptor failed = endpoint().task(2L);
		assertThat(((EndedTaskDescriptor) failed.task()).exception().message()).isEqualTo("message\uFFFD");
		assertThat(failed.exceptionStack()).contains("Caused by: java.lang.IllegalStateException: cause\uFFFD");
	}

	@Test
	void errorsInsideTaskmonAndDroppedTasksAreCounted() {
		use(new Workload(new Limits(1, 10, 10), CaptureSettings.DEFAULTS));
		this.workload.monitor().tracker().faults().report("test", new IllegalStateException());
		this.workload.queue(this.workload.ship, "mail");
		this.workload.monitor().tracker().submit(new TestCarrier(null), this.workload.ship, "mail");
		assertThat(endpoint().tasks(null, null, null, null, null, null, null, null, null, 0).counts())
			.isEqualTo(new CountsDescriptor(1, 0, 0, 1, 1));
	}

	@Test
	void limitIsAHundredUnlessGiven() {
		for (int i = 0; i < 101; i++) {
			this.workload.queue(this.workload.ship, "mail").endDiscarded("test");
			this.workload.queue(this.workload.ship, "mail");
		}
		assertThat(endpoint().tasks(null, null, null, null, null, null, null, null, null, null).tasks()).hasSize(100);
		assertThat(endpoint().tasks(null, null, null, null, null, null, null, null, null, 10_000).tasks()).hasSize(101);
		assertThat(jmx().terminatedTasks(null, null, null, null, null, null, null, null, null, null).tasks())
			.hasSize(100);
	}

	@Test
	void jsonIsTheAnswerWhereSomethingElseThanHeadersDecides() {
		WebEndpointResponse<Object> response = web().tasks(null, null, null, null, null, null, null, null, null, null,
				null, null);
		assertThat(response.getContentType()).isEqualTo(TasksMediaType.ACTUATOR_V3.getProducedMimeType());
		assertThat(response.getBody()).isInstanceOf(TaskListDescriptor.class);
	}

	private void use(Workload other) {
		this.workload.close();
		this.workload = other;
	}

	private TasksEndpoint endpoint() {
		return new TasksEndpoint(this.workload.monitor().reader(), this.workload.monitor().canceller());
	}

	private TasksEndpointJmxExtension jmx() {
		TaskMonitor monitor = this.workload.monitor();
		return new TasksEndpointJmxExtension(monitor.reader(), TestApplication.diagnosis(monitor));
	}

	private TasksEndpointWebExtension web() {
		TaskMonitor monitor = this.workload.monitor();
		return new TasksEndpointWebExtension(monitor.reader(), monitor.canceller(), TestApplication.diagnosis(monitor),
				new HostApplication(new StaticApplicationContext()));
	}

	private static String body(WebEndpointResponse<Object> response) {
		return String.valueOf(response.getBody());
	}

	private List<LiveTaskDescriptor> live() {
		return endpoint().tasks(null, null, null, null, null, null, null, null, null, null)
			.tasks()
			.stream()
			.map(LiveTaskDescriptor.class::cast)
			.toList();
	}

}
