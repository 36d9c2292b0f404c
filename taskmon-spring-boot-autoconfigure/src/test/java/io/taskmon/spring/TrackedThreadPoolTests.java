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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.example.office.Failing;
import com.example.office.Idle;
import com.example.office.Named;
import io.taskmon.TaskMonitor;
import io.taskmon.executor.TrackedThreadPool;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TrackedThreadPool} in front of the pool of a
 * {@link ThreadPoolTaskExecutor}.
 */
class TrackedThreadPoolTests {

	private final List<Throwable> faults = new ArrayList<>();

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> this.faults.add(fault));

	private final ExecutorTracking tracking = new ExecutorTracking(HookContext.of(this.monitor));

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void shutDown() throws InterruptedException {
		this.release.countDown();
		this.executor.setAwaitTerminationSeconds(10);
		this.executor.shutdown();
		this.monitor.keepHouse();
		assertThat(this.faults).isEmpty();
		assertThat(this.monitor.reader().live(TaskQuery.ALL).tasks()).isEmpty();
	}

	@Test
	void futureTellsNameAndTrueException() throws Exception {
		start(1, 10);
		Future<?> future = this.executor.submit(new Failing());
		assertThat(future).isInstanceOf(FutureTask.class);
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class).isThrownBy(() -> future.get());
		await();
		EndedTask task = ended("Failing");
		assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(task.failure().message()).isEqualTo("failed");
		assertThat(task.facts().preserved()).isTrue();
		assertThat(task.facts().executor()).isEqualTo("mail");
	}

	@Test
	void cancelledWhileQueuedEndsAtOnceAndTellsWho() throws Exception {
		start(1, 10);
		block();
		Future<?> future = this.executor.submit(new Idle());
		future.cancel(false);
		EndedTask task = ended("Idle");
		assertThat(task.outcome()).isEqualTo(TaskOutcome.CANCELLED);
		assertThat(task.cancelledBy().thread()).isEqualTo(Thread.currentThread().getName());
		assertThat(task.cancelledBy().stack()).isNotEmpty();
		this.executor.getThreadPoolExecutor().purge();
		assertThat(this.executor.getQueueSize()).isZero();
	}

	@Test
	void cancelledWhileRunningRunsOnVisibly() throws Exception {
		start(1, 10);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch stop = new CountDownLatch(1);
		Future<?> future = this.executor.submit(() -> {
			running.countDown();
			awaitUninterruptibly(stop);
		});
		assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
		future.cancel(true);
		TaskDetails details = this.monitor.reader().find(1).orElseThrow();
		assertThat(((EndedTask) details.task()).bodyStillRunning()).isTrue();
		assertThat(details.stack()).isNotEmpty();
		assertThat(this.monitor.reader().live(TaskQuery.ALL).counts().running()).isEqualTo(1);
		stop.countDown();
		await();
		assertThat(this.monitor.reader().live(TaskQuery.ALL).tasks()).isEmpty();
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks())
			.filteredOn((task) -> task.outcome() == TaskOutcome.CANCELLED)
			.singleElement()
			.matches((task) -> !task.bodyStillRunning());
	}

	@Test
	void cancellationChainOfThree() throws Exception {
		start(3, 10);
		AtomicReference<Future<?>> third = new AtomicReference<>();
		CountDownLatch never = new CountDownLatch(1);
		CountDownLatch thirdRuns = new CountDownLatch(1);
		CountDownLatch secondRuns = new CountDownLatch(1);
		third.set(this.executor.submit(() -> {
			thirdRuns.countDown();
			return never.await(10, TimeUnit.SECONDS);
		}));
		assertThat(thirdRuns.await(10, TimeUnit.SECONDS)).isTrue();
		Future<?> second = this.executor.submit(() -> {
			secondRuns.countDown();
			try {
				never.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				third.get().cancel(true);
			}
		});
		assertThat(secondRuns.await(10, TimeUnit.SECONDS)).isTrue();
		this.executor.submit(() -> second.cancel(true)).get(10, TimeUnit.SECONDS);
		await();
		TaskDetails details = this.monitor.reader().find(1).orElseThrow();
		assertThat(details.cancellationChain()).extracting((canceller) -> canceller.taskId()).containsExactly(3L, 2L);
	}

	@Test
	void abortedIsRejectedAndTheMessageNamesTheTask() throws Exception {
		start(1, 1);
		block();
		this.executor.execute(new Idle());
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> this.executor.execute(new Named()))
			.withMessageContaining("the named task")
			.havingCause()
			.withMessageContaining("the named task")
			.withMessageNotContaining("taskmon");
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> this.executor.submit(new Named()))
			.havingCause()
			.withMessageContaining("java.util.concurrent.FutureTask@")
			.withMessageNotContaining("taskmon");
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).hasSize(2)
			.allMatch((task) -> task.outcome() == TaskOutcome.REJECTED && task.failure() != null);
	}

	@Test
	void discardedAtOnce() throws Exception {
		this.executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		start(1, 1);
		block();
		this.executor.execute(new Idle());
		this.executor.execute(new Named());
		assertThat(ended("Named").outcome()).isEqualTo(TaskOutcome.DISCARDED);
	}

	@Test
	void oldestDiscardedAtOnce() throws Exception {
		this.executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
		start(1, 1);
		block();
		this.executor.submit(new Idle());
		this.executor.execute(new Named());
		assertThat(ended("Idle").outcome()).isEqualTo(TaskOutcome.DISCARDED);
		this.release.countDown();
		await();
		assertThat(ended("Named").outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
	}

	@Test
	void callerRunsKeepsTheCallersTask() throws Exception {
		this.executor.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
		start(1, 1);
		block();
		this.executor.execute(new Idle());
		this.executor.execute(new Named());
		assertThat(ended("Named").outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
	}

	@Test
	void handlerOfTheApplicationGetsItsOwnTaskAndStaysTheHandler() throws Exception {
		AtomicReference<Runnable> refused = new AtomicReference<>();
		RejectedExecutionHandler handler = (task, pool) -> refused.set(task);
		this.executor.setRejectedExecutionHandler(handler);
		start(1, 1);
		block();
		this.executor.execute(new Idle());
		Named named = new Named();
		this.executor.execute(named);
		assertThat(this.executor.getThreadPoolExecutor().getRejectedExecutionHandler()).isSameAs(handler);
		assertThat(refused.get().toString()).isEqualTo("the named task");
	}

	@Test
	void completionServiceAndInvokeAllAndAnyHaveOneRecordATask() throws Exception {
		start(2, 10);
		ThreadPoolExecutor pool = this.executor.getThreadPoolExecutor();
		ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
		service.submit(new Failing());
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class).isThrownBy(() -> service.take().get());
		pool.invokeAll(List.of(new Failing(), new Failing()));
		Callable<String> success = () -> "done";
		assertThat(pool.invokeAny(List.of(success))).isEqualTo("done");
		await();
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).hasSize(4)
			.filteredOn((task) -> task.outcome() == TaskOutcome.FAILED)
			.hasSize(3);
	}

	@Test
	void removedByTheApplicationsOwnObject() throws Exception {
		start(1, 10);
		block();
		Idle idle = new Idle();
		this.executor.execute(idle);
		assertThat(this.executor.getThreadPoolExecutor().remove(idle)).isTrue();
		assertThat(this.executor.getQueueSize()).isZero();
		assertThat(ended("Idle").outcome()).isEqualTo(TaskOutcome.DISCARDED);
	}

	@Test
	void removedFromTheQueueByTheApplication() throws Exception {
		start(1, 10);
		block();
		Idle idle = new Idle();
		this.executor.execute(idle);
		assertThat(this.executor.getThreadPoolExecutor().getQueue().remove(idle)).isTrue();
		assertThat(ended("Idle").outcome()).isEqualTo(TaskOutcome.DISCARDED);
	}

	@Test
	void takenFromTheQueueByTheApplication() throws Exception {
		start(1, 10);
		block();
		Idle idle = new Idle();
		this.executor.execute(idle);
		assertThat(this.executor.getThreadPoolExecutor().getQueue().poll()).isSameAs(idle);
		assertThat(ended("Idle").outcome()).isEqualTo(TaskOutcome.UNKNOWN);
		assertThat(ended("Idle").reason()).contains("taken from the queue");
	}

	@Test
	void shutdownNowGivesBackTheApplicationsOwnObjects() throws Exception {
		start(1, 10);
		block();
		Idle idle = new Idle();
		this.executor.execute(idle);
		Future<?> future = this.executor.submit(new Named());
		List<Runnable> drained = this.executor.getThreadPoolExecutor().shutdownNow();
		assertThat(drained).hasSize(2).element(0).isSameAs(idle);
		assertThat(drained.get(1)).isSameAs(future);
		assertThat(ended("Idle").outcome()).isEqualTo(TaskOutcome.DISCARDED);
		assertThat(ended("Named").outcome()).isEqualTo(TaskOutcome.DISCARDED);
	}

	@Test
	void decoratorSetLateIsKeptAndGetsTheApplicationsOwnObject() throws Exception {
		start(1, 10);
		List<Runnable> decorated = new ArrayList<>();
		TaskDecorator decorator = (task) -> {
			decorated.add(task);
			return task;
		};
		this.executor.setTaskDecorator(decorator);
		Idle idle = new Idle();
		this.executor.execute(idle);
		this.executor.submit(new Failing());
		await();
		assertThat(decorated).hasSize(2).element(0).isSameAs(idle);
		assertThat(ended("Idle").outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertThat(ended("Failing").outcome()).isEqualTo(TaskOutcome.FAILED);
	}

	@Test
	void answersEverythingAsThePoolDoes() {
		Set<String> notForwarded = Set.of("finalize", "close");
		List<Method> forwarded = Arrays.stream(ThreadPoolExecutor.class.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !notForwarded.contains(method.getName()))
			.toList();
		assertThat(forwarded).isNotEmpty()
			.allSatisfy((method) -> assertThat(
					TrackedThreadPool.class.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass())
				.isEqualTo(TrackedThreadPool.class));
	}

	private void start(int threads, int queueCapacity) {
		this.executor.setCorePoolSize(threads);
		this.executor.setMaxPoolSize(threads);
		this.executor.setQueueCapacity(queueCapacity);
		this.executor.setThreadNamePrefix("mail-");
		this.executor.initialize();
		this.tracking.track(this.executor, "mail", false);
	}

	private void block() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(1);
		this.executor.execute(() -> {
			running.countDown();
			awaitUninterruptibly(this.release);
		});
		assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void await() throws Exception {
		this.executor.setWaitForTasksToCompleteOnShutdown(true);
		this.executor.setAwaitTerminationSeconds(10);
		this.release.countDown();
		this.executor.shutdown();
	}

	private EndedTask ended(String name) {
		return this.monitor.reader()
			.ended(TaskQuery.ALL)
			.tasks()
			.stream()
			.filter((task) -> task.facts().name().endsWith(name))
			.findFirst()
			.orElseThrow();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean interrupted = false;
		while (true) {
			try {
				latch.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
