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

package io.taskmon.health;

import java.util.Comparator;
import java.util.List;

import io.taskmon.read.Guardians;
import io.taskmon.task.Guardian;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Is up as long as no guardian is dead. Its details name the guardians, the dead ones
 * first, each with the task that was its last. Takes no look at the tasks, however many
 * there are.
 */
public final class GuardianHealthIndicator extends AbstractHealthIndicator {

	private static final int MOST_DETAILS = 100;

	private final Guardians guardians;

	private final Status deadStatus;

	/**
	 * Creates an indicator.
	 * @param guardians the guardians
	 * @param deadStatus status where one of them is dead
	 */
	public GuardianHealthIndicator(Guardians guardians, Status deadStatus) {
		super("Guardians could not be looked at");
		this.guardians = guardians;
		this.deadStatus = deadStatus;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<Guardian> all = this.guardians.all();
		builder.status(all.stream().anyMatch(Guardian::isDead) ? this.deadStatus : Status.UP);
		if (!all.isEmpty()) {
			builder.withDetail("guardians",
					all.stream()
						.sorted(Comparator.comparing(Guardian::isDead).reversed())
						.limit(MOST_DETAILS)
						.map(GuardianDetails::of)
						.toList());
		}
	}

}
