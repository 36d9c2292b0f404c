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

package com.example.shop.stock;

import com.example.shop.incidents.Incident;
import com.example.shop.incidents.IncidentDescription;

import org.springframework.stereotype.Component;

@Component
class LostResultIncident implements Incident {

	private final StockService stock;

	LostResultIncident(StockService stock) {
		this.stock = stock;
	}

	@Override
	public IncidentDescription description() {
		return IncidentDescription.of("lost-result",
				"A stock count fails. It was given to executor.submit(), and nobody asks the Future: not even the "
						+ "log has the exception.",
				"StockCount is in the termination log as FAILED, with its exception; its class is marked "
						+ "@PreserveTerminationLog, so other tasks never push it out. After ten "
						+ "seconds the diagnosis calls it LOST_EXCEPTION.",
				"/actuator/tasks/terminated?filter=StockCount&outcome=FAILED", "/actuator/tasks/terminated/ID",
				"/actuator/tasks/diagnosis");
	}

	@Override
	public String start() {
		this.stock.count("Z13");
		return "A count of a shelf that does not exist has begun; it fails within a few seconds.";
	}

}
