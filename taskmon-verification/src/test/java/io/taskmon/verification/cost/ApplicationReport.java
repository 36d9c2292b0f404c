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

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What taskmon costs a small web application, on against off, turn by turn: processor
 * time of its start, and the rhythm of request and response. And how long its endpoint
 * takes to answer where very many tasks are live.
 */
public final class ApplicationReport {

	private static final double PERCENTILE = 0.99;

	private static final double NANOSECONDS_PER_MILLISECOND = 1_000_000;

	private static final int LIVE = 100_000;

	private static final int ANSWERS = 20;

	/**
	 * Until the compiler is done with the way of a request, it is what is measured.
	 */
	private static final int WARM_UP = 20_000;

	private final HttpClient client = HttpClient.newHttpClient();

	private final Costs costs = new Costs();

	/**
	 * Measures and prints.
	 * @param arguments number of starts, of requests to warm up, of turns, and seconds of
	 * a turn
	 */
	public static void main(String[] arguments) throws Exception {
		int starts = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 40;
		int warmUp = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : WARM_UP;
		int turns = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : 10;
		int seconds = (arguments.length > 3) ? Integer.parseInt(arguments[3]) : 10;
		new ApplicationReport().measure(starts, warmUp, turns, Duration.ofSeconds(seconds)).print();
	}

	Costs measure(int starts, int warmUp, int turns, Duration turn) throws Exception {
		for (int i = 1; i < starts; i++) {
			compareStarts(i % 2 == 0);
		}
		try (ServerProcess off = ServerProcess.start(false); ServerProcess on = ServerProcess.start(true)) {
			compareStarts(off, on);
			for (int i = 0; i < warmUp; i++) {
				nanosOfACall(off);
				nanosOfACall(on);
			}
			for (int i = 0; i < turns; i++) {
				measureRhythm(off, on, turn);
			}
			on.call(this.client, "/tasks/" + LIVE);
			measureEndpoint(on);
		}
		return this.costs;
	}

	private void compareStarts(boolean offFirst) throws Exception {
		try (ServerProcess first = ServerProcess.start(!offFirst);
				ServerProcess second = ServerProcess.start(offFirst)) {
			compareStarts(offFirst ? first : second, offFirst ? second : first);
		}
	}

	private void compareStarts(ServerProcess off, ServerProcess on) {
		this.costs.add(Cost.START, on.startNanos() / (double) off.startNanos());
	}

	private void measureRhythm(ServerProcess off, ServerProcess on, Duration turn) throws Exception {
		Rhythm rhythm = call(off, on, turn);
		this.costs.add(Cost.THROUGHPUT, rhythm.off().sum() / rhythm.on().sum());
		this.costs.add(Cost.LATENCY, rhythm.on().at(PERCENTILE) / rhythm.off().at(PERCENTILE));
	}

	// One request after the other, so that nothing but the way of a request is measured;
	// in turn to each application, so that what else the machine does disturbs both
	private Rhythm call(ServerProcess off, ServerProcess on, Duration turn) throws Exception {
		List<Double> without = new ArrayList<>();
		List<Double> with = new ArrayList<>();
		long start = System.nanoTime();
		while (System.nanoTime() - start < turn.toNanos()) {
			without.add(nanosOfACall(off));
			with.add(nanosOfACall(on));
			with.add(nanosOfACall(on));
			without.add(nanosOfACall(off));
		}
		return new Rhythm(Samples.of(without), Samples.of(with));
	}

	private double nanosOfACall(ServerProcess server) throws Exception {
		long start = System.nanoTime();
		String answer = server.call(this.client, "/orders");
		long end = System.nanoTime();
		if (!"placed".equals(answer)) {
			throw new IllegalStateException("Answered " + answer);
		}
		return end - start;
	}

	private void measureEndpoint(ServerProcess server) throws Exception {
		for (int i = -ANSWERS; i < ANSWERS; i++) {
			long start = System.nanoTime();
			String answer = server.call(this.client, "/actuator/tasks");
			long end = System.nanoTime();
			if (!answer.contains("\"queued\":" + (LIVE - 1)) || answer.split("\"queuedFor\"", -1).length != 101) {
				throw new IllegalStateException("Answered " + answer);
			}
			if (i >= 0) {
				this.costs.add(Cost.FIRST_HUNDRED, (end - start) / NANOSECONDS_PER_MILLISECOND);
			}
		}
	}

	private record Rhythm(Samples off, Samples on) {

	}

}
