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

import java.util.EnumMap;
import java.util.Map;

import io.taskmon.TaskMonitor;

/**
 * The same application on each web framework.
 */
final class TestApplications implements AutoCloseable {

	private final Map<WebStack, TestApplication> applications = new EnumMap<>(WebStack.class);

	TestApplications(TaskMonitor monitor, String... properties) {
		for (WebStack stack : WebStack.values()) {
			this.applications.put(stack, TestApplication.start(stack, monitor, properties));
		}
	}

	TestApplication on(WebStack stack) {
		return this.applications.get(stack);
	}

	@Override
	public void close() {
		this.applications.values().forEach(TestApplication::close);
	}

}
