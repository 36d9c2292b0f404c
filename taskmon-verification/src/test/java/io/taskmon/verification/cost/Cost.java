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

/**
 * What taskmon costs, and may cost: the rows of the report in their order.
 */
enum Cost {

	INLINE("a task run at once, over the capture budget, of Micrometer's timed executor", "×", 1, 0.5),

	GARBAGE("garbage of it", "B", 160, 96),

	EXACT("a task run at once, with an exact stack, of a bare `new Throwable()`", "×", 2, 1.4),

	EXACT_OF_PROBES("what it adds, of what the debug probes of Kotlin's coroutines add with creation stacks", "×", 0.25,
			0.17),

	ASYNC("an `@Async` call, over budget, of one with an Observation", "×", 0.6, 0.4),

	POOL("`execute` on a pool, over budget, of Micrometer's timed executor", "×", 1, 0.5),

	THREAD_PER_TASK("a thread for each task, over budget, of a bare one; virtual from JDK 21 on", "×", 1.4, 1.25),

	THROUGHPUT("HTTP requests that a task answers, in a time, of those without taskmon", "×", 0.97, 0.99, true),

	LATENCY("their 99th percentile, of that without taskmon", "×", 1.05, 1.01),

	FLOOD_STACKS("a million tasks from one site: stacks captured, of those that the budget allows", "×", 2, 1),

	FLOOD_PROCESSOR("processor time that these took, of one core", "%", 0.5, 0.25),

	LIVE_TASK("retained by a live task, over budget", "B", 200, 128),

	LIVE_EXACT_TASK("retained by a live task with an exact stack of depth 120", "B", 3584, 3072),

	HEAP("heap after very many tasks, the log full, of that after a million", "×", 1.02, 1.02),

	COUNTS("counts of 100,000 live tasks", "ms", 2, 0.5),

	FIRST_HUNDRED("the endpoint's answer with the first 100 of 100,000 live tasks", "ms", 50, 20),

	CONTENTION("slow-down of 8 submitters against 1, of the bare pool's own", "×", 1.3, 1.1),

	START("start of a small web application, processor time, of that without taskmon", "×", 1.05, 1.02);

	private final String what;

	private final String unit;

	private final double must;

	private final double aim;

	private final boolean moreIsBetter;

	Cost(String what, String unit, double must, double aim) {
		this(what, unit, must, aim, false);
	}

	Cost(String what, String unit, double must, double aim, boolean moreIsBetter) {
		this.what = what;
		this.unit = unit;
		this.must = must;
		this.aim = aim;
		this.moreIsBetter = moreIsBetter;
	}

	String what() {
		return this.what;
	}

	String must() {
		return limit(this.must);
	}

	String aim() {
		return limit(this.aim);
	}

	private String limit(double limit) {
		return (this.moreIsBetter ? "≥ " : "≤ ") + Samples.text(limit);
	}

	String median(Samples samples) {
		return samples.medianText() + " " + this.unit;
	}

	/**
	 * Returns what was measured, and how that compares with what it may be.
	 */
	String judge(Samples samples) {
		return median(samples) + " (" + samples.rangeText() + "), " + verdict(samples.median());
	}

	private String verdict(double median) {
		if (keeps(median, this.aim)) {
			return "aim met";
		}
		return keeps(median, this.must) ? "held" : "**over**";
	}

	private boolean keeps(double median, double limit) {
		return this.moreIsBetter ? median >= limit : median <= limit;
	}

}
