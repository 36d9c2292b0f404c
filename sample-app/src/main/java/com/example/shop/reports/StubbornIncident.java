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

package com.example.shop.reports;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

@Component
class StubbornIncident implements Incident {

	private static final Duration LONGEST = Duration.ofMinutes(3);

	private final SalesForecast forecast;

	private volatile Workload workload = new Workload(Duration.ZERO);

	StubbornIncident(SalesForecast forecast) {
		this.forecast = forecast;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("stubborn",
				"A sales forecast was cancelled, but one processor is still busy with it: cancelling a "
						+ "CompletableFuture does not reach the code behind it, and this code would not listen.",
				"SalesForecast.calculate is CANCELLED, by whom, and its body is still running. After five "
						+ "seconds the diagnosis calls it CANCELLED_RUNNING.",
				"/actuator/tasks/terminated?filter=SalesForecast.calculate&outcome=CANCELLED",
				"/actuator/tasks/terminated/ID", "/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		silence();
		this.workload = new Workload(LONGEST);
		CompletableFuture<Double> sales = this.forecast.calculate(this.workload);
		Assert.state(this.workload.isBegunWithin(Duration.ofSeconds(10)), "The forecast has not begun");
		sales.cancel(true);
		return "A forecast is cancelled, and goes on calculating for three minutes.";
	}

	@Override
	public String end() {
		silence();
		return "No forecast goes on after it was cancelled.";
	}

	@EventListener(ContextClosedEvent.class)
	void silence() {
		this.workload.end();
	}

}
