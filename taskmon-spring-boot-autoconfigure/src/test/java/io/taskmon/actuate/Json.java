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

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as maps that keep its order.
 */
final class Json {

	private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
	};

	private static final JsonMapper MAPPER = new JsonMapper();

	private Json() {
	}

	static Map<String, Object> of(HttpResponse<String> response) {
		return MAPPER.readValue(response.body(), MAP);
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> object(Map<String, Object> json, String name) {
		return (Map<String, Object>) json.get(name);
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
		return (List<Map<String, Object>>) json.get(name);
	}

	@SuppressWarnings("unchecked")
	static List<String> texts(Map<String, Object> json, String name) {
		return (List<String>) json.get(name);
	}

	static List<Integer> ids(HttpResponse<String> response) {
		return objects(of(response), "tasks").stream().map((task) -> (Integer) task.get("id")).toList();
	}

}
