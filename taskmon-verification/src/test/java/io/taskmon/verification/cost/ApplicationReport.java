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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What taskmon costs a small web application, on against off, turn by turn: processor
 * time of its start, and the rhythm of request and response.
 */
public final class ApplicationReport {

	private static final double PERCENTILE = 0.99;

	private final int starts;

	private final Duration turn;

	private ApplicationReport(int starts, Duration turn) {
		this.starts = starts;
		this.turn = turn;
	}

	/**
	 * Measures and prints.
	 * @param arguments number of starts, of turns, and seconds of a turn
	 */
	public static void main(String[] arguments) throws Exception {
		int starts = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 10;
		int turns = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 10;
		int seconds = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 5;
		System.out.println(new ApplicationReport(starts, Duration.ofSeconds(seconds)).measure(turns));
	}

	private String measure(int turns) throws Exception {
		StringBuilder report = new StringBuilder("| | median | range | must | aim |\n|---|---|---|---|---|\n");
		line(report, "start of a small web application, processor time", startRatios(), "≤ 1.05", "≤ 1.02");
		List<Double> throughput = new ArrayList<>();
		List<Double> latency = new ArrayList<>();
		try (ServerProcess off = ServerProcess.start(false); ServerProcess on = ServerProcess.start(true)) {
			load(off);
			load(on);
			for (int i = 0; i < turns; i++) {
				long[] without = load(off);
				long[] with = load(on);
				throughput.add(with.length / (double) without.length);
				latency.add(percentile(with) / percentile(without));
			}
		}
		line(report, "requests answered by an `@Async` method in a time", throughput, "≥ 0.97", "1");
		line(report, "their 99th percentile", latency, "≤ 1.05", "1");
		return report.toString();
	}

	private List<Double> startRatios() throws IOException {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < this.starts; i++) {
			try (ServerProcess off = ServerProcess.start(false); ServerProcess on = ServerProcess.start(true)) {
				ratios.add(on.startNanos() / (double) off.startNanos());
			}
		}
		return ratios;
	}

	// One request after the other, so that nothing but the way of a request is measured
	private long[] load(ServerProcess server) throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/orders"))
			.build();
		List<Long> nanos = new ArrayList<>();
		long end = System.nanoTime() + this.turn.toNanos();
		for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
			HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
			if (!"placed".equals(response.body())) {
				throw new IllegalStateException("Answered " + response.statusCode() + " " + response.body());
			}
			nanos.add(System.nanoTime() - start);
		}
		return nanos.stream().mapToLong(Long::longValue).toArray();
	}

	private static double percentile(long[] nanos) {
		long[] sorted = nanos.clone();
		Arrays.sort(sorted);
		return sorted[(int) (sorted.length * PERCENTILE)];
	}

	private static void line(StringBuilder report, String what, List<Double> ratios, String must, String aim) {
		double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		report.append(String.format(Locale.ROOT, "| %s | %.3f × | %.3f–%.3f | %s | %s |%n", what,
				sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1], must, aim));
	}

}
