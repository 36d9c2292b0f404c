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

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import io.taskmon.core.CaptureMode;
import io.taskmon.core.CaptureSettings;
import io.taskmon.core.EndedTask;
import io.taskmon.core.Limits;
import io.taskmon.core.TaskKind;
import io.taskmon.core.TaskMonitor;
import io.taskmon.core.TaskQuery;
import io.taskmon.core.TaskSite;

/**
 * What tracking keeps: of each live task, and after very many ended ones; and how many
 * stacks a flood from one site costs.
 */
public final class MemoryReport {

	private static final int LIVE = 100_000;

	private static final int LIVE_EXACT = 10_000;

	private static final int DEEP = 120;

	private static final int FRAMES_OF_THE_MEASUREMENT = 13;

	private static final int FLOOD = 1_000_000;

	private static final int MILLION = 1_000_000;

	private final NoOperation code = new NoOperation();

	private MemoryReport() {
	}

	/**
	 * Measures and prints.
	 * @param arguments millions of tasks that end, a hundred unless given
	 */
	public static void main(String[] arguments) {
		int millions = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 100;
		System.out.println(new MemoryReport().measure(millions));
	}

	String measure(int millions) {
		StringBuilder report = new StringBuilder("| | | must | aim |\n|---|---|---|---|\n");
		line(report, "retained by a live task, over budget", retained(Monitors.overBudget(), LIVE, 1), "B", "200",
				"128");
		line(report, "retained by a live task with an exact stack of depth " + DEEP,
				retained(Monitors.exact(), LIVE_EXACT, DEEP - FRAMES_OF_THE_MEASUREMENT), "B", "3,584", "3,072");
		double growth = growth(millions);
		line(report, "heap after " + millions + " million tasks, of that after 1 million", growth, "×", "1.02", "1.02");
		line(report, "stacks captured in a flood of a million, of what the budget allows", flood(), "×", "2", "1");
		return report.toString();
	}

	private static void line(StringBuilder report, String what, double figure, String unit, String must, String aim) {
		report.append(String.format(Locale.ROOT, "| %s | %,.2f %s | ≤ %s | ≤ %s |%n", what, figure, unit, must, aim));
	}

	private double retained(TaskMonitor monitor, int count, int depth) {
		TaskSite site = site();
		Object[] untracked = new Object[count];
		Object[] tracked = new Object[count];
		long empty = Heap.used();
		TaskMonitor full = new TaskMonitor(new Limits(1, 1, 1), CaptureSettings.DEFAULTS, (activity, fault) -> {
		});
		Arrays.setAll(untracked, (i) -> new InlineCarrier(full.tracker(), site, this.code));
		long carriers = Heap.used();
		Depth.at(depth, () -> Arrays.setAll(tracked, (i) -> new InlineCarrier(monitor.tracker(), site, this.code)));
		long all = Heap.used();
		monitor.close();
		keep(untracked, tracked);
		return ((all - carriers) - (carriers - empty)) / (double) count;
	}

	private double growth(int millions) {
		TaskMonitor monitor = Monitors.overBudget();
		TaskSite site = site();
		run(monitor, site, MILLION);
		long before = Heap.used();
		for (int i = 1; i < millions; i++) {
			run(monitor, site, MILLION);
		}
		monitor.keepHouse();
		long after = Heap.used();
		monitor.close();
		return after / (double) before;
	}

	private double flood() {
		CaptureSettings adaptive = new CaptureSettings(CaptureMode.ADAPTIVE, 100, Duration.ofMillis(100), 10_000, 128);
		TaskMonitor monitor = new TaskMonitor(new Limits(100_000, FLOOD, 100), adaptive, (activity, fault) -> {
		});
		TaskSite site = site();
		long start = System.nanoTime();
		Depth.at(Depth.OF_A_REQUEST, () -> run(monitor, site, FLOOD));
		double windows = Math.ceil((System.nanoTime() - start) / (double) adaptive.window().toNanos()) + 1;
		long exact = monitor.reader()
			.ended(new TaskQuery(null, null, null, null, null, FLOOD))
			.tasks()
			.stream()
			.map(EndedTask::facts)
			.filter((facts) -> facts.stackExact())
			.count();
		return exact / (windows * adaptive.budget());
	}

	private void run(TaskMonitor monitor, TaskSite site, int count) {
		for (int i = 0; i < count; i++) {
			new InlineCarrier(monitor.tracker(), site, this.code).run();
		}
	}

	private static TaskSite site() {
		return TaskSite.ofMethod("com.example.Measured", "run", TaskKind.ASYNC, false);
	}

	private static void keep(Object... objects) {
		java.lang.ref.Reference.reachabilityFence(objects);
	}

}
