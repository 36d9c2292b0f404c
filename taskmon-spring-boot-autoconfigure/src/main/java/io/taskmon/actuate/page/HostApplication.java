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

import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMapper;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the page has to know of the application in which it is served. Looks when asked:
 * endpoints exist before much of what they describe. Thread-safe.
 */
public final class HostApplication {

	private static final EndpointId TASKS = EndpointId.of("tasks");

	private final ConfigurableApplicationContext context;

	/**
	 * Creates a view of an application.
	 * @param context its context
	 */
	public HostApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Returns the application's name.
	 * @return its name, {@code null} if it has none
	 */
	public @Nullable String name() {
		return this.context.getEnvironment().getProperty("spring.application.name");
	}

	/**
	 * Returns when its process started.
	 * @return the instant
	 */
	public Instant startedAt() {
		return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
	}

	/**
	 * Returns whether its endpoint lets tasks be cancelled.
	 * @return {@code true} if the application has granted that
	 */
	public boolean isCancellable() {
		return this.context.getBeanProvider(EndpointAccessResolver.class)
			.stream()
			.allMatch((resolver) -> resolver.accessFor(TASKS, Access.READ_ONLY) == Access.UNRESTRICTED);
	}

	/**
	 * Returns the last segment of the endpoint's path as it stands in an address.
	 * @return the segment
	 */
	public String pathSegment() {
		String path = PathMapper.getRootPath(this.context.getBeanProvider(PathMapper.class).orderedStream().toList(),
				TASKS);
		return URLEncoder.encode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8).replace("+", "%20");
	}

}
