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

package io.taskmon.spring;

import io.taskmon.track.TaskCode;
import org.jspecify.annotations.Nullable;

/**
 * The controller method whose result Spring MVC is about to submit on the current thread,
 * wrapped into code of its own. Thread-safe.
 */
final class WebCalls {

	private static final String SUBMITTER = "org.springframework.web.context.request.async.WebAsyncManager$";

	// A static one would mix several application contexts, and outlive them
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable TaskCode> pending = new ThreadLocal<>();

	void expect(TaskCode site) {
		this.pending.set(site);
	}

	/**
	 * Takes the site of the expected call, if the code is what Spring MVC made of it.
	 */
	@Nullable TaskCode claim(Class<?> code) {
		TaskCode site = this.pending.get();
		if (site == null) {
			return null;
		}
		this.pending.remove();
		return code.getName().startsWith(SUBMITTER) ? site : null;
	}

}
