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

package com.example.shop.bonus;

import java.util.List;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class BlindSpotIncident implements Incident {

	private final BonusService bonus;

	BlindSpotIncident(BonusService bonus) {
		this.bonus = bonus;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("blind-spot",
				"Bonus points are credited by CompletableFuture.supplyAsync(), whose future nobody keeps. For "
						+ "one customer without an account it fails, and nobody can ever tell.",
				"taskmon says what it cannot see: the diagnosis calls it BLIND_SPOT, the coverage of the executor bonus "
						+ "is PARTIAL from now on, and the tasks have ended as UNKNOWN rather than SUCCEEDED.",
				"/actuator/tasks/diagnosis", "/actuator/tasks/executors", "/actuator/tasks/terminated?executor=bonus");
	}

	@Override
	public String start() {
		List.of("Ann", "Bob", "Carl").forEach((customer) -> this.bonus.credit(customer, 10));
		return "Three customers are credited with bonus points; for one of them it fails.";
	}

	@Override
	public String end() {
		return "Nothing to do: what could not be seen will never be.";
	}

}
