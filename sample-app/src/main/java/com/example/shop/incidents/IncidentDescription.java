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

package com.example.shop.incidents;

import java.util.List;

/**
 * What a reader is told about an {@link Incident}.
 *
 * @param name the name in the address, lower case
 * @param problem what goes wrong
 * @param answer how taskmon shows it
 * @param look the paths to look at, below the root of the application; {@code ID} in a
 * path stands for a task id seen in the answer before
 */
public record IncidentDescription(String name, String problem, String answer, List<String> look) {

	/**
	 * Describes an incident.
	 * @param name the name in the address, lower case
	 * @param problem what goes wrong
	 * @param answer how taskmon shows it
	 * @param look the paths to look at
	 * @return the description
	 */
	public static IncidentDescription of(String name, String problem, String answer, String... look) {
		return new IncidentDescription(name, problem, answer, List.of(look));
	}

}
