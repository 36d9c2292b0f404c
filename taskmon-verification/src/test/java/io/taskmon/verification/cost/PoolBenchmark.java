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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * {@code execute} on a pool of one thread: its worker is held, a batch submitted, and
 * drained. So nothing is measured but the way of the tasks, not the wake-up of threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PoolBenchmark.BATCH)
public class PoolBenchmark {

	static final int BATCH = 4_000;

	private final NoOperation code = new NoOperation();

	@Param({ "bare", "taskmon", "taskmonExact", "timed", "observation", "contextPropagation" })
	String variant;

	private MeasuredApplication.Tracking tracking;

	private ConfigurableApplicationContext application;

	private Executor executor;

	@Setup(Level.Trial)
	public void start() {
		this.tracking = switch (this.variant) {
			case "taskmon" -> MeasuredApplication.Tracking.OVER_BUDGET;
			case "taskmonExact" -> MeasuredApplication.Tracking.EXACT;
			default -> MeasuredApplication.Tracking.OFF;
		};
		this.application = MeasuredApplication.start(this.tracking);
		ThreadPoolTaskExecutor pool = this.application.getBean("pool", ThreadPoolTaskExecutor.class);
		Peers peers = new Peers();
		this.executor = switch (this.variant) {
			case "timed" -> peers.timed(pool);
			case "observation" -> peers.observed(pool);
			case "contextPropagation" -> peers.contextPropagating(pool);
			default -> pool;
		};
	}

	@TearDown(Level.Trial)
	public void close() {
		Claim.require(this.application, this.tracking);
		this.application.close();
	}

	@Benchmark
	public int heldAndDrained() {
		Depth.at(Depth.OF_A_REQUEST, this::batch);
		return this.code.runs();
	}

	private void batch() {
		CountDownLatch hold = new CountDownLatch(1);
		CountDownLatch drained = new CountDownLatch(1);
		this.executor.execute(() -> Latches.await(hold));
		for (int i = 0; i < BATCH; i++) {
			this.executor.execute(this.code);
		}
		this.executor.execute(drained::countDown);
		hold.countDown();
		Latches.await(drained);
	}

}
