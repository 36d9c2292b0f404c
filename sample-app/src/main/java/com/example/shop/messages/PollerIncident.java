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

package com.example.shop.messages;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class PollerIncident implements Incident {

	private final MessagePolling polling;

	PollerIncident(MessagePolling polling) {
		this.polling = polling;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("poller",
				"The loop that reads the suppliers' messages should run for ever; one bad message has ended it, "
						+ "without a line in the log. It has already happened once, just after the start.",
				"MessagePoller.poll is in the termination log as FAILED, with its exception; the method is marked "
						+ "@PreserveTerminationLog(untilShutdown = true), so other tasks never push it out, and "
						+ "health is DOWN until it runs again. The diagnosis calls it GUARDIAN_DEAD.",
				"/actuator/tasks/terminated?preserved=true&filter=MessagePoller.poll", "/actuator/tasks/terminated/ID",
				"/actuator/tasks/diagnosis");
	}

	@Override
	public String start() throws Exception {
		this.polling.ensureRunning();
		this.polling.breakDown();
		return "The poller was running, got a bad message and is dead.";
	}

	@Override
	public String end() throws Exception {
		this.polling.ensureRunning();
		return "The poller is running.";
	}

}
