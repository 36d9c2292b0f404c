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

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of costs, as often as they were measured. Goes from process to process as
 * lines.
 */
final class Costs {

	private static final String LINE = "cost: ";

	private final Map<Cost, List<Double>> figures = new EnumMap<>(Cost.class);

	void add(Cost cost, double figure) {
		this.figures.computeIfAbsent(cost, (key) -> new ArrayList<>()).add(figure);
	}

	void addAll(Costs others) {
		others.figures.forEach((cost, figures) -> figures.forEach((figure) -> add(cost, figure)));
	}

	/**
	 * Returns what was measured of a cost.
	 */
	Samples of(Cost cost) {
		return Samples.of(this.figures.getOrDefault(cost, List.of()));
	}

	void print() {
		this.figures
			.forEach((cost, figures) -> figures.forEach((figure) -> System.out.println(LINE + cost + " " + figure)));
	}

	/**
	 * Lets a report measure in a process of its own.
	 * @param jdk what runs it
	 * @param report class of the report, which prints its costs
	 * @param arguments arguments of the report
	 */
	static Costs ofProcess(Jdk jdk, Class<?> report, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx4g", "-cp",
				System.getProperty("java.class.path"), report.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		Costs costs = new Costs();
		try (BufferedReader output = process.inputReader()) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				System.out.println(line);
				if (line.startsWith(LINE)) {
					String[] said = line.substring(LINE.length()).split(" ");
					costs.add(Cost.valueOf(said[0]), Double.parseDouble(said[1]));
				}
			}
		}
		if (process.waitFor() != 0) {
			throw new IllegalStateException(report.getSimpleName() + " failed on JDK " + jdk.feature());
		}
		return costs;
	}

}
