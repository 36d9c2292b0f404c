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

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What something may cost, as a figure made of those of one round.
 *
 * @param what what costs
 * @param unit unit of the figure, {@code ×} for a ratio
 * @param must what it must not exceed
 * @param aim what it should not exceed
 * @param figure the figure of a round
 */
record Budget(String what, String unit, double must, double aim, ToDoubleFunction<Round> figure) {

	static String header() {
		return "| | median | range | must | aim | |\n|---|---|---|---|---|---|\n";
	}

	/**
	 * Returns the line of the report, medians and ranges over all rounds.
	 */
	String line(Stream<Round> rounds) {
		double[] figures = rounds.mapToDouble(this.figure).sorted().toArray();
		double median = (figures[(figures.length - 1) / 2] + figures[figures.length / 2]) / 2;
		String range = text(figures[0]) + "–" + text(figures[figures.length - 1]);
		return "| " + String.join(" | ", this.what, text(median) + " " + this.unit, range, "≤ " + text(this.must),
				"≤ " + text(this.aim), verdict(median)) + " |\n";
	}

	private String verdict(double median) {
		if (median > this.must) {
			return "over";
		}
		return (median > this.aim) ? "held" : "aim met";
	}

	private static String text(double figure) {
		int digits = (figure < 10) ? 2 : 0;
		return String.format(Locale.ROOT, "%." + digits + "f", figure);
	}

	static double median(DoubleStream figures) {
		double[] sorted = figures.sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
