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

package io.taskmon.verification.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What others cost that do something of the kind, and what taskmon does, of the same
 * base.
 *
 * @param title what is compared
 * @param base what all are compared with
 * @param peers those that are compared
 */
record Comparison(String title, Measured base, Map<String, Measured> peers) {

	static List<Comparison> all() {
		return List.of(onPool(), inline());
	}

	static Comparison onPool() {
		Map<String, Measured> peers = new LinkedHashMap<>();
		peers.put("OpenTelemetry's agent, which hands on its context and records nothing", Measured.OPEN_TELEMETRY);
		peers.put("Spring's `ContextPropagatingTaskDecorator`, which records nothing",
				Measured.pool("contextPropagation"));
		peers.put("**taskmon, over the capture budget**", Measured.pool("taskmon"));
		peers.put("Micrometer's timed executor", Measured.pool("timed"));
		peers.put("Micrometer Observation", Measured.pool("observation"));
		peers.put("**taskmon, an exact stack for every task**", Measured.pool("taskmonExact"));
		return new Comparison("A task on a `ThreadPoolTaskExecutor`, of a bare one", Measured.pool("bare"), peers);
	}

	private static Comparison inline() {
		Map<String, Measured> peers = new LinkedHashMap<>();
		peers.put("**taskmon, over the capture budget**", Measured.OVER_BUDGET);
		peers.put("Spring's `ContextPropagatingTaskDecorator`, which records nothing",
				Measured.inline("contextPropagation"));
		peers.put("Micrometer's timed executor", Measured.TIMED);
		peers.put("Micrometer Observation", Measured.inline("micrometerObservation"));
		peers.put("**taskmon, an exact stack for every task**", Measured.EXACT);
		peers.put("a `Throwable` that is turned into frames at once", Measured.inline("materialisedThrowable"));
		return new Comparison("A task that is run at once, of a bare `new Throwable()`", Measured.THROWABLE, peers);
	}

	/**
	 * Returns how many times the base a peer costs.
	 */
	Samples of(Measured peer, List<Round> rounds) {
		return Samples.of(rounds.stream().map((round) -> round.score(peer) / round.score(this.base)).toList());
	}

}
