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

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random submissions, cancellations, rejections, failures and shutdowns on every kind of
 * tracked executor, against a model that keeps its own books: each task is in the log
 * once, with the outcome that its code, its future and its submitter saw.
 */
class RandomizedTrackingTests {

	private static final int ROUNDS = 30;

	private static final int JOBS = 100;

	private final List<Throwable> faults = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	void logAgreesWithTheModel(Kind kind) throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < ROUNDS; round++) {
			playRound(kind, random, "seed " + seed + ", round " + round);
		}
	}

	private void playRound(Kind kind, Random random, String description) throws Exception {
		TaskMonitor monitor = new TaskMonitor(new Limits(10_000, 10_000, 10_000), CaptureSettings.DEFAULTS,
				(activity, fault) -> this.faults.add(fault));
		ExecutorTracking tracking = new ExecutorTracking(HookContext.of(monitor));
		try (Subject subject = kind.create(tracking)) {
			List<Job> jobs = new CopyOnWriteArrayList<>();
			// A caller that runs its job itself must not wait for what it does later
			CountDownLatch release = new CountDownLatch((kind != Kind.CALLER_RUNS) ? 1 : 0);
			Thread other = new Thread(() -> submitSome(subject, new Random(random.nextLong()), jobs, release));
			other.start();
			submitSome(subject, new Random(random.nextLong()), jobs, release);
			other.join();
			jobs.stream().filter((job) -> random.nextInt(4) == 0).forEach(Job::cancel);
			if (random.nextBoolean()) {
				release.countDown();
			}
			subject.shutDown(random.nextBoolean());
			release.countDown();
			assertThat(subject.awaitTermination()).as(description).isTrue();
			assertThat(this.faults).as(description).isEmpty();
			// Nobody waits for the threads of an executor that starts one for each task
			Awaitility.await(description)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> monitor.reader().live(TaskQuery.ALL).tasks().isEmpty());
			if (kind.endsBeforeItsFuture()) {
				assertAgreeButForLateCancellations(outcomes(monitor), jobs, description);
			}
			else {
				assertThat(kind.comparable(outcomes(monitor))).as(description)
					.isEqualTo(kind.comparable(expected(jobs)));
			}
		}
	}

	private static void submitSome(Subject subject, Random random, List<Job> jobs, CountDownLatch release) {
		for (int i = 0; i < JOBS / 2; i++) {
			Job job = new Job(random.nextInt(10), release, () -> {
				Job child = new Job(random.nextInt(10), release, () -> {
				});
				jobs.add(child);
				child.submitTo(subject, random.nextInt(3));
			});
			jobs.add(job);
			job.submitTo(subject, random.nextInt(3));
			if (random.nextInt(5) == 0) {
				jobs.get(random.nextInt(jobs.size())).cancel();
			}
		}
	}

	// A future may still be cancelled when its code has ended, for a few instructions
	private static void assertAgreeButForLateCancellations(Map<TaskOutcome, Long> outcomes, List<Job> jobs,
			String description) {
		Map<TaskOutcome, Long> expected = expected(jobs);
		long late = jobs.stream().filter(Job::mayHaveEndedBeforeItWasCancelled).count();
		assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).as(description).isEqualTo(jobs.size());
		for (TaskOutcome outcome : List.of(TaskOutcome.REJECTED, TaskOutcome.DISCARDED, TaskOutcome.UNKNOWN)) {
			assertThat(outcomes.get(outcome)).as(description + ": " + outcome).isEqualTo(expected.get(outcome));
		}
		long cancelled = expected.getOrDefault(TaskOutcome.CANCELLED, 0L);
		assertThat(outcomes.getOrDefault(TaskOutcome.CANCELLED, 0L)).as(description)
			.isBetween(cancelled - late, cancelled);
	}

	private static Map<TaskOutcome, Long> outcomes(TaskMonitor monitor) {
		Map<TaskOutcome, Long> outcomes = new EnumMap<>(TaskOutcome.class);
		TaskQuery all = TaskQuery.ALL.withLimit(10_000);
		monitor.reader().ended(all).tasks().forEach((task) -> outcomes.merge(task.outcome(), 1L, Long::sum));
		return outcomes;
	}

	private static Map<TaskOutcome, Long> expected(List<Job> jobs) {
		Map<TaskOutcome, Long> outcomes = new EnumMap<>(TaskOutcome.class);
		jobs.forEach((job) -> outcomes.merge(job.expectedOutcome(), 1L, Long::sum));
		return outcomes;
	}

	/**
	 * A kind of executor.
	 */
	enum Kind {

		ABORT(new ThreadPoolExecutor.AbortPolicy()), DISCARD(new ThreadPoolExecutor.DiscardPolicy()),

		DISCARD_OLDEST(new ThreadPoolExecutor.DiscardOldestPolicy()),

		CALLER_RUNS(new ThreadPoolExecutor.CallerRunsPolicy()),

		RAW {

			@Override
			Subject create(ExecutorTracking tracking) {
				ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS,
						new LinkedBlockingQueue<>(20));
				return Subject.of((ExecutorService) tracking.track(pool, "subject", true));
			}

		},

		NAMELESS {

			@Override
			Subject create(ExecutorTracking tracking) {
				return Subject
					.of((ExecutorService) tracking.track(Executors.newSingleThreadExecutor(), "subject", true));
			}

		},

		SIMPLE {

			@Override
			Subject create(ExecutorTracking tracking) {
				SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
				executor.setTaskTerminationTimeout(10_000);
				executor.setConcurrencyLimit(60);
				executor.setRejectTasksWhenLimitReached(true);
				return Subject.of((SimpleAsyncTaskExecutor) tracking.track(executor, "subject", true));
			}

		},

		VIRTUAL {

			@Override
			Subject create(ExecutorTracking tracking) {
				SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
				executor.setVirtualThreads(Runtime.version().feature() >= 21);
				return Subject.of((SimpleAsyncTaskExecutor) tracking.track(executor, "subject", true));
			}

		},

		CONCURRENT {

			@Override
			Subject create(ExecutorTracking tracking) {
				ExecutorService pool = Executors.newFixedThreadPool(2);
				ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(pool);
				tracking.track(executor, "subject", true);
				return Subject.of(executor, (ExecutorService) executor.getConcurrentExecutor());
			}

		},

		SCHEDULER {

			@Override
			Subject create(ExecutorTracking tracking) {
				ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
				scheduler.setPoolSize(2);
				scheduler.initialize();
				tracking.track(scheduler, "subject", true);
				return Subject.of(scheduler, scheduler.getScheduledThreadPoolExecutor());
			}

		},

		RAW_SCHEDULER {

			@Override
			Subject create(ExecutorTracking tracking) {
				return Subject
					.of((ExecutorService) tracking.track(new ScheduledThreadPoolExecutor(2), "subject", true));
			}

		},

		NAMELESS_SCHEDULER {

			@Override
			Subject create(ExecutorTracking tracking) {
				return Subject.of((ExecutorService) tracking.track(Executors.newSingleThreadScheduledExecutor(),
						"subject", true));
			}

		},

		SIMPLE_SCHEDULER {

			@Override
			Subject create(ExecutorTracking tracking) {
				SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
				return Subject.of((SimpleAsyncTaskExecutor) tracking.track(scheduler, "subject", true));
			}

		};

		private final RejectedExecutionHandler handler;

		Kind() {
			this(new ThreadPoolExecutor.AbortPolicy());
		}

		Kind(RejectedExecutionHandler handler) {
			this.handler = handler;
		}

		boolean endsBeforeItsFuture() {
			return this == SCHEDULER || this == RAW_SCHEDULER || this == NAMELESS_SCHEDULER || this == SIMPLE_SCHEDULER;
		}

		// What a policy has dropped without a word can still be cancelled: it is
		// discarded
		Map<TaskOutcome, Long> comparable(Map<TaskOutcome, Long> outcomes) {
			if (this == DISCARD || this == DISCARD_OLDEST) {
				Long cancelled = outcomes.remove(TaskOutcome.CANCELLED);
				outcomes.merge(TaskOutcome.DISCARDED, (cancelled != null) ? cancelled : 0L, Long::sum);
			}
			return outcomes;
		}

		Subject create(ExecutorTracking tracking) {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(2);
			executor.setMaxPoolSize(3);
			executor.setQueueCapacity(20);
			executor.setRejectedExecutionHandler(this.handler);
			executor.initialize();
			tracking.track(executor, "subject", true);
			return Subject.of(executor);
		}

	}

	/**
	 * The executor of a round.
	 */
	record Subject(Executor executor, ThreadSafe<Runnable, Future<?>> submission,
			ThreadSafe<Callable<String>, Future<?>> callableSubmission, Runnable shutdownNow, Runnable shutdown,
			Callable<Boolean> termination) implements AutoCloseable {

		static Subject of(ExecutorService service) {
			return new Subject(service, service::submit, service::submit, service::shutdownNow, service::shutdown,
					() -> service.awaitTermination(10, TimeUnit.SECONDS));
		}

		static Subject of(ThreadPoolTaskExecutor executor) {
			ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
			return new Subject(executor, executor::submit, executor::submit, pool::shutdownNow, pool::shutdown,
					() -> pool.awaitTermination(10, TimeUnit.SECONDS));
		}

		static Subject of(AsyncTaskExecutor executor, ExecutorService pool) {
			return new Subject(executor, executor::submit, executor::submit, pool::shutdownNow, pool::shutdown,
					() -> pool.awaitTermination(10, TimeUnit.SECONDS));
		}

		static Subject of(SimpleAsyncTaskExecutor executor) {
			AsyncTaskExecutor async = executor;
			List<Runnable> none = new ArrayList<>();
			return new Subject(executor, async::submit, async::submit, none::clear, none::clear, () -> true);
		}

		void shutDown(boolean now) {
			(now ? this.shutdownNow : this.shutdown).run();
		}

		boolean awaitTermination() throws Exception {
			return this.termination.call();
		}

		@Override
		public void close() {
			this.shutdownNow.run();
		}

	}

	/**
	 * A submission.
	 *
	 * @param <T> type of the code
	 * @param <R> what is given back
	 */
	interface ThreadSafe<T, R> {

		R apply(T code);

	}

	/**
	 * A job and the books that it keeps of itself.
	 */
	static final class Job implements Runnable, Callable<String> {

		private final int behaviour;

		private final CountDownLatch release;

		private final Runnable nesting;

		private volatile boolean rejected;

		private volatile boolean cancelled;

		private volatile boolean returned;

		private volatile boolean threw;

		private volatile Future<?> future;

		Job(int behaviour, CountDownLatch release, Runnable nesting) {
			this.nesting = nesting;
			this.behaviour = behaviour;
			this.release = release;
		}

		void submitTo(Subject subject, int way) {
			try {
				switch (way) {
					case 0 -> subject.executor().execute(this::runQuietly);
					case 1 -> this.future = subject.submission().apply(this);
					default -> this.future = subject.callableSubmission().apply(this);
				}
			}
			catch (RejectedExecutionException ex) {
				this.rejected = true;
			}
			catch (IllegalStateException ex) {
				// Run by its caller, see CallerRunsPolicy
				assertThat(this.threw).isTrue();
			}
		}

		private void runQuietly() {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> assertThat(this.threw).isTrue());
			run();
		}

		@Override
		public String call() {
			run();
			return "done";
		}

		@Override
		public void run() {
			try {
				if (this.behaviour < 2) {
					throw new IllegalStateException("failed");
				}
				if (this.behaviour == 2) {
					this.release.await();
				}
				if (this.behaviour == 3) {
					this.nesting.run();
				}
				this.returned = true;
			}
			catch (InterruptedException ex) {
				this.threw = true;
				throw new IllegalStateException(ex);
			}
			catch (IllegalStateException ex) {
				this.threw = true;
				throw ex;
			}
		}

		synchronized void cancel() {
			Future<?> submitted = this.future;
			if (submitted != null && submitted.cancel(true)) {
				this.cancelled = true;
			}
		}

		boolean mayHaveEndedBeforeItWasCancelled() {
			return this.cancelled && (this.returned || this.threw);
		}

		TaskOutcome expectedOutcome() {
			if (this.rejected) {
				return TaskOutcome.REJECTED;
			}
			if (this.cancelled) {
				return TaskOutcome.CANCELLED;
			}
			if (this.threw) {
				return TaskOutcome.FAILED;
			}
			return this.returned ? TaskOutcome.SUCCEEDED : TaskOutcome.DISCARDED;
		}

	}

}
