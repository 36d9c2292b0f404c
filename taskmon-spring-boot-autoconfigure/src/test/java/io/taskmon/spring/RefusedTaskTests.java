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

package io.taskmon.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of tasks that a pool refuses, by what the application's own handler does
 * with them.
 */
class RefusedTaskTests {

	@Test
	void handlerThatDropsEndsTheTaskAtOnceWhoeverHoldsItsFuture() throws Exception {
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue, (code, pool) -> {
		})) {
			List<Future<?>> held = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				held.add(refused.pool.submit(() -> "dropped"));
			}
			refused.pool.execute(() -> held.add(null));
			assertThat(refused.application.live()).extracting(LiveTask::state)
				.containsExactly(TaskState.RUNNING, TaskState.QUEUED);
			assertThat(refused.outcomes()).filteredOn((outcome) -> outcome == TaskOutcome.DISCARDED).hasSize(8);
			assertThat(refused.ended()).filteredOn((task) -> task.outcome() == TaskOutcome.DISCARDED)
				.allMatch((task) -> task.reason()
					.equals("refused; RefusedTaskTests.lambda had neither run nor queued it when it returned"));
			assertThat(held).hasSize(8);
		}
	}

	@Test
	void handlerThatDropsWhatItMayKnowEndsTheTaskByAReadableName() throws Exception {
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue, (code, pool) -> {
		})) {
			refused.pool.execute(new Job());
			refused.pool.execute(new Job());
			assertThat(refused.ended().get(1).outcome()).isEqualTo(TaskOutcome.UNKNOWN);
			assertThat(refused.ended().get(1).reason()).isEqualTo("refused, and handed to RefusedTaskTests.lambda");
		}
	}

	@Test
	void handlerThatMakesRoomDropsTheOldest() throws Exception {
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue, (code, pool) -> {
			pool.getQueue().poll();
			pool.execute(code);
		})) {
			Future<?> oldest = refused.pool.submit(new Job());
			Job last = new Job();
			refused.pool.execute(last);
			assertThat(refused.outcomes()).containsExactly(TaskOutcome.DISCARDED, TaskOutcome.SUCCEEDED);
			assertThat(refused.ended().get(0).reason()).startsWith("taken from the queue by RefusedTaskTests.lambda");
			assertThat(oldest).isNotDone();
			assertThat(last.ran.getCount()).isZero();
		}
	}

	@Test
	void handlerThatHandsOverToAnotherExecutorMovesTheTask() throws Exception {
		AtomicReference<ThreadPoolExecutor> backup = new AtomicReference<>();
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue,
				(code, pool) -> backup.get().execute(code))) {
			backup.set(refused.application.bean("backup", ThreadPoolExecutor.class));
			refused.pool.execute(new Job());
			for (Runnable code : List.of(new Job(), (Runnable) () -> {
			})) {
				refused.pool.execute(code);
			}
			Latches.get(refused.pool.submit(() -> "handed over"));
			assertThat(refused.outcomes()).containsOnly(TaskOutcome.SUCCEEDED).hasSize(4);
			assertThat(refused.ended()).extracting((task) -> task.facts().executor())
				.containsExactly("pool", "backup", "backup", "backup");
		}
	}

	@Test
	void keptCodeThatRunsLaterIsATaskOfItsOwnCreatedAtTheSamePlace() throws Exception {
		BlockingQueue<Runnable> kept = new LinkedBlockingQueue<>();
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue, (code, pool) -> kept.add(code))) {
			refused.pool.execute(new Job());
			CountDownLatch ran = new CountDownLatch(1);
			refused.pool.execute(ran::countDown);
			Future<String> future = refused.pool.submit(() -> "kept");
			assertThat(refused.application.live()).hasSize(2);
			Thread thread = new Thread(() -> kept.forEach(Runnable::run));
			thread.start();
			assertThat(Latches.get(future)).isEqualTo("kept");
			Latches.await(ran);
			assertThat(refused.outcomes()).containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.DISCARDED,
					TaskOutcome.DISCARDED, TaskOutcome.SUCCEEDED, TaskOutcome.SUCCEEDED);
			List<EndedTask> ended = refused.ended();
			assertThat(ended.get(3).facts().name()).isEqualTo(ended.get(1).facts().name());
			assertThat(ended.get(3).facts().createdFrom()).isEqualTo(ended.get(1).facts().createdFrom()).isNotNull();
			assertThat(refused.application.tasks().find(ended.get(3).facts().id()).orElseThrow().creationChain())
				.hasSize(1);
		}
	}

	@Test
	void keptCodeThatIsQueuedAgainIsSeenInTheQueue() throws Exception {
		BlockingQueue<Runnable> kept = new LinkedBlockingQueue<>();
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue, (code, pool) -> kept.add(code))) {
			refused.pool.execute(new Job());
			refused.pool.execute(new Job());
			refused.pool.submit(new Job());
			refused.pool.getQueue().clear();
			for (Runnable code : kept) {
				assertThat(refused.pool.getQueue().offer(code)).isTrue();
				assertThat(refused.application.live()).extracting(LiveTask::state)
					.containsExactly(TaskState.RUNNING, TaskState.QUEUED);
				assertThat(refused.pool.getQueue().offer(new Job())).isFalse();
				assertThat(refused.pool.getQueue().poll()).isSameAs(code);
				assertThat(refused.application.live()).hasSize(1);
			}
			refused.pool.execute(kept.poll());
			assertThat(refused.outcomes()).endsWith(TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void handlerThatPutsIntoTheQueueThatItKnowsItself() throws Exception {
		BlockingQueue<Runnable> own = new LinkedBlockingQueue<>(1);
		try (RefusedPool refused = new RefusedPool(() -> own, (code, pool) -> {
			own.poll();
			own.add(code);
		})) {
			refused.pool.submit(() -> "first");
			Future<?> second = refused.pool.submit(() -> "second");
			assertThat(refused.application.live()).hasSize(3);
			refused.release.countDown();
			assertThat(Latches.get(second)).isEqualTo("second");
		}
	}

	@Test
	void handlerThatThrowsRejectsTheTask() throws Exception {
		try (RefusedPool refused = new RefusedPool(RefusedTaskTests::queue, (code, pool) -> {
			throw new RejectedExecutionException("busy");
		})) {
			refused.pool.execute(new Job());
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> refused.pool.execute(new Job()))
				.withMessage("busy");
			assertThat(refused.outcomes()).containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.REJECTED);
		}
	}

	private static BlockingQueue<Runnable> queue() {
		return new LinkedBlockingQueue<>(1);
	}

	/**
	 * Code that a handler may know.
	 */
	static final class Job implements Runnable {

		final CountDownLatch ran = new CountDownLatch(1);

		@Override
		public void run() {
			this.ran.countDown();
		}

	}

}
