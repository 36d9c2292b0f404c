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

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for meters.
 */
@ConfigurationProperties("taskmon.metrics")
final class MetricsProperties {

	private static final int MAX_NAMES = 100;

	/**
	 * Names of tasks that have timers of their own, such as OrderService.ship; 100 at the
	 * most.
	 */
	private Set<String> names = new LinkedHashSet<>();

	public Set<String> getNames() {
		return this.names;
	}

	public void setNames(Set<String> names) {
		if (names.size() > MAX_NAMES) {
			throw refusal(names.size() + " names", "There must not be more than " + MAX_NAMES + ".");
		}
		for (String name : names) {
			if (name.isBlank()) {
				throw refusal(names, "A name must not be blank.");
			}
			if (name.indexOf('@') >= 0) {
				throw refusal(name, "What follows an @ in the name of a task is read from its creation stack, "
						+ "which is too dear for a timer; name methods and classes.");
			}
		}
		this.names = names;
	}

	private static InvalidConfigurationPropertyValueException refusal(Object value, String reason) {
		return new InvalidConfigurationPropertyValueException("taskmon.metrics.names", value, reason);
	}

}
