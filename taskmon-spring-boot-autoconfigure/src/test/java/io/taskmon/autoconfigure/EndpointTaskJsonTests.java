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

package io.taskmon.autoconfigure;

import io.taskmon.TaskMonitor;
import io.taskmon.actuate.TasksEndpointWebExtension;
import io.taskmon.actuate.page.HostApplication;
import io.taskmon.actuate.page.TasksMediaType;
import io.taskmon.diagnosis.DiagnosisSettings;
import io.taskmon.diagnosis.Diagnostician;
import io.taskmon.read.TaskOrder;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCarrier;
import io.taskmon.track.TaskCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the console writes what the endpoint answers, whatever is asked for.
 */
class EndpointTaskJsonTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	@AutoClose
	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
			});

	private final Diagnostician diagnosis = new Diagnostician(this.monitor.reader(), DiagnosisSettings.DEFAULTS,
			this.monitor.tracker().faults());

	private final EndpointTaskJson json = new EndpointTaskJson(this.monitor.reader(), this.diagnosis,
			new StaticListableBeanFactory().getBeanProvider(EndpointJsonMapper.class));

	private final TasksEndpointWebExtension endpoint = new TasksEndpointWebExtension(this.monitor.reader(),
			this.monitor.canceller(), this.diagnosis, new HostApplication(new StaticApplicationContext()));

	@BeforeEach
	void endTasks() {
		TaskCode site = TaskCode.ofMethod("com.example.Mailer", "send", TaskKind.ASYNC, false);
		for (String executor : new String[] { "bäcker", "mail", "mail", "mail" }) {
			this.monitor.tracker().submit(new Envelope(), site, executor).endDiscarded("test");
		}
	}

	@Test
	void listIsThatOfTheEndpoint() {
		TaskQuery query = TaskQuery.ALL.withFilter("SEND")
			.withExecutor("mail")
			.withPreserved(false)
			.orderedBy(TaskOrder.ID, true)
			.withOffset(1)
			.withLimit(1);
		assertSame(this.json.ended(query), this.endpoint.section("terminated", "SEND", "mail", null, null, "false",
				null, null, null, "-id", "1", "1", null, null, TasksMediaType.JSON));
		assertThat(this.json.ended(query)).contains("\"id\":3", "\"matched\":3", "\"kept\":4");
		assertSame(this.json.live(query), this.endpoint.tasks("SEND", "mail", null, null, "false", null, null, null,
				"-id", "1", "1", TasksMediaType.JSON));
	}

	@Test
	void taskIsThatOfTheEndpoint() {
		String task = this.json.find(1).orElseThrow();
		assertSame(task, this.endpoint.sectionItem("terminated", "1", TasksMediaType.JSON));
		assertThat(this.json.findEnded(1)).hasValue(task);
		assertThat(task).contains("b\\u00E4cker");
		assertThat(this.json.find(5)).isEmpty();
	}

	private static void assertSame(String json, WebEndpointResponse<Object> response) {
		assertThat(MAPPER.readTree(json)).isEqualTo(MAPPER.readTree(MAPPER.writeValueAsString(response.getBody())));
	}

	private static final class Envelope implements TaskCarrier {

		@Override
		public boolean isCancelled() {
			return false;
		}

		@Override
		public Cancelling cancel() {
			return Cancelling.NO_FUTURE;
		}

	}

}
