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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures what taskmon costs beside what users would pick instead, and writes a table of
 * ratios. Each round runs every benchmark once, each in a process of its own; a ratio is
 * made of the figures of one round, and the table has the median and the range over all
 * rounds. So what else the machine does moves both sides of a ratio.
 */
public final class CostReport {

	private static final Measured BARE_INLINE = Measured.of(InlineBenchmark.class, "bare");

	private static final Measured OVER_BUDGET = Measured.of(InlineBenchmark.class, "overBudget");

	private static final Measured EXACT = Measured.of(InlineBenchmark.class, "exact");

	private static final Measured THROWABLE = Measured.of(InlineBenchmark.class, "throwable");

	private static final Measured TIMED = Measured.of(InlineBenchmark.class, "micrometerTimed");

	private static final Measured OBSERVED = Measured.of(InlineBenchmark.class, "micrometerObservation");

	private static final Measured CONTEXT = Measured.of(InlineBenchmark.class, "contextPropagation");

	private static final Measured COROUTINE = Measured.of(CoroutineBenchmark.class, "launch");

	private static final Measured PROBED_COROUTINE = COROUTINE.with(
			"-javaagent:" + agent("kotlinx-coroutines-core-jvm"),
			"-Dkotlinx.coroutines.debug.enable.creation.stack.trace=true");

	private static final Measured POOL = pool("bare");

	private static final Measured OPEN_TELEMETRY = pool("bare").with("-javaagent:" + agent("opentelemetry-javaagent"),
			"-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");

	private static final Measured COUNTS = Measured.of(SnapshotBenchmark.class, "counts");

	private static final Measured FIRST_HUNDRED = Measured.of(SnapshotBenchmark.class, "firstHundred");

	private static final double MICROSECONDS_PER_MILLISECOND = 1_000;

	private final boolean quick;

	private CostReport(boolean quick) {
		this.quick = quick;
	}

	/**
	 * Measures and writes the table.
	 * @param arguments number of rounds, and the file to write, beside standard output
	 */
	public static void main(String[] arguments) throws Exception {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 5;
		String table = new CostReport(false).measure(rounds) + "\nMemory:\n\n" + forked(MemoryReport.class)
				+ "\nA small web application, on against off, turn by turn:\n\n" + forked(ApplicationReport.class);
		System.out.println(table);
		if (arguments.length > 1) {
			write(Path.of(arguments[1]), table);
		}
	}

	/**
	 * Runs each benchmark for a moment in this process, for those who want to know that
	 * they run.
	 */
	static String quick() throws RunnerException {
		return new CostReport(true).measure(1);
	}

	private static String forked(Class<?> report) throws IOException {
		String java = ProcessHandle.current().info().command().orElse("java");
		Process process = new ProcessBuilder(java, "-Xmx4g", "-cp", System.getProperty("java.class.path"),
				report.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim() + "\n";
	}

	private static void write(Path file, String table) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, table);
	}

	private static List<Budget> budgets() {
		return List.of(
				new Budget("inline, over the capture budget, of Micrometer's timed executor", "×", 1, 0.5,
						(round) -> round.score(OVER_BUDGET) / round.score(TIMED)),
				new Budget("garbage of it", "B", 160, 96,
						(round) -> round.bytes(OVER_BUDGET) - round.bytes(BARE_INLINE)),
				new Budget("inline, with an exact stack, of a bare `new Throwable()`", "×", 2, 1.4,
						(round) -> round.score(EXACT) / round.score(THROWABLE)),
				new Budget("the same, of what kotlinx DebugProbes add with creation stacks", "×", 0.25, 1 / 6.0,
						(round) -> (round.score(EXACT) - round.score(BARE_INLINE))
								/ (round.score(PROBED_COROUTINE) - round.score(COROUTINE))),
				new Budget("`@Async` call, over budget, of one with an Observation", "×", 0.6, 0.4,
						(round) -> round.score(async("taskmon")) / round.score(async("observation"))),
				new Budget("`execute` on a pool, over budget, of Micrometer's timed executor", "×", 1, 0.5,
						(round) -> round.score(pool("taskmon")) / round.score(pool("timed"))),
				new Budget("a thread per task, over budget, of a bare one", "×", 1.4, 1.25,
						(round) -> round.score(threadPerTask("taskmon")) / round.score(threadPerTask("bare"))),
				new Budget("8 submitters against 1, of the bare pool's own slow-down", "×", 1.3, 1.1,
						(round) -> slowdown(round, "taskmon") / slowdown(round, "bare")),
				new Budget("counts of 100,000 live tasks", "ms", 2, 0.5,
						(round) -> round.score(COUNTS) / MICROSECONDS_PER_MILLISECOND),
				new Budget("the first 100 of them", "ms", 50, 20,
						(round) -> round.score(FIRST_HUNDRED) / MICROSECONDS_PER_MILLISECOND));
	}

	private static Map<String, Measured> againstBarePool() {
		Map<String, Measured> peers = new LinkedHashMap<>();
		peers.put("OpenTelemetry agent, propagation only", OPEN_TELEMETRY);
		peers.put("context propagation only", pool("contextPropagation"));
		peers.put("**taskmon, over budget**", pool("taskmon"));
		peers.put("Micrometer timed executor", pool("timed"));
		peers.put("Micrometer Observation", pool("observation"));
		peers.put("**taskmon, an exact stack for every task**", pool("taskmonExact"));
		return peers;
	}

	private static Map<String, Measured> inline() {
		Map<String, Measured> peers = new LinkedHashMap<>();
		peers.put("**taskmon, over budget**", OVER_BUDGET);
		peers.put("context propagation only", CONTEXT);
		peers.put("Micrometer timed executor", TIMED);
		peers.put("Micrometer Observation", OBSERVED);
		peers.put("a bare `new Throwable()`", THROWABLE);
		peers.put("**taskmon, an exact stack for every task**", EXACT);
		peers.put("a `Throwable` turned into frames at once",
				Measured.of(InlineBenchmark.class, "materialisedThrowable"));
		return peers;
	}

	private static List<Measured> all() {
		List<Measured> all = new ArrayList<>(List.of(BARE_INLINE, COROUTINE, PROBED_COROUTINE, POOL, COUNTS,
				FIRST_HUNDRED, async("bare"), async("taskmon"), async("observation"), threadPerTask("bare"),
				threadPerTask("taskmon"), threadPerTask("observation"), submitters("one", "bare"),
				submitters("eight", "bare"), submitters("one", "taskmon"), submitters("eight", "taskmon")));
		all.addAll(inline().values());
		all.addAll(againstBarePool().values());
		return all;
	}

	private String measure(int count) throws RunnerException {
		List<Round> rounds = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			rounds.add(round());
		}
		StringBuilder table = new StringBuilder();
		table.append("JDK ").append(Runtime.version()).append(", ").append(count).append(" rounds\n\n");
		table.append(Budget.header());
		budgets().forEach((budget) -> table.append(budget.line(rounds.stream())));
		table.append("\nA task on a pool, of a bare one (median):\n\n| | × |\n|---|---|\n");
		againstBarePool().forEach((what, measured) -> table.append(peer(what, measured, POOL, rounds)));
		table.append("\nA task run at once, of a bare `new Throwable()` (median):\n\n| | × |\n|---|---|\n");
		inline().forEach((what, measured) -> table.append(peer(what, measured, THROWABLE, rounds)));
		return table.toString();
	}

	private static String peer(String what, Measured measured, Measured base, List<Round> rounds) {
		double ratio = Budget.median(rounds.stream().mapToDouble((round) -> round.score(measured) / round.score(base)));
		return String.format(Locale.ROOT, "| %s | %.2f |%n", what, ratio);
	}

	private Round round() throws RunnerException {
		Map<Measured, Figures> figures = new LinkedHashMap<>();
		for (Measured measured : all()) {
			if (!this.quick || measured.jvmArguments().isEmpty()) {
				figures.put(measured, run(measured));
			}
			else {
				// Its agent needs a process of its own
				figures.put(measured, new Figures(Double.NaN, Double.NaN));
			}
		}
		return new Round(figures);
	}

	private Figures run(Measured measured) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(measured.benchmark() + "$")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.forks(this.quick ? 0 : 1)
			.warmupIterations(this.quick ? 0 : 4)
			.warmupTime(TimeValue.milliseconds(500))
			.measurementIterations(this.quick ? 1 : 5)
			.measurementTime(TimeValue.milliseconds(this.quick ? 1 : 500));
		if (!this.quick) {
			options.jvmArgsAppend(arguments(measured));
		}
		if (!measured.variant().isEmpty()) {
			options.param("variant", measured.variant());
		}
		RunResult result = new Runner(options.build()).run().iterator().next();
		Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
		return new Figures(best(result), (bytes != null) ? bytes.getScore() : Double.NaN);
	}

	// The best iteration is the one that the machine disturbed least
	private static double best(RunResult result) {
		Result<?> score = result.getPrimaryResult();
		return score.getScoreUnit().startsWith("ops") ? score.getStatistics().getMax() : score.getStatistics().getMin();
	}

	private static String[] arguments(Measured measured) {
		List<String> arguments = new ArrayList<>(List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"));
		arguments.addAll(measured.jvmArguments());
		return arguments.toArray(String[]::new);
	}

	private static double slowdown(Round round, String variant) {
		return round.score(submitters("one", variant)) / round.score(submitters("eight", variant));
	}

	private static Measured submitters(String count, String variant) {
		return Measured.of(ContentionBenchmark.class, count + ("one".equals(count) ? "Submitter" : "Submitters"),
				variant);
	}

	private static Measured pool(String variant) {
		return Measured.of(PoolBenchmark.class, "heldAndDrained", variant);
	}

	private static Measured async(String variant) {
		return Measured.of(AsyncBenchmark.class, "heldAndDrained", variant);
	}

	private static Measured threadPerTask(String variant) {
		return Measured.of(ThreadPerTaskBenchmark.class, "threadPerTask", variant);
	}

	private static Path agent(String name) {
		return Path.of(System.getProperty("agents", "target/agents"), name + ".jar");
	}

}
