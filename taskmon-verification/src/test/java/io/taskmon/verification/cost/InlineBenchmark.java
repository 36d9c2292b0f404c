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

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.task.TaskKind;
import io.taskmon.track.TaskCode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A task on an executor that runs it at once: what tracking, or a peer, adds to it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(InlineBenchmark.BATCH)
public class InlineBenchmark {

	static final int BATCH = 1_000;

	@Param("60")
	int depth;

	private final NoOperation code = new NoOperation();

	private final TaskCode site = TaskCode.ofMethod("com.example.Measured", "run", TaskKind.ASYNC, false);

	private final TaskMonitor overBudget = Monitors.overBudget();

	private final TaskMonitor exact = Monitors.exact();

	private TaskMonitor measured;

	private Executor timed;

	private Executor observed;

	private Executor contextPropagating;

	@Setup
	public void wrap() {
		Peers peers = new Peers();
		this.timed = peers.timed(Runnable::run);
		this.observed = peers.observed(Runnable::run);
		this.contextPropagating = peers.contextPropagating(Runnable::run);
	}

	@TearDown
	public void close() {
		if (this.measured != null) {
			Claim.require(this.measured.reader(), this.measured == this.exact);
		}
		this.overBudget.close();
		this.exact.close();
	}

	@Benchmark
	public int bare() {
		return batch(this.code);
	}

	@Benchmark
	public int overBudget() {
		return tracked(this.overBudget);
	}

	@Benchmark
	public int exact() {
		return tracked(this.exact);
	}

	private int tracked(TaskMonitor monitor) {
		this.measured = monitor;
		return batch(() -> new InlineCarrier(monitor.tracker(), this.site, this.code).run());
	}

	@Benchmark
	public int throwable(Blackhole blackhole) {
		return batch(() -> {
			blackhole.consume(new Throwable());
			this.code.run();
		});
	}

	@Benchmark
	public int materialisedThrowable(Blackhole blackhole) {
		return batch(() -> {
			blackhole.consume(new Throwable().getStackTrace());
			this.code.run();
		});
	}

	@Benchmark
	public int micrometerTimed() {
		return batch(() -> this.timed.execute(this.code));
	}

	@Benchmark
	public int micrometerObservation() {
		return batch(() -> this.observed.execute(this.code));
	}

	@Benchmark
	public int contextPropagation() {
		return batch(() -> this.contextPropagating.execute(this.code));
	}

	private int batch(Runnable operation) {
		Depth.at(this.depth, () -> {
			for (int i = 0; i < BATCH; i++) {
				operation.run();
			}
		});
		return this.code.runs();
	}

}
