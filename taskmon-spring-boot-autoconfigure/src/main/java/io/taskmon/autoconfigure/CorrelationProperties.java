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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Configuration properties for what relates tasks to traces and log lines.
 */
@ConfigurationProperties("taskmon.correlation")
final class CorrelationProperties {

	private static final int MAX_KEYS = 20;

	/**
	 * Whether tasks show the trace and span in which they were created, where there is
	 * Micrometer Tracing.
	 */
	private boolean tracing = true;

	/**
	 * Keys of the log's context (MDC) whose values tasks show, as they were where the
	 * task was created; 20 at the most.
	 */
	private List<String> mdcKeys = new ArrayList<>();

	/**
	 * Key of the log's context (MDC) under which log lines carry the id of the task that
	 * wrote them; none unless given.
	 */
	private @Nullable String mdcTaskKey;

	public boolean isTracing() {
		return this.tracing;
	}

	public void setTracing(boolean tracing) {
		this.tracing = tracing;
	}

	public List<String> getMdcKeys() {
		return this.mdcKeys;
	}

	public void setMdcKeys(List<String> mdcKeys) {
		require(mdcKeys.size() <= MAX_KEYS, "mdc-keys", mdcKeys, "There must be no more than " + MAX_KEYS + " keys.");
		require(mdcKeys.stream().noneMatch(String::isBlank), "mdc-keys", mdcKeys, "No key must be blank.");
		this.mdcKeys = mdcKeys;
	}

	public @Nullable String getMdcTaskKey() {
		return this.mdcTaskKey;
	}

	public void setMdcTaskKey(@Nullable String mdcTaskKey) {
		require(mdcTaskKey == null || !mdcTaskKey.isBlank(), "mdc-task-key", "", "It must not be blank.");
		this.mdcTaskKey = mdcTaskKey;
	}

	private static void require(boolean condition, String name, Object value, String reason) {
		if (!condition) {
			throw new InvalidConfigurationPropertyValueException("taskmon.correlation." + name, value, reason);
		}
	}

}
