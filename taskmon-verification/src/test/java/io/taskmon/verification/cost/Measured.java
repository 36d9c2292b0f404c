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

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One benchmark with one set of parameters, in a process of its own.
 *
 * @param benchmark class and method
 * @param variant value of the parameter {@code variant}, empty for none
 * @param jvmArguments further arguments of the process
 */
record Measured(String benchmark, String variant, List<String> jvmArguments) {

	static final Measured BARE_INLINE = inline("bare");

	static final Measured OVER_BUDGET = inline("overBudget");

	static final Measured EXACT = inline("exact");

	static final Measured THROWABLE = inline("throwable");

	static final Measured TIMED = inline("micrometerTimed");

	static final Measured COROUTINE = of(CoroutineBenchmark.class, "launch", "");

	static final Measured PROBED_COROUTINE = COROUTINE.with("-javaagent:" + agent("kotlinx-coroutines-core-jvm"),
			"-Dkotlinx.coroutines.debug.enable.creation.stack.trace=true");

	static final Measured OPEN_TELEMETRY = pool("bare").with("-javaagent:" + agent("opentelemetry-javaagent"),
			"-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");

	static final Measured COUNTS = of(SnapshotBenchmark.class, "counts", "");

	/**
	 * Returns all benchmarks of a round, those that are compared near to each other.
	 */
	static Set<Measured> all() {
		Set<Measured> all = new LinkedHashSet<>(List.of(BARE_INLINE, OVER_BUDGET, TIMED, EXACT, THROWABLE, COROUTINE,
				PROBED_COROUTINE, async("taskmon"), async("observation"), threadPerTask("taskmon"),
				threadPerTask("bare"), submitters("one", "bare"), submitters("one", "taskmon"),
				submitters("eight", "bare"), submitters("eight", "taskmon"), COUNTS));
		Comparison.all().forEach((comparison) -> {
			all.add(comparison.base());
			all.addAll(comparison.peers().values());
		});
		return all;
	}

	static Measured inline(String method) {
		return of(InlineBenchmark.class, method, "");
	}

	static Measured pool(String variant) {
		return of(PoolBenchmark.class, "heldAndDrained", variant);
	}

	static Measured async(String variant) {
		return of(AsyncBenchmark.class, "heldAndDrained", variant);
	}

	static Measured threadPerTask(String variant) {
		return of(ThreadPerTaskBenchmark.class, "threadPerTask", variant);
	}

	static Measured submitters(String count, String variant) {
		return of(ContentionBenchmark.class, count + ("one".equals(count) ? "Submitter" : "Submitters"), variant);
	}

	private static Measured of(Class<?> benchmarks, String method, String variant) {
		return new Measured(benchmarks.getName() + "." + method, variant, List.of());
	}

	private Measured with(String... arguments) {
		return new Measured(this.benchmark, this.variant, List.of(arguments));
	}

	private static Path agent(String name) {
		return Path.of(System.getProperty("agents", "target/agents"), name + ".jar").toAbsolutePath();
	}

}
