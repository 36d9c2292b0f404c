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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * Threads that submit to the same pool at the same time, one or eight: its worker is
 * held, a batch submitted, and drained. So it is the meeting of threads that is measured;
 * were the worker free, one thread would mostly wake it up, and eight would not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ContentionBenchmark.BATCH)
public class ContentionBenchmark {

	static final int BATCH = 16_000;

	private static final int MANY = 8;

	private final ExecutorService submitters = Executors.newFixedThreadPool(MANY);

	@Param({ "bare", "taskmon" })
	String variant;

	private MeasuredApplication.Tracking tracking;

	private ConfigurableApplicationContext application;

	private Executor executor;

	@Setup(Level.Trial)
	public void start() {
		this.tracking = "taskmon".equals(this.variant) ? MeasuredApplication.Tracking.OVER_BUDGET
				: MeasuredApplication.Tracking.OFF;
		this.application = MeasuredApplication.start(this.tracking);
		this.executor = this.application.getBean("pool", Executor.class);
	}

	@TearDown(Level.Trial)
	public void close() {
		Claim.require(this.application, this.tracking);
		this.application.close();
		this.submitters.shutdown();
	}

	@Benchmark
	public void oneSubmitter() {
		batch(1);
	}

	@Benchmark
	public void eightSubmitters() {
		batch(MANY);
	}

	private void batch(int threads) {
		CountDownLatch hold = new CountDownLatch(1);
		CountDownLatch ran = new CountDownLatch(BATCH);
		CountDownLatch submitted = new CountDownLatch(threads);
		this.executor.execute(() -> Latches.await(hold));
		for (int i = 0; i < threads; i++) {
			this.submitters.execute(() -> {
				submit(BATCH / threads, ran);
				submitted.countDown();
			});
		}
		Latches.await(submitted);
		hold.countDown();
		Latches.await(ran);
	}

	private void submit(int count, CountDownLatch ran) {
		for (int i = 0; i < count; i++) {
			this.executor.execute(ran::countDown);
		}
	}

}
