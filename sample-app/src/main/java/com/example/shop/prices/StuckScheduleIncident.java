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

package com.example.shop.prices;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class StuckScheduleIncident implements Incident {

	private final PriceFeed feed;

	StuckScheduleIncident(PriceFeed feed) {
		this.feed = feed;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("stuck-schedule",
				"The prices are out of date: the @Scheduled method that refreshes them began a run and never came back.",
				"The run of PriceService.refresh is live, since when, and its stack stands in PriceFeed.read. "
						+ "After ten seconds the diagnosis calls it STUCK_RUN, if there were runs to compare it with.",
				"/actuator/tasks?filter=PriceService.refresh", "/actuator/tasks/ID", "/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		this.feed.hang();
		this.feed.awaitReader();
		return "The refresh of the prices has begun and does not come back.";
	}

	@Override
	public String end() {
		this.feed.recover();
		return "The prices are refreshed again.";
	}

}
