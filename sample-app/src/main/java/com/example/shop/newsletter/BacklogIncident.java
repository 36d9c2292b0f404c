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

package com.example.shop.newsletter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class BacklogIncident implements Incident {

	private static final int SUBSCRIBERS = 200;

	private final NewsletterService newsletter;

	private final NewsletterServer server;

	private List<CompletableFuture<Integer>> issue = List.of();

	BacklogIncident(NewsletterService newsletter, NewsletterServer server) {
		this.newsletter = newsletter;
		this.server = server;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("backlog",
				"The newsletter goes to %d subscribers, one a second, for its pool has one thread. Nothing hangs, no task "
					.formatted(SUBSCRIBERS) + "is slow, and yet the last one has to wait for minutes.",
				"After ten seconds the diagnosis calls it STARVING_QUEUE: how many tasks wait in newsletter, the oldest "
						+ "for how long, and who submitted them.",
				"/actuator/tasks/diagnosis", "/actuator/tasks?executor=newsletter&limit=20",
				"/actuator/tasks/executors");
	}

	@Override
	public String start() throws Exception {
		end();
		this.issue = IntStream.rangeClosed(1, SUBSCRIBERS).mapToObj(this.newsletter::send).toList();
		return "%d tasks wait for one thread; they will be through in three minutes and a half.".formatted(SUBSCRIBERS);
	}

	@Override
	public String end() throws Exception {
		this.server.workAtTopSpeed();
		CompletableFuture.allOf(this.issue.toArray(CompletableFuture[]::new))
			.handle((nothing, ex) -> ex)
			.get(10, TimeUnit.SECONDS);
		this.issue = List.of();
		this.server.workAsUsual();
		return "All subscribers have the newsletter.";
	}

}
