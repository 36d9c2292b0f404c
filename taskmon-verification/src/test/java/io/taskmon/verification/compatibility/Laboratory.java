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

package io.taskmon.verification.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs experiments in applications with taskmon and without, and compares what they saw.
 */
final class Laboratory {

	private final Class<?> application;

	private final WebApplicationType type;

	private final List<String> properties = new ArrayList<>(
			List.of("spring.main.banner-mode=off", "spring.jmx.enabled=false", "server.port=0",
					"server.address=127.0.0.1", "logging.threshold.console=off", "spring.main.log-startup-info=false"));

	Laboratory(Class<?> application, WebApplicationType type, String... properties) {
		this.application = application;
		this.type = type;
		this.properties.addAll(List.of(properties));
	}

	Laboratory(Class<?> application, String... properties) {
		this(application, WebApplicationType.NONE, properties);
	}

	/**
	 * Asserts that an experiment sees the same with taskmon, and with it switched off, as
	 * without it.
	 */
	void assertSameWithAndWithout(Experiment experiment) throws Exception {
		Observation without = observe(Presence.ABSENT, experiment);
		assertThat(without.awaitedInVain()).isEmpty();
		assertThat(observe(Presence.PRESENT, experiment).differencesTo(without)).isEmpty();
	}

	/**
	 * Lets an application start, do what the experiment is about, and end.
	 */
	Observation observe(Presence presence, Experiment experiment) throws Exception {
		Observation observation = new Observation();
		List<LogLines> lines = new ArrayList<>();
		try {
			try (ConfigurableApplicationContext context = start(presence, lines)) {
				experiment.observe(context, observation);
			}
			noteLog(lines.get(0).seen(), observation);
			return observation;
		}
		finally {
			lines.forEach(LogLines::detach);
		}
	}

	private static void noteLog(List<String> lines, Observation observation) {
		Map<String, Long> counts = lines.stream().collect(Collectors.groupingBy((line) -> line, Collectors.counting()));
		counts.forEach((line, count) -> observation.note("log: " + line, count));
	}

	private ConfigurableApplicationContext start(Presence presence, List<LogLines> lines) {
		return new SpringApplicationBuilder(this.application).web(this.type)
			.properties(this.properties.toArray(String[]::new))
			.properties(presence.properties())
			// Boot sets up its logging before that, and anew for each application
			.initializers((context) -> lines.add(LogLines.attach()))
			.registerShutdownHook(false)
			.run();
	}

}
