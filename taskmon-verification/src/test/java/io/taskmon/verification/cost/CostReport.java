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
import java.time.Duration;
import java.util.List;

/**
 * Measures what taskmon costs beside what users would pick instead, on each JDK, and
 * writes the tables of the documentation. Each round runs every benchmark once, each in a
 * process of its own; a ratio is made of the figures of one round, and the tables have
 * the median and the range over all rounds. So what else the machine does moves both
 * sides of a ratio.
 */
public final class CostReport {

	private CostReport() {
	}

	/**
	 * Measures, and writes after each round what is known by then.
	 * @param arguments number of rounds, millions of tasks that must leave the heap as it
	 * was, and the directory of the project
	 */
	public static void main(String[] arguments) throws Exception {
		int rounds = Integer.parseInt(arguments[0]);
		Path project = Path.of(arguments[2]);
		List<Sheet> sheets = Jdk.supported().stream().map(Sheet::new).toList();
		for (Sheet sheet : sheets) {
			sheet.costs().addAll(Costs.ofProcess(sheet.jdk(), MemoryReport.class, arguments[1]));
			sheet.costs().addAll(Costs.ofProcess(sheet.jdk(), ApplicationReport.class));
		}
		for (int i = 0; i < rounds; i++) {
			for (Sheet sheet : sheets) {
				sheet.add(Round.of(sheet.jdk()));
			}
			new CostPage(sheets).write(project.resolve("docs/cost.md"), project.resolve("README.md"));
		}
		System.out.println(new CostPage(sheets));
	}

	/**
	 * Measures for a moment in this process, for those who want to know that everything
	 * runs.
	 */
	static CostPage quick() throws Exception {
		Sheet sheet = new Sheet(Jdk.current());
		sheet.costs().addAll(new MemoryReport().measure(2, 1));
		sheet.costs().addAll(new ApplicationReport().measure(1, 100, 1, Duration.ofSeconds(1)));
		sheet.add(Round.quick());
		return new CostPage(List.of(sheet));
	}

}
