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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page of the documentation that says what taskmon costs, JDK beside JDK, and the
 * README's short table.
 */
final class CostPage {

	private static final String BEGIN = "<!-- costs, written by the command in docs/cost.md -->\n";

	private static final String END = "<!-- end of costs -->\n";

	private static final String MARK = "<!-- measured -->\n";

	private final List<Sheet> sheets;

	CostPage(List<Sheet> sheets) {
		this.sheets = sheets.stream().filter((sheet) -> !sheet.rounds().isEmpty()).toList();
	}

	/**
	 * Writes the figures into the page and into the README, in place of those before.
	 */
	void write(Path page, Path readme) throws IOException {
		String prose = Files.readString(page);
		Files.writeString(page, prose.substring(0, after(prose, MARK)) + "\n" + this);
		String text = Files.readString(readme);
		Files.writeString(readme,
				text.substring(0, after(text, BEGIN)) + "\n" + summary() + "\n" + text.substring(text.indexOf(END)));
	}

	private static int after(String text, String mark) {
		int start = text.indexOf(mark);
		if (start < 0) {
			throw new IllegalStateException("No line " + mark);
		}
		return start + mark.length();
	}

	@Override
	public String toString() {
		StringBuilder page = new StringBuilder();
		page.append(conditions()).append("\n## Budgets\n\n");
		row(page, "", Sheet::title, "must", "aim");
		line(page, this.sheets.size() + 3);
		for (Cost cost : Cost.values()) {
			row(page, cost.what(), (sheet) -> cost.judge(sheet.costs().of(cost)), cost.must(), cost.aim());
		}
		for (Comparison comparison : Comparison.all()) {
			page.append("\n## ").append(comparison.title()).append("\n\n");
			page.append("The base takes ")
				.append(eachSheet((sheet) -> nanoseconds(comparison.base(), sheet) + " on " + sheet.title()))
				.append(".\n\n");
			row(page, "", Sheet::title);
			line(page, this.sheets.size() + 1);
			comparison.peers().forEach((what, peer) -> row(page, what, (sheet) -> {
				Samples samples = comparison.of(peer, sheet.rounds());
				return samples.medianText() + " × (" + samples.rangeText() + ")";
			}));
		}
		return page.toString();
	}

	private String conditions() {
		return String.format(Locale.ROOT, "Measured with %s; rounds: %s; processors: %d.%n",
				eachSheet((sheet) -> sheet.jdk().runtimeVersion()), eachSheet((sheet) -> "" + sheet.rounds().size()),
				Runtime.getRuntime().availableProcessors());
	}

	private String summary() {
		StringBuilder table = new StringBuilder();
		row(table, "", Sheet::title);
		line(table, this.sheets.size() + 1);
		Comparison onPool = Comparison.onPool();
		onPool.peers()
			.forEach((what, peer) -> row(table, "a task on a pool: " + what,
					(sheet) -> onPool.of(peer, sheet.rounds()).medianText() + " ×"));
		for (Cost cost : List.of(Cost.THREAD_PER_TASK, Cost.THROUGHPUT, Cost.LATENCY, Cost.START, Cost.LIVE_TASK,
				Cost.LIVE_EXACT_TASK, Cost.FIRST_HUNDRED)) {
			row(table, cost.what(), (sheet) -> cost.median(sheet.costs().of(cost)));
		}
		return table.toString();
	}

	private String eachSheet(Function<Sheet, String> text) {
		return this.sheets.stream().map(text).distinct().collect(Collectors.joining(", "));
	}

	private static String nanoseconds(Measured measured, Sheet sheet) {
		return Samples.of(sheet.rounds().stream().map((round) -> round.score(measured)).toList()).medianText() + " ns";
	}

	private void row(StringBuilder table, String what, Function<Sheet, String> cell, String... more) {
		List<String> cells = new ArrayList<>(List.of(what));
		this.sheets.forEach((sheet) -> cells.add(cell.apply(sheet)));
		cells.addAll(List.of(more));
		table.append("| ").append(String.join(" | ", cells)).append(" |\n");
	}

	private static void line(StringBuilder table, int columns) {
		table.append("|---".repeat(columns)).append("|\n");
	}

}
