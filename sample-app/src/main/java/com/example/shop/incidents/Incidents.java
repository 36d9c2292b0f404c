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

package com.example.shop.incidents;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.stereotype.Component;

@Component
final class Incidents {

	private final Lock oneAtATime = new ReentrantLock();

	private final SortedMap<String, Incident> byName = new TreeMap<>();

	Incidents(List<Incident> incidents) {
		incidents.forEach((incident) -> this.byName.put(incident.description().name(), incident));
	}

	List<IncidentDescription> descriptions() {
		return this.byName.values().stream().map(Incident::description).toList();
	}

	IncidentReport start(String name) throws Exception {
		return act(find(name), Incident::start);
	}

	IncidentReport end(String name) throws Exception {
		return act(find(name), Incident::end);
	}

	private Incident find(String name) {
		Incident incident = this.byName.get(name);
		if (incident == null) {
			throw new UnknownIncidentException(name, this.byName.keySet());
		}
		return incident;
	}

	private IncidentReport act(Incident incident, Action action) throws Exception {
		this.oneAtATime.lock();
		try {
			return IncidentReport.of(incident.description(), action.perform(incident));
		}
		finally {
			this.oneAtATime.unlock();
		}
	}

	private interface Action {

		String perform(Incident incident) throws Exception;

	}

}
