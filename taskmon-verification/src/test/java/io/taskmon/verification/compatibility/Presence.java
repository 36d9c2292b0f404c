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

package io.taskmon.verification.compatibility;

import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/**
 * Whether an application has taskmon.
 */
enum Presence {

	/**
	 * As if the starter had never been there: nothing of it is configured.
	 */
	ABSENT,

	/**
	 * The starter is there, and switched off.
	 */
	SWITCHED_OFF,

	/**
	 * The starter is there.
	 */
	PRESENT;

	/**
	 * Returns the configuration properties that make it so.
	 */
	String[] properties() {
		return switch (this) {
			case ABSENT -> new String[] { "spring.autoconfigure.exclude=" + String.join(",", autoConfigurations()) };
			case SWITCHED_OFF -> new String[] { "taskmon.enabled=false" };
			case PRESENT -> new String[0];
		};
	}

	private static List<String> autoConfigurations() {
		return ImportCandidates.load(AutoConfiguration.class, Presence.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.taskmon."))
			.toList();
	}

}
