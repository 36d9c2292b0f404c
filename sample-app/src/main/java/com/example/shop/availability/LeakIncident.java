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

package com.example.shop.availability;

import java.time.Duration;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

@Component
class LeakIncident implements Incident {

	private final ArticlePage page;

	private final TaskScheduler scheduler;

	private volatile Visitors visitors;

	LeakIncident(ArticlePage page, TaskScheduler scheduler) {
		this.page = page;
		this.scheduler = scheduler;
		this.visitors = new Visitors(page);
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("leak",
				"The page of an article that is sold out watches for the next delivery, and nobody ends the watch when "
						+ "the customer leaves: two more tasks every second, up to 1,200.",
				"After five minutes the diagnosis calls it LEAK: the live tasks from ArticlePage.open have only become "
						+ "more. The groups by site show it before.",
				"/actuator/tasks/diagnosis", "/actuator/tasks/groups?by=site",
				"/actuator/tasks?filter=Availability&limit=5");
	}

	@Override
	public String start() throws Exception {
		goAway();
		this.visitors = new Visitors(this.page);
		this.visitors.come(this.scheduler);
		Assert.state(this.visitors.haveComeWithin(Duration.ofSeconds(10)), "Nobody watches");
		return "Customers look at an article that is sold out, and nobody ends their watches.";
	}

	@Override
	public String end() {
		goAway();
		return "The article is here, and nobody watches for it any more.";
	}

	@EventListener(ContextClosedEvent.class)
	void goAway() {
		this.visitors.goAway();
	}

}
