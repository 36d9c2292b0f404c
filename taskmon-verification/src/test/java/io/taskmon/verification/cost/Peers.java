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

import java.util.concurrent.Executor;

import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

/**
 * What an application would use instead to learn something of its tasks.
 */
final class Peers {

	private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final ContextPropagatingTaskDecorator contextPropagation = new ContextPropagatingTaskDecorator();

	Peers() {
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		ContextRegistry.getInstance().registerThreadLocalAccessor("verification", CONTEXT);
		CONTEXT.set("context");
	}

	Executor timed(Executor executor) {
		return ExecutorServiceMetrics.monitor(this.meters, executor, "measured");
	}

	Executor observed(Executor executor) {
		return (code) -> executor.execute(observed(code));
	}

	Runnable observed(Runnable code) {
		Observation observation = Observation.start("task", this.observations);
		return () -> {
			try (Observation.Scope scope = observation.openScope()) {
				code.run();
			}
			finally {
				observation.stop();
			}
		};
	}

	Executor contextPropagating(Executor executor) {
		return (code) -> executor.execute(this.contextPropagation.decorate(code));
	}

}
