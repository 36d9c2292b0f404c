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

/**
 * A thread for each task, a virtual one where the JDK has them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ThreadPerTaskBenchmark.BATCH)
public class ThreadPerTaskBenchmark {

	static final int BATCH = 1_000;

	@Param({ "bare", "taskmon", "observation" })
	String variant;

	private MeasuredApplication.Tracking tracking;

	private ConfigurableApplicationContext application;

	private Executor executor;

	@Setup(Level.Trial)
	public void start() {
		this.tracking = "taskmon".equals(this.variant) ? MeasuredApplication.Tracking.OVER_BUDGET
				: MeasuredApplication.Tracking.OFF;
		this.application = MeasuredApplication.start(this.tracking);
		Executor threads = this.application.getBean("virtual", Executor.class);
		this.executor = "observation".equals(this.variant) ? new Peers().observed(threads) : threads;
	}

	@TearDown(Level.Trial)
	public void close() {
		Claim.require(this.application, this.tracking);
		this.application.close();
	}

	@Benchmark
	public void threadPerTask() {
		CountDownLatch ran = new CountDownLatch(BATCH);
		Depth.at(Depth.OF_A_REQUEST, () -> {
			for (int i = 0; i < BATCH; i++) {
				this.executor.execute(ran::countDown);
			}
		});
		Latches.await(ran);
	}

}
