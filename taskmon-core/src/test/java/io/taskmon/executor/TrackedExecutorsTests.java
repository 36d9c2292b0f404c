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

package io.taskmon.executor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.example.orders.FailingOrder;
import com.example.orders.IdleOrder;
import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Executors of the JDK, tracked where there is no framework.
 */
class TrackedExecutorsTests {

	private static final String NAME = "mail";

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
				throw new AssertionError(activity, fault);
			});

	private final TrackedExecutors executors = new TrackedExecutors(this.monitor.tracker(), this.monitor.executors(),
			this.monitor.application());

	@AfterEach
	void close() {
		this.monitor.close();
	}

	static Stream<ExecutorService> standard() {
		return Stream.of(Executors.newFixedThreadPool(1), Executors.newCachedThreadPool(),
				Executors.newSingleThreadExecutor(), Executors.newScheduledThreadPool(1),
				Executors.newSingleThreadScheduledExecutor(),
				Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(1)));
	}

	@ParameterizedTest
	@MethodSource("standard")
	void whatIsSubmittedIsATaskWithItsTrueOutcome(ExecutorService executor) throws Exception {
		ExecutorService tracked = this.executors.track(executor, NAME);
		assertThat(tracked.submit(() -> "done").get()).isEqualTo("done");
		Future<?> failing = tracked.submit(new FailingOrder());
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(failing::get)
			.havingCause()
			.withMessage("failed");
		end(tracked);
		assertThat(ended()).extracting(EndedTask::outcome)
			.containsExactlyInAnyOrder(TaskOutcome.SUCCEEDED, TaskOutcome.FAILED);
		assertThat(ended()).allSatisfy((task) -> assertThat(task.facts().executor()).isEqualTo(NAME));
		assertThat(ended("FailingOrder").failure().message()).isEqualTo("failed");
		assertThat(coverage()).isEqualTo(Coverage.FULL);
	}

	@ParameterizedTest
	@MethodSource("standard")
	void whatIsExecutedIsATask(ExecutorService executor) throws Exception {
		ExecutorService tracked = this.executors.track(executor, NAME);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicReference<Thread> thread = new AtomicReference<>();
		tracked.execute(() -> {
			thread.set(Thread.currentThread());
			running.countDown();
			awaitQuietly(release);
		});
		assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
		LiveTask task = this.monitor.reader().live(TaskQuery.ALL).tasks().get(0);
		assertThat(task.thread().name()).isEqualTo(thread.get().getName());
		release.countDown();
		end(tracked);
		assertThat(ended()).extracting(EndedTask::outcome).containsExactly(TaskOutcome.SUCCEEDED);
	}

	@ParameterizedTest
	@MethodSource("standard")
	void whoCancelsIsKnown(ExecutorService executor) throws Exception {
		ExecutorService tracked = this.executors.track(executor, NAME);
		CountDownLatch running = new CountDownLatch(1);
		Future<?> future = tracked.submit(() -> {
			running.countDown();
			awaitQuietly(new CountDownLatch(1));
		});
		assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(future.cancel(true)).isTrue();
		end(tracked);
		EndedTask task = ended().get(0);
		assertThat(task.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(task.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
	}

	@ParameterizedTest
	@MethodSource("standard")
	void lifecycleIsThatOfTheExecutor(ExecutorService executor) throws Exception {
		ExecutorService tracked = this.executors.track(executor, NAME);
		tracked.shutdown();
		assertThat(tracked.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(executor.isTerminated()).isTrue();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> tracked.execute(new IdleOrder()));
		assertThat(ended("IdleOrder").outcome()).isEqualTo(TaskOutcome.REJECTED);
	}

	@ParameterizedTest
	@MethodSource("standard")
	void whatIsTrackedAlreadyIsNotTrackedTwice(ExecutorService executor) {
		ExecutorService tracked = this.executors.track(executor, NAME);
		assertThat(tracked).isNotSameAs(executor);
		assertThat(this.executors.track(tracked, "other")).isSameAs(tracked);
		tracked.shutdown();
	}

	@Test
	void poolStaysAPoolWithItsThreadsQueueAndSettings() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 3, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(7));
		ThreadPoolExecutor tracked = (ThreadPoolExecutor) this.executors.track((ExecutorService) pool, NAME);
		assertThat(tracked.getCorePoolSize()).isEqualTo(2);
		assertThat(tracked.getMaximumPoolSize()).isEqualTo(3);
		assertThat(tracked.getQueue()).isInstanceOf(LinkedBlockingQueue.class);
		assertThat(tracked.getQueue().remainingCapacity()).isEqualTo(7);
		assertThat(tracked.getRejectedExecutionHandler()).isExactlyInstanceOf(ThreadPoolExecutor.AbortPolicy.class);
		assertThat(tracked).hasToString(pool.toString());
		tracked.shutdown();
	}

	@Test
	void taskThatIsSubmittedByATaskIsItsChild() throws Exception {
		ExecutorService outer = this.executors.track(Executors.newFixedThreadPool(1), "outer");
		ExecutorService inner = this.executors.track(Executors.newFixedThreadPool(1), NAME);
		outer.submit(() -> inner.submit(new IdleOrder())).get();
		end(outer);
		end(inner);
		assertThat(ended("IdleOrder").facts().parentId()).isEqualTo(1L);
	}

	@Test
	void eachRunOfAScheduleIsATask() throws Exception {
		ScheduledExecutorService tracked = this.executors.track(new ScheduledThreadPoolExecutor(1), NAME);
		CountDownLatch runs = new CountDownLatch(3);
		ScheduledFuture<?> schedule = tracked.scheduleAtFixedRate(runs::countDown, 0, 1, TimeUnit.MILLISECONDS);
		assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
		schedule.cancel(false);
		end(tracked);
		assertThat(ended()).hasSizeGreaterThanOrEqualTo(3).allMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
	}

	@Test
	void discardedTaskIsSeen() throws Exception {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1),
				new ThreadPoolExecutor.DiscardPolicy());
		ExecutorService tracked = this.executors.track((ExecutorService) pool, NAME);
		CountDownLatch release = new CountDownLatch(1);
		tracked.execute(() -> awaitQuietly(release));
		tracked.execute(() -> {
		});
		tracked.execute(new IdleOrder());
		assertThat(ended("IdleOrder").outcome()).isEqualTo(TaskOutcome.DISCARDED);
		release.countDown();
		end(tracked);
	}

	@Test
	void resultThatNobodySeesIsNamedAsMissing() throws Exception {
		ExecutorService tracked = this.executors.track(Executors.newFixedThreadPool(1), NAME);
		CompletableFuture.runAsync(() -> {
		}, tracked).get();
		end(tracked);
		assertThat(coverage().level()).isEqualTo(Coverage.Level.PARTIAL);
	}

	@Test
	void whatNothingCanStandInForIsLeftAloneAndSaysSo() {
		Map<String, ExecutorService> leftAlone = Map.of("forkJoin", new ForkJoinPool(1), "own", new OwnPool(),
				"ordered", new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>()));
		leftAlone.forEach((name, executor) -> {
			assertThat(this.executors.track(executor, name)).isSameAs(executor);
			assertThat(this.monitor.executors().coverage(name).level()).isEqualTo(Coverage.Level.NONE);
			executor.shutdown();
		});
	}

	private Coverage coverage() {
		return this.monitor.executors().coverage(NAME);
	}

	private List<EndedTask> ended() {
		return this.monitor.reader().ended(TaskQuery.ALL).tasks();
	}

	private EndedTask ended(String name) {
		return ended().stream().filter((task) -> task.facts().name().equals(name)).findFirst().orElseThrow();
	}

	private void end(ExecutorService executor) throws InterruptedException {
		executor.shutdown();
		assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A pool whose methods may see what it runs.
	 */
	private static final class OwnPool extends ThreadPoolExecutor {

		private OwnPool() {
			super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

	}

}
