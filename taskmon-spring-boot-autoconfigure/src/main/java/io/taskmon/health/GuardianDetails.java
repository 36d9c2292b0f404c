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

import java.util.LinkedHashMap;
import java.util.Map;

import io.taskmon.task.Canceller;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Failure;
import io.taskmon.task.Guardian;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is known of a guardian, in the words of the endpoint.
 */
final class GuardianDetails {

	private final Map<String, Object> details = new LinkedHashMap<>();

	private GuardianDetails() {
	}

	static Map<String, Object> of(Guardian guardian) {
		GuardianDetails details = new GuardianDetails();
		details.put("name", guardian.name());
		details.put("live", guardian.live());
		EndedTask death = guardian.death();
		if (death != null) {
			details.put(death);
		}
		return details.details;
	}

	private void put(EndedTask death) {
		put("id", death.facts().id());
		put("executor", death.facts().executor());
		put("createdFrom", death.facts().createdFrom());
		put("outcome", death.outcome().name());
		put("terminatedAt", death.terminatedAt().toString());
		put("exception", exception(death.failure()));
		put("reason", death.reason());
		put("cancelledBy", canceller(death.cancelledBy()));
	}

	private void put(String key, @Nullable Object value) {
		if (value != null) {
			this.details.put(key, value);
		}
	}

	private static @Nullable String exception(@Nullable Failure failure) {
		if (failure == null) {
			return null;
		}
		return (failure.message() != null) ? failure.type() + ": " + failure.message() : failure.type();
	}

	private static @Nullable String canceller(@Nullable Canceller canceller) {
		if (canceller == null) {
			return null;
		}
		if (canceller.request() != null) {
			return canceller.request().origin();
		}
		return (canceller.name() != null) ? canceller.name() + " on " + canceller.thread() : canceller.thread();
	}

}
