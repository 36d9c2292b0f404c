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
import java.util.Map;
import java.util.Objects;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Every benchmark once, one right after the other, so that their figures may be compared.
 *
 * @param figures the figures of each benchmark
 */
record Round(Map<Measured, Figures> figures) {

	private static final int WARM_UPS = 4;

	private static final int ITERATIONS = 5;

	private static final TimeValue TIME = TimeValue.milliseconds(500);

	private static final double MICROSECONDS_PER_MILLISECOND = 1_000;

	/**
	 * Runs each benchmark in a process of its own.
	 */
	static Round of(Jdk jdk) throws RunnerException {
		Map<Measured, Figures> figures = new LinkedHashMap<>();
		for (Measured measured : Measured.all()) {
			figures.put(measured,
					figures(options(measured).jvm(jdk.java().toString())
						.forks(1)
						.warmupIterations(WARM_UPS)
						.warmupTime(TIME)
						.measurementIterations(ITERATIONS)
						.measurementTime(TIME)
						.jvmArgsAppend(measured.jvmArguments().toArray(String[]::new))
						.jvmArgsPrepend("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC")));
		}
		return new Round(figures);
	}

	/**
	 * Runs each benchmark for a moment in this process, those apart that need an agent.
	 */
	static Round quick() throws RunnerException {
		Map<Measured, Figures> figures = new LinkedHashMap<>();
		for (Measured measured : Measured.all()) {
			figures.put(measured,
					measured.jvmArguments().isEmpty() ? figures(options(measured).forks(0)
						.warmupIterations(0)
						.measurementIterations(1)
						.measurementTime(TimeValue.milliseconds(1))) : new Figures(Double.NaN, Double.NaN));
		}
		return new Round(figures);
	}

	private static ChainedOptionsBuilder options(Measured measured) {
		ChainedOptionsBuilder options = new OptionsBuilder().include(measured.benchmark() + "$")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
		return measured.variant().isEmpty() ? options : options.param("variant", measured.variant());
	}

	private static Figures figures(ChainedOptionsBuilder options) throws RunnerException {
		RunResult result = new Runner(options.build()).run().iterator().next();
		Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
		return new Figures(best(result), (bytes != null) ? bytes.getScore() : Double.NaN);
	}

	// The best iteration is the one that the machine disturbed least
	private static double best(RunResult result) {
		Result<?> score = result.getPrimaryResult();
		return score.getScoreUnit().startsWith("ops") ? score.getStatistics().getMax() : score.getStatistics().getMin();
	}

	/**
	 * Returns the costs that are ratios of benchmarks.
	 */
	Costs costs() {
		Costs costs = new Costs();
		costs.add(Cost.INLINE, score(Measured.OVER_BUDGET) / score(Measured.TIMED));
		costs.add(Cost.GARBAGE, figures(Measured.OVER_BUDGET).bytes() - figures(Measured.BARE_INLINE).bytes());
		costs.add(Cost.EXACT, score(Measured.EXACT) / score(Measured.THROWABLE));
		costs.add(Cost.EXACT_OF_PROBES, (score(Measured.EXACT) - score(Measured.BARE_INLINE))
				/ (score(Measured.PROBED_COROUTINE) - score(Measured.COROUTINE)));
		costs.add(Cost.ASYNC, score(Measured.async("taskmon")) / score(Measured.async("observation")));
		costs.add(Cost.POOL, score(Measured.pool("taskmon")) / score(Measured.pool("timed")));
		costs.add(Cost.THREAD_PER_TASK,
				score(Measured.threadPerTask("taskmon")) / score(Measured.threadPerTask("bare")));
		costs.add(Cost.COUNTS, score(Measured.COUNTS) / MICROSECONDS_PER_MILLISECOND);
		costs.add(Cost.CONTENTION, slowdown("taskmon") / slowdown("bare"));
		return costs;
	}

	private double slowdown(String variant) {
		return score(Measured.submitters("eight", variant)) / score(Measured.submitters("one", variant));
	}

	double score(Measured measured) {
		return figures(measured).score();
	}

	private Figures figures(Measured measured) {
		return Objects.requireNonNull(this.figures.get(measured), () -> "Not measured: " + measured);
	}

}
