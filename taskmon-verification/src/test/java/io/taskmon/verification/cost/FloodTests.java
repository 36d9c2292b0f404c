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

import java.lang.ref.Reference;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a flood when it is over.
 */
@Tag("one-jdk")
class FloodTests {

	private static final int LIVE = 1_000_000;

	/**
	 * A quarter of the references to so many tasks.
	 */
	private static final long NOTHING = LIVE;

	@Test
	void heapIsAsBefore() {
		// Not started, for its housekeeping would hold tasks that it is just looking at
		TaskMonitor monitor = new TaskMonitor(new Limits(LIVE, 1_000, 100), CaptureSettings.DEFAULTS,
				(activity, fault) -> {
				});
		TaskCode site = TaskCode.ofMethod("com.example.Measured", "run", TaskKind.ASYNC, false);
		// The log is full before and after
		flood(monitor, site, 10_000);
		assertThat(monitor.reader().live(TaskQuery.ALL).tasks()).isEmpty();
		long before = Heap.used();
		flood(monitor, site, LIVE);
		assertThat(monitor.reader().live(TaskQuery.ALL).tasks()).isEmpty();
		assertThat(Heap.used() - before).isLessThan(NOTHING);
		Reference.reachabilityFence(monitor);
		monitor.close();
	}

	private static void flood(TaskMonitor monitor, TaskCode site, int count) {
		NoOperation code = new NoOperation();
		Stream.generate(() -> new InlineCarrier(monitor.tracker(), site, code))
			.limit(count)
			.toList()
			.forEach(InlineCarrier::run);
	}

}
