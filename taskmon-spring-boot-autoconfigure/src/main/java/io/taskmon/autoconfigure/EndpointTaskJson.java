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

import io.taskmon.actuate.TasksEndpoint;
import io.taskmon.actuate.TasksEndpointJmxExtension;
import io.taskmon.console.TaskJson;
import io.taskmon.core.TaskCanceller;
import io.taskmon.core.TaskQuery;
import io.taskmon.core.TaskReader;
import io.taskmon.diagnosis.Diagnosis;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;

/**
 * Writes what the endpoint's operations return with the mapper that the endpoint's
 * answers over HTTP are written with.
 */
final class EndpointTaskJson implements TaskJson {

	private final TasksEndpoint endpoint;

	private final TasksEndpointJmxExtension extension;

	private final ObjectWriter writer;

	private EndpointTaskJson(TasksEndpoint endpoint, TasksEndpointJmxExtension extension, JsonMapper mapper) {
		this.endpoint = endpoint;
		this.extension = extension;
		this.writer = mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
	}

	static EndpointTaskJson of(TaskReader reader, TaskCanceller canceller, Diagnosis diagnosis,
			ObjectProvider<EndpointJsonMapper> mapper) {
		EndpointJsonMapper endpointMapper = mapper.getIfAvailable();
		return new EndpointTaskJson(new TasksEndpoint(reader, canceller),
				new TasksEndpointJmxExtension(reader, diagnosis),
				(endpointMapper != null) ? endpointMapper.get() : JsonMapper.builder().build());
	}

	@Override
	public String live(TaskQuery query) {
		return write(this.endpoint.tasks(query.filter(), query.executor(), name(query.state()), query.preserved(),
				query.limit()));
	}

	@Override
	public String ended(TaskQuery query) {
		return write(this.extension.terminatedTasks(query.filter(), query.executor(), name(query.outcome()),
				query.preserved(), query.limit()));
	}

	@Override
	public Optional<String> find(long id) {
		return Optional.ofNullable(this.endpoint.task(id)).map(this::write);
	}

	@Override
	public Optional<String> findEnded(long id) {
		return Optional.ofNullable(this.extension.terminatedTask(id)).map(this::write);
	}

	@Override
	public String executors() {
		return write(this.extension.executors());
	}

	@Override
	public String diagnosis() {
		return write(this.extension.diagnosis());
	}

	private String write(Object value) {
		return this.writer.writeValueAsString(value);
	}

	private static @Nullable String name(@Nullable Enum<?> value) {
		return (value != null) ? value.name() : null;
	}

}
