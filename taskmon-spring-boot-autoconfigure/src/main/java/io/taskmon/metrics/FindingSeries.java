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

package io.taskmon.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.Severity;

/**
 * How many findings there were when the diagnosis looked last. Is held by its gauges
 * weakly, as every series is: a closed registry may outlive the application that it
 * belonged to, which must not outlive itself.
 */
final class FindingSeries implements MeterBinder {

	private final Diagnosis diagnosis;

	FindingSeries(Diagnosis diagnosis) {
		this.diagnosis = diagnosis;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Severity severity : Severity.values()) {
			Gauge.builder("taskmon.findings", this, (series) -> series.count(severity))
				.description("What is wrong with the tasks")
				.tag("severity", severity.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
	}

	private long count(Severity severity) {
		return this.diagnosis.lastFindings().stream().filter((finding) -> finding.severity() == severity).count();
	}

}
