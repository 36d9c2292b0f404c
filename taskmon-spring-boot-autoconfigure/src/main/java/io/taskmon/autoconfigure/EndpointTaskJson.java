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

import io.taskmon.actuate.DiagnosisDescriptor;
import io.taskmon.actuate.ExecutorsDescriptor;
import io.taskmon.actuate.TaskDetailsDescriptor;
import io.taskmon.actuate.TaskListDescriptor;
import io.taskmon.console.TaskJson;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskDetails;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;

/**
 * Writes what the endpoint answers over HTTP, with the mapper that those answers are
 * written with. No endpoint needs to be exposed.
 */
final class EndpointTaskJson implements TaskJson {

	private final TaskReader reader;

	private final Diagnosis diagnosis;

	private final ObjectWriter writer;

	EndpointTaskJson(TaskReader reader, Diagnosis diagnosis, ObjectProvider<EndpointJsonMapper> mapper) {
		this.reader = reader;
		this.diagnosis = diagnosis;
		EndpointJsonMapper endpointMapper = mapper.getIfAvailable();
		JsonMapper used = (endpointMapper != null) ? endpointMapper.get() : JsonMapper.builder().build();
		this.writer = used.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
	}

	@Override
	public String live(TaskQuery query) {
		return write(TaskListDescriptor.live(this.reader.live(query)));
	}

	@Override
	public String ended(TaskQuery query) {
		return write(TaskListDescriptor.ended(this.reader.ended(query)));
	}

	@Override
	public Optional<String> find(long id) {
		return this.reader.find(id).map(this::write);
	}

	@Override
	public Optional<String> findEnded(long id) {
		return this.reader.findEnded(id).map(this::write);
	}

	@Override
	public String executors() {
		return write(ExecutorsDescriptor.of(this.reader.executors()));
	}

	@Override
	public String diagnosis() {
		return write(DiagnosisDescriptor.of(this.diagnosis.findings()));
	}

	private String write(TaskDetails details) {
		return write(TaskDetailsDescriptor.of(details));
	}

	private String write(Object description) {
		return this.writer.writeValueAsString(description);
	}

}
