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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queues of thread pools as the application sees them, of whatever class: they show its
 * own code, and what it puts into them is tracked.
 */
class QueuedAgainTests {

	@ParameterizedTest
	@EnumSource(names = { "LINKED", "ARRAY", "DEQUE", "SYNCHRONOUS" })
	void handlerThatQueuesAgainKeepsTheTask(Kind kind) throws Exception {
		try (RefusedPool refused = new RefusedPool(kind.queue, QueuedAgainTests::put)) {
			CountDownLatch ran = new CountDownLatch(10);
			List<Future<?>> futures = new ArrayList<>();
			Thread submitter = new Thread(() -> {
				for (int i = 0; i < 5; i++) {
					refused.pool.execute(new Counting(ran));
					futures.add(refused.pool.submit(new Counting(ran)));
				}
				refused.pool.execute(() -> ran.countDown());
			});
			submitter.start();
			refused.release.countDown();
			submitter.join();
			Latches.await(ran);
			assertThat(refused.outcomes()).hasSize(11).containsOnly(TaskOutcome.SUCCEEDED);
			assertThat(futures).hasSize(5);
		}
	}

	private static void put(Runnable code, ThreadPoolExecutor pool) {
		try {
			pool.getQueue().put(code);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LINKED", "ARRAY", "DEQUE", "TRANSFER" })
	void queueShowsTheApplicationsOwnCodeAndTracksWhatGetsIntoIt(Kind kind) throws Exception {
		RejectedExecutionHandler none = new ThreadPoolExecutor.AbortPolicy();
		try (RefusedPool refused = new RefusedPool(kind.largeQueue, none)) {
			BlockingQueue<Runnable> queue = refused.pool.getQueue();
			assertThat(queue).isInstanceOf(kind.largeQueue.get().getClass());
			CountDownLatch ran = new CountDownLatch(5);
			List<Runnable> codes = IntStream.range(0, 8).<Runnable>mapToObj((i) -> new Counting(ran)).toList();
			codes.subList(0, 6).forEach(refused.pool::execute);
			queue.addAll(codes.subList(6, 8));
			assertThat(refused.application.live()).hasSize(9);
			assertThat(List.copyOf(queue)).isEqualTo(codes);
			assertThat(queue.toArray()).isEqualTo(codes.toArray());
			assertThat(Arrays.asList(queue.toArray(new Runnable[0]))).isEqualTo(codes);
			assertThat(queue.stream().toList()).isEqualTo(codes);
			assertThat(queue.toString()).isEqualTo(codes.toString());
			assertThat(queue.peek()).isSameAs(codes.get(0));
			assertThat(queue.element()).isSameAs(codes.get(0));
			assertThat(queue.contains(codes.get(7))).isTrue();
			assertThat(queue.remove(codes.get(7))).isTrue();
			assertThat(refused.pool.remove(codes.get(6))).isTrue();
			assertThat(refused.pool.remove(codes.get(6))).isFalse();
			assertThat(queue.poll()).isSameAs(codes.get(0));
			assertThat(queue).hasSize(5);
			assertThat(refused.application.live()).hasSize(6)
				.filteredOn((task) -> task.state() == TaskState.QUEUED)
				.extracting(LiveTask::facts)
				.hasSize(5)
				.allMatch((facts) -> facts.name().startsWith("Counting"));
			refused.release.countDown();
			Latches.await(ran);
			assertThat(refused.outcomes()).hasSize(8)
				.contains(TaskOutcome.UNKNOWN, TaskOutcome.DISCARDED)
				.filteredOn((outcome) -> outcome == TaskOutcome.SUCCEEDED)
				.hasSize(5);
		}
	}

	enum Kind {

		LINKED(LinkedBlockingQueue::new, () -> new LinkedBlockingQueue<>(1)),

		ARRAY(() -> new ArrayBlockingQueue<>(20), () -> new ArrayBlockingQueue<>(1)),

		DEQUE(LinkedBlockingDeque::new, () -> new LinkedBlockingDeque<>(1)),

		TRANSFER(LinkedTransferQueue::new, LinkedTransferQueue::new),

		SYNCHRONOUS(SynchronousQueue::new, SynchronousQueue::new);

		private final Supplier<BlockingQueue<Runnable>> largeQueue;

		private final Supplier<BlockingQueue<Runnable>> queue;

		Kind(Supplier<BlockingQueue<Runnable>> largeQueue, Supplier<BlockingQueue<Runnable>> queue) {
			this.largeQueue = largeQueue;
			this.queue = queue;
		}

	}

	/**
	 * Code that a handler may know.
	 */
	record Counting(CountDownLatch ran) implements Runnable {

		@Override
		public boolean equals(Object other) {
			return ((Counting) other) == this;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

		@Override
		public String toString() {
			return "counting";
		}

		@Override
		public void run() {
			this.ran.countDown();
		}

	}

}
