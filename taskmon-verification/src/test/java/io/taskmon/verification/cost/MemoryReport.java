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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Locale;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskList;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;

/**
 * What tracking keeps: of each live task, and after very many ended ones; and what a
 * flood from one site spends on stacks.
 */
public final class MemoryReport {

	private static final int REPETITIONS = 3;

	private static final int LIVE = 100_000;

	private static final int LIVE_EXACT = 10_000;

	private static final int DEEP = 120;

	private static final int FRAMES_OF_THE_MEASUREMENT = 7;

	private static final int TOLERATED_FRAMES = 1;

	private static final int MILLION = 1_000_000;

	private static final int CAPTURES = 100_000;

	private static final double FLOOD_DIVISOR = 4;

	private static final double PERCENT = 100;

	private final NoOperation code = new NoOperation();

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Costs costs = new Costs();

	/**
	 * Measures and prints.
	 * @param arguments millions of tasks that end, a hundred unless given
	 */
	public static void main(String[] arguments) throws InterruptedException {
		int millions = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 100;
		new MemoryReport().measure(millions, REPETITIONS).print();
	}

	Costs measure(int millions, int repetitions) throws InterruptedException {
		for (int i = 0; i < repetitions; i++) {
			this.costs.add(Cost.LIVE_TASK, retained(Monitors.overBudget(), LIVE, 1));
			this.costs.add(Cost.LIVE_EXACT_TASK,
					retained(Monitors.exact(), LIVE_EXACT, DEEP - FRAMES_OF_THE_MEASUREMENT));
		}
		for (int i = 0; i < repetitions; i++) {
			flood();
		}
		this.costs.add(Cost.HEAP, growth(millions));
		return this.costs;
	}

	// Submitted on a thread of their own, for its stack has no other frames
	private double retained(TaskMonitor monitor, int count, int depth) throws InterruptedException {
		TaskCode site = code();
		Object[] untracked = new Object[count];
		Object[] tracked = new Object[count];
		long empty = Heap.used();
		TaskMonitor full = new TaskMonitor(new Limits(1, 1, 1), CaptureSettings.DEFAULTS, (activity, fault) -> {
		});
		Arrays.setAll(untracked, (i) -> new InlineCarrier(full.tracker(), site, this.code));
		long carriers = Heap.used();
		Thread submitter = new Thread(() -> Depth.at(depth,
				() -> Arrays.setAll(tracked, (i) -> new InlineCarrier(monitor.tracker(), site, this.code))));
		submitter.start();
		submitter.join();
		long all = Heap.used();
		if (depth > 1) {
			int captured = Claim.depth(monitor.reader(), count);
			if (Math.abs(captured - DEEP) > TOLERATED_FRAMES) {
				throw new IllegalStateException("Depth of the stacks: " + captured);
			}
		}
		monitor.close();
		Reference.reachabilityFence(untracked);
		Reference.reachabilityFence(tracked);
		return ((all - carriers) - (carriers - empty)) / (double) count;
	}

	private double growth(int millions) {
		TaskMonitor monitor = Monitors.overBudget();
		TaskCode site = code();
		run(monitor, site, MILLION);
		monitor.keepHouse();
		long before = Heap.used();
		for (int i = 1; i < millions; i++) {
			run(monitor, site, MILLION);
		}
		monitor.keepHouse();
		long after = Heap.used();
		monitor.close();
		System.out.println(String.format(Locale.ROOT, "heap after %d million tasks: %,d bytes, after one: %,d",
				millions, after, before));
		return after / (double) before;
	}

	private void flood() {
		CaptureSettings capture = CaptureSettings.DEFAULTS;
		TaskMonitor monitor = new TaskMonitor(new Limits(1_000, MILLION, 1), capture, (activity, fault) -> {
		});
		TaskCode site = code();
		long start = System.nanoTime();
		Depth.at(Depth.OF_A_REQUEST, () -> run(monitor, site, MILLION));
		double elapsed = System.nanoTime() - start;
		TaskList<EndedTask> ended = monitor.reader().ended(TaskQuery.ALL.withLimit(MILLION));
		long captured = ended.tasks().stream().filter((task) -> task.facts().stackExact()).count();
		this.costs.add(Cost.FLOOD_STACKS, captured / allowed(capture, elapsed));
		this.costs.add(Cost.FLOOD_PROCESSOR, PERCENT * captured * nanosOfACapture() / elapsed);
	}

	/**
	 * Returns the budget of the first window, which begins with the first task, and a
	 * quarter of it for each further one; the last may have just begun.
	 */
	private static double allowed(CaptureSettings capture, double elapsedNanos) {
		double windows = Math.ceil(elapsedNanos / capture.window().toNanos());
		return capture.budget() * (1 + (windows - 1) / FLOOD_DIVISOR);
	}

	/**
	 * Returns the processor time that a task with its own stack takes, beyond that of one
	 * without.
	 */
	private double nanosOfACapture() {
		return nanosOfATask(Monitors.exact()) - nanosOfATask(Monitors.overBudget());
	}

	private double nanosOfATask(TaskMonitor monitor) {
		TaskCode site = code();
		Depth.at(Depth.OF_A_REQUEST, () -> run(monitor, site, CAPTURES));
		long start = this.threads.getCurrentThreadCpuTime();
		Depth.at(Depth.OF_A_REQUEST, () -> run(monitor, site, CAPTURES));
		long end = this.threads.getCurrentThreadCpuTime();
		monitor.close();
		return (end - start) / (double) CAPTURES;
	}

	private void run(TaskMonitor monitor, TaskCode site, int count) {
		for (int i = 0; i < count; i++) {
			new InlineCarrier(monitor.tracker(), site, this.code).run();
		}
	}

	private static TaskCode code() {
		return TaskCode.ofMethod("com.example.Measured", "run", TaskKind.ASYNC, false);
	}

}
