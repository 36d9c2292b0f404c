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

import java.util.Optional;

import io.taskmon.actuate.TasksEndpointWebExtension;
import io.taskmon.actuate.TasksMediaType;
import io.taskmon.console.TaskJson;
import io.taskmon.core.TaskOrder;
import io.taskmon.core.TaskPageQuery;
import io.taskmon.core.TaskQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Writes what the endpoint answers over HTTP, with the mapper that those answers are
 * written with. No endpoint needs to be exposed.
 */
final class EndpointTaskJson implements TaskJson {

	private static final TasksMediaType JSON = TasksMediaType.JSON;

	private static final String TERMINATED = "terminated";

	private final TasksEndpointWebExtension endpoint;

	private final ObjectWriter writer;

	private EndpointTaskJson(TasksEndpointWebExtension endpoint, JsonMapper mapper) {
		this.endpoint = endpoint;
		this.writer = mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
	}

	static EndpointTaskJson of(TasksEndpointWebExtension endpoint, ObjectProvider<EndpointJsonMapper> mapper) {
		EndpointJsonMapper endpointMapper = mapper.getIfAvailable();
		return new EndpointTaskJson(endpoint,
				(endpointMapper != null) ? endpointMapper.get() : JsonMapper.builder().build());
	}

	@Override
	public String live(TaskPageQuery query) {
		TaskQuery tasks = query.tasks();
		return write(this.endpoint.tasks(tasks.filter(), tasks.executor(), text(tasks.state()), null,
				text(tasks.preserved()), tasks.trace(), query.site(), text(query.parentId()), sort(query),
				text(query.offset()), text(tasks.limit()), JSON));
	}

	@Override
	public String ended(TaskPageQuery query) {
		TaskQuery tasks = query.tasks();
		return write(this.endpoint.section(TERMINATED, tasks.filter(), tasks.executor(), null, text(tasks.outcome()),
				text(tasks.preserved()), tasks.trace(), query.site(), text(query.parentId()), sort(query),
				text(query.offset()), text(tasks.limit()), null, null, JSON));
	}

	@Override
	public Optional<String> find(long id) {
		return found(section(Long.toString(id)));
	}

	@Override
	public Optional<String> findEnded(long id) {
		return found(this.endpoint.sectionItem(TERMINATED, Long.toString(id), JSON));
	}

	@Override
	public String executors() {
		return write(section("executors"));
	}

	@Override
	public String diagnosis() {
		return write(section("diagnosis"));
	}

	private WebEndpointResponse<Object> section(String section) {
		return this.endpoint.section(section, null, null, null, null, null, null, null, null, null, null, null, null,
				null, JSON);
	}

	private Optional<String> found(WebEndpointResponse<Object> response) {
		return (response.getStatus() == WebEndpointResponse.STATUS_OK) ? Optional.of(write(response))
				: Optional.empty();
	}

	private String write(WebEndpointResponse<Object> response) {
		return this.writer.writeValueAsString(response.getBody());
	}

	private static @Nullable String sort(TaskPageQuery query) {
		TaskOrder order = query.order();
		return (order != null && query.descending()) ? "-" + order : text(order);
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
