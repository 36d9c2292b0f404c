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

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * A registry, and how many of the series are registered with it.
 */
final class BoundRegistry {

	private final MeterRegistry registry;

	private int registered;

	BoundRegistry(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Registers the series that have been added since the last call. One that the
	 * registry will not have is not offered again.
	 */
	void register(List<MeterBinder> series) {
		while (this.registered < series.size()) {
			series.get(this.registered++).bindTo(this.registry);
		}
	}

}
