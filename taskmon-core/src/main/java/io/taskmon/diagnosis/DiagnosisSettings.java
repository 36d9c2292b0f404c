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

package io.taskmon.diagnosis;

import java.time.Duration;

/**
 * From where on something is wrong. Immutable.
 *
 * @param interval how often the diagnosis looks by itself, zero for only when asked; what
 * takes time to show, as growth does, is then never seen
 * @param queueWait how long a task may wait in a queue
 * @param blockedFor how long tasks may be at the same place while others wait for their
 * threads
 * @param overdueFor how long the run of a schedule may be late
 * @param cancelledFor how long code may run on after its task has been cancelled
 * @param unseenFor how long an exception may wait to be seen
 * @param floodSize live tasks from one place that are no flood yet
 * @param leakWindow for how long the number of live tasks from one place may only grow
 * @param leakSize by how many tasks it may grow in that time
 * @param slowTasks how long tasks may run
 */
public record DiagnosisSettings(Duration interval, Duration queueWait, Duration blockedFor, Duration overdueFor,
		Duration cancelledFor, Duration unseenFor, int floodSize, Duration leakWindow, int leakSize,
		SlowTaskThresholds slowTasks) {

	/**
	 * The defaults.
	 */
	public static final DiagnosisSettings DEFAULTS = new DiagnosisSettings(Duration.ofSeconds(10),
			Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(10), 1_000, Duration.ofMinutes(5), 100, SlowTaskThresholds.NONE);

}
