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

package io.taskmon.correlation;

import java.util.Map;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.taskmon.fault.TestDoubles;
import io.taskmon.spi.TaskContextSource;
import io.taskmon.task.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells the trace and the span that are current on the thread, as Micrometer Tracing
 * knows them. Thread-safe.
 */
public final class TracingContextSource implements TaskContextSource {

	private final @Nullable Tracer tracer;

	/**
	 * Creates a source.
	 * @param tracer knows the current span
	 */
	public TracingContextSource(Tracer tracer) {
		// A test must not find that its mock was asked
		this.tracer = TestDoubles.isDouble(tracer) ? null : tracer;
	}

	@Override
	public @Nullable TaskContext capture() {
		Tracer tracer = this.tracer;
		TraceContext current = (tracer != null) ? tracer.currentTraceContext().context() : null;
		// Those of a tracer that does nothing are empty
		return (current == null || current.traceId().isEmpty()) ? null
				: new TaskContext(current.traceId(), current.spanId(), Map.of());
	}

}
