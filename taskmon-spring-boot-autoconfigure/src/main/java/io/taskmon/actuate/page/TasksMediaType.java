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

package io.taskmon.actuate.page;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * What the endpoint can answer with. Of several that a client accepts, the last one here
 * is taken.
 */
public enum TasksMediaType implements Producible<TasksMediaType> {

	/**
	 * Tables and stacks for people.
	 */
	TEXT("text/plain;charset=UTF-8"),

	/**
	 * JSON.
	 */
	JSON("application/json"),

	/**
	 * JSON, version 2 of the actuator's.
	 */
	ACTUATOR_V2(ApiVersion.V2.getProducedMimeType()),

	/**
	 * JSON, version 3 of the actuator's: the default.
	 */
	ACTUATOR_V3(ApiVersion.V3.getProducedMimeType()),

	/**
	 * The page. The last, for browsers accept anything else as well.
	 */
	HTML("text/html;charset=UTF-8");

	/**
	 * What is answered with unless somebody asks for something else.
	 */
	public static final TasksMediaType DEFAULT = ACTUATOR_V3;

	// A value that never changes, whatever its class allows
	@SuppressWarnings("ImmutableEnumChecker")
	private final MimeType mimeType;

	TasksMediaType(String mimeType) {
		this(MimeType.valueOf(mimeType));
	}

	TasksMediaType(MimeType mimeType) {
		this.mimeType = mimeType;
	}

	/**
	 * Returns whether it is JSON.
	 * @return {@code true} if it is any version of JSON
	 */
	public boolean isJson() {
		return this != TEXT && this != HTML;
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.mimeType;
	}

	@Override
	public boolean isDefault() {
		return this == DEFAULT;
	}

}
