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

import java.util.Locale;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Status;

/**
 * Configuration properties for health.
 */
@ConfigurationProperties("taskmon.health")
final class HealthProperties {

	/**
	 * Health status where a method or class is dead that is meant to run until shutdown.
	 */
	private String guardianDeadStatus = "DOWN";

	public String getGuardianDeadStatus() {
		return this.guardianDeadStatus;
	}

	public void setGuardianDeadStatus(String guardianDeadStatus) {
		if (guardianDeadStatus.isBlank()) {
			throw new InvalidConfigurationPropertyValueException("taskmon.health.guardian-dead-status",
					guardianDeadStatus, "It must not be blank.");
		}
		this.guardianDeadStatus = guardianDeadStatus;
	}

	Status deadStatus() {
		return new Status(this.guardianDeadStatus.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
