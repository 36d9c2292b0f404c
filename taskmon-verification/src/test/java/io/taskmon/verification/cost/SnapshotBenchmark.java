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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskList;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counting many live tasks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SnapshotBenchmark {

	@Param("100000")
	int live;

	private final TaskMonitor monitor = Monitors.overBudget();

	private final TaskCode site = TaskCode.ofMethod("com.example.Measured", "run", TaskKind.ASYNC, false);

	private final List<InlineCarrier> carriers = new ArrayList<>();

	@Setup
	public void submit() {
		NoOperation code = new NoOperation();
		for (int i = 0; i < this.live; i++) {
			this.carriers.add(new InlineCarrier(this.monitor.tracker(), this.site, code));
		}
	}

	@TearDown
	public void close() {
		this.monitor.close();
	}

	@Benchmark
	public TaskList<LiveTask> counts() {
		return this.monitor.reader().live(TaskQuery.ALL.withLimit(0));
	}

}
