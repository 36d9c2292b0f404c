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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.example.office.Noting;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application observes of the way its code is executed, refused, dropped and
 * cancelled is the same with and without taskmon.
 */
class UnharmedExecutionTests {

	@Test
	void observesTheSameWithAndWithoutTaskmon() throws Exception {
		Map<String, String> without = observe(false);
		assertThat(without).hasSizeGreaterThan(40);
		assertThat(observe(true)).isEqualTo(without);
	}

	private static Map<String, String> observe(boolean enabled) throws Exception {
		Map<String, String> seen = new TreeMap<>();
		List<Future<?>> left = new ArrayList<>();
		try (TestApplication application = TestApplication.of(List.of("taskmon.enabled=" + enabled), Beans.class)) {
			for (String name : List.of("abort", "discard", "discardOldest", "callerRuns", "watching")) {
				observeRefusals(name, application.bean(name, ThreadPoolTaskExecutor.class), seen);
			}
			observeQueue(application.bean("queue", ThreadPoolTaskExecutor.class), seen);
			observeLimits(application, seen);
			observeDecorators(application, seen);
			observeSchedulers(application, seen);
			observeAsync(application.bean(Work.class), seen);
			observeInitialisedTwice(application.bean("initialisedTwice", ThreadPoolTaskExecutor.class), seen);
			leaveBehind(application.bean("closing", ThreadPoolTaskExecutor.class), left);
			leaveBehind(application.bean("closingDecorated", ThreadPoolTaskExecutor.class), left);
		}
		for (int i = 0; i < left.size(); i++) {
			Future<?> future = left.get(i);
			if (!(future instanceof CompletableFuture<?>)) {
				Awaitility.await().until(future::isDone);
			}
			seen.put("left behind " + i, Answers.state(future));
		}
		return seen;
	}

	private static void observeRefusals(String name, ThreadPoolTaskExecutor pool, Map<String, String> seen)
			throws Exception {
		BlockingQueue<String> ran = new LinkedBlockingQueue<>();
		CountDownLatch release = new CountDownLatch(1);
		pool.execute(() -> Latches.await(release));
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			String code = "code " + i;
			seen.put(name + " submits " + i, Answers.to(() -> {
				futures.add(pool.submit(new Noting(code, ran)));
				return "accepted";
			}));
		}
		seen.put(name + " executes", Answers.to(() -> {
			pool.execute(new Noting("executed", ran));
			return "accepted";
		}));
		seen.put(name + " refuses natively", Answers.to(() -> {
			pool.getThreadPoolExecutor().execute(new Noting("native", ran));
			return "accepted";
		}));
		seen.put(name + " has a queue of", String.valueOf(pool.getQueueSize()));
		release.countDown();
		Awaitility.await().until(() -> pool.getActiveCount() == 0 && pool.getQueueSize() == 0);
		seen.put(name + " ran", ran.toString());
		seen.put(name + " futures", futures.stream().map(Answers::state).toList().toString());
		pool.getThreadPoolExecutor().shutdown();
		seen.put(name + " after shutdown", Answers.to(() -> {
			pool.submit(new Noting("late", ran));
			return "accepted";
		}));
	}

	private static void observeQueue(ThreadPoolTaskExecutor executor, Map<String, String> seen) throws Exception {
		ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Future<?> first = executor.submit(() -> {
			running.countDown();
			Latches.awaitStubbornly(release);
		});
		Latches.await(running);
		Noting removed = new Noting("removed", new LinkedBlockingQueue<>());
		executor.execute(removed);
		seen.put("removes", pool.remove(removed) + " " + pool.remove(removed) + " " + pool.getQueue().size());
		observeElements(executor, seen);
		Future<?> submitted = executor.submit(new Noting("submitted", new LinkedBlockingQueue<>()));
		seen.put("finds", pool.getQueue().contains(submitted) + "");
		submitted.cancel(false);
		seen.put("queue before purge", String.valueOf(pool.getQueue().size()));
		pool.purge();
		seen.put("queue after purge", String.valueOf(pool.getQueue().size()));
		seen.put("cancelled", Answers.state(submitted));
		first.cancel(true);
		seen.put("cancelled while running", Answers.state(first) + " " + executor.getActiveCount());
		Noting named = new Noting("named", new LinkedBlockingQueue<>());
		executor.execute(named);
		Future<?> queued = executor.submit(named);
		List<Runnable> withdrawn = pool.shutdownNow();
		seen.put("withdrawn", withdrawn.size() + " " + (withdrawn.get(0) == named) + (withdrawn.get(1) == queued));
		release.countDown();
		seen.put("terminates", String.valueOf(pool.awaitTermination(10, TimeUnit.SECONDS)));
	}

	private static void observeElements(ThreadPoolTaskExecutor executor, Map<String, String> seen) {
		BlockingQueue<Runnable> queue = executor.getThreadPoolExecutor().getQueue();
		List<Noting> codes = IntStream.range(0, 8)
			.mapToObj((number) -> new Noting("element " + number, new LinkedBlockingQueue<>()))
			.toList();
		codes.forEach(executor::execute);
		seen.put("queue", (queue instanceof LinkedBlockingQueue<?>) + " " + queue);
		seen.put("queue in order", codes.equals(List.copyOf(queue)) + " " + codes.equals(queue.stream().toList()) + " "
				+ (queue.peek() == codes.get(0)) + " " + queue.containsAll(codes));
		seen.put("queue removes", queue.remove(codes.get(1)) + " " + queue.remove(codes.get(1)) + " "
				+ queue.removeIf((code) -> code == codes.get(2)) + " " + queue.removeAll(List.of(codes.get(3))));
		Iterator<Runnable> elements = queue.iterator();
		seen.put("queue iterates", String.valueOf(elements.next() == codes.get(0)));
		elements.remove();
		seen.put("queue gives", (queue.poll() == codes.get(4)) ? "its first" : "another");
		List<Runnable> drained = new ArrayList<>();
		seen.put("queue drains", queue.drainTo(drained, 2) + " " + drained.equals(codes.subList(5, 7)));
		queue.clear();
		seen.put("queue cleared", queue.size() + " " + queue.isEmpty());
	}

	private static void observeLimits(TestApplication application, Map<String, String> seen) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		SimpleAsyncTaskExecutor rejecting = application.bean("rejecting", SimpleAsyncTaskExecutor.class);
		rejecting.execute(() -> Latches.await(release));
		seen.put("limit rejects",
				Answers.to(() -> rejecting.submit(new Noting("refused", new LinkedBlockingQueue<>()))));
		SimpleAsyncTaskExecutor blocking = application.bean("blocking", SimpleAsyncTaskExecutor.class);
		CountDownLatch held = new CountDownLatch(1);
		blocking.execute(() -> Latches.await(held));
		CompletableFuture<String> submitter = new CompletableFuture<>();
		Thread thread = new Thread(() -> blocking.execute(() -> submitter.complete("ran after it waited")));
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		seen.put("limit blocks", submitter.isDone() + " " + blocking.isThrottleActive());
		held.countDown();
		seen.put("limit lets go", Latches.get(submitter));
		release.countDown();
	}

	private static void observeDecorators(TestApplication application, Map<String, String> seen) throws Exception {
		for (String name : List.of("throwing", "dropping", "counting")) {
			ThreadPoolTaskExecutor pool = application.bean(name, ThreadPoolTaskExecutor.class);
			seen.put(name + " decorator executes", Answers.to(() -> {
				CompletableFuture<String> ran = new CompletableFuture<>();
				pool.execute(() -> ran.complete("ran"));
				return name.equals("dropping") ? "dropped" : Latches.get(ran);
			}));
			seen.put(name + " decorator submits", Answers.to(() -> {
				Future<String> future = pool.submit(() -> "ran");
				return name.equals("dropping") ? Answers.state(future) : Latches.get(future);
			}));
		}
		seen.put("decorated", application.bean(Decorations.class).decorated.toString());
	}

	private static void observeSchedulers(TestApplication application, Map<String, String> seen) throws Exception {
		ThreadPoolTaskScheduler removing = application.bean("removing", ThreadPoolTaskScheduler.class);
		for (int i = 0; i < 1_000; i++) {
			removing.schedule(new Noting("later", new LinkedBlockingQueue<>()), Instant.now().plusSeconds(3_600))
				.cancel(false);
		}
		seen.put("removing scheduler's queue",
				String.valueOf(removing.getScheduledThreadPoolExecutor().getQueue().size()));
		ScheduledThreadPoolExecutor raw = application.bean(ScheduledThreadPoolExecutor.class);
		Future<?> periodic = raw.scheduleAtFixedRate(new Noting("periodic", new LinkedBlockingQueue<>()), 1, 1,
				TimeUnit.HOURS);
		Future<?> oneShot = raw.schedule(new Noting("one shot", new LinkedBlockingQueue<>()), 1, TimeUnit.HOURS);
		CountDownLatch running = new CountDownLatch(1);
		raw.execute(() -> {
			running.countDown();
			Latches.awaitStubbornly(new CountDownLatch(0));
		});
		Latches.await(running);
		seen.put("raw scheduler shut down",
				raw.shutdownNow().size() + " " + Answers.state(periodic) + " " + Answers.state(oneShot));
		seen.put("raw scheduler refuses", Answers.to(() -> {
			raw.execute(new Noting("refused", new LinkedBlockingQueue<>()));
			return "accepted";
		}).replaceAll("java.util.concurrent.*", ""));
		SimpleAsyncTaskScheduler simple = application.bean(SimpleAsyncTaskScheduler.class);
		seen.put("simple scheduler submits", Answers.to(() -> simple.submit(() -> "submitted")));
		seen.put("simple scheduler fails", Answers.to(() -> simple.submit(() -> {
			throw new IOException("failing");
		})));
		CountDownLatch runs = new CountDownLatch(3);
		Future<?> repeated = simple.scheduleWithFixedDelay(runs::countDown, Duration.ofMillis(1));
		Latches.await(runs);
		seen.put("simple scheduler cancels", repeated.cancel(true) + " " + Answers.state(repeated));
	}

	private static void observeAsync(Work work, Map<String, String> seen) throws Exception {
		seen.put("async future", Answers.to(work::future));
		seen.put("async future that fails", Answers.to(work::failing));
		seen.put("async completable", Answers.to(work::completable));
		CompletableFuture<String> cancelled = work.stubborn();
		cancelled.cancel(true);
		seen.put("async completable cancelled", Answers.state(cancelled));
		work.letGo();
	}

	private static void observeInitialisedTwice(ThreadPoolTaskExecutor pool, Map<String, String> seen)
			throws Exception {
		seen.put("initialised twice", Latches.get(pool.submit(() -> Thread.currentThread().getName())));
	}

	private static void leaveBehind(ThreadPoolTaskExecutor closing, List<Future<?>> left) throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		left.add(closing.submit(() -> {
			running.countDown();
			Latches.await(new CountDownLatch(1));
		}));
		Latches.await(running);
		left.add(closing.submit(() -> "queued"));
		left.add(CompletableFuture.supplyAsync(() -> "stage", closing));
		FutureTask<String> executed = new FutureTask<>(() -> "executed");
		closing.execute(executed);
		left.add(executed);
	}

	static class Decorations {

		final BlockingQueue<String> decorated = new LinkedBlockingQueue<>();

	}

	static class Work {

		private final CountDownLatch release = new CountDownLatch(1);

		void letGo() {
			this.release.countDown();
		}

		@Async("counting")
		public Future<String> future() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Async("counting")
		public Future<String> failing() {
			throw new IllegalStateException("failing");
		}

		@Async("counting")
		public CompletableFuture<String> completable() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Async("counting")
		public CompletableFuture<String> stubborn() {
			Latches.awaitStubbornly(this.release);
			return CompletableFuture.completedFuture("");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Work.class, Decorations.class })
	static class Beans {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setTimeoutPerShutdownPhase(100);
			return processor;
		}

		@Bean
		ThreadPoolTaskExecutor abort() {
			return small(new AbortPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor discard() {
			return small(new DiscardPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor discardOldest() {
			return small(new DiscardOldestPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor callerRuns() {
			return small(new CallerRunsPolicy());
		}

		@Bean
		ThreadPoolTaskExecutor watching() {
			AtomicReference<ThreadPoolTaskExecutor> watched = new AtomicReference<>();
			ThreadPoolTaskExecutor executor = small((code, pool) -> {
				if (code instanceof Noting noting) {
					boolean own = pool == watched.get().getThreadPoolExecutor();
					noting.note("refused by " + (own ? "its pool" : "another"));
				}
			});
			watched.set(executor);
			return executor;
		}

		@Bean
		ThreadPoolTaskExecutor queue() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor closing() {
			return queue();
		}

		@Bean
		ThreadPoolTaskExecutor closingDecorated() {
			ThreadPoolTaskExecutor pool = decorated((code) -> () -> code.run());
			pool.setCorePoolSize(1);
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor initialisedTwice() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.initialize();
			return pool;
		}

		@Bean
		SimpleAsyncTaskExecutor rejecting() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("rejecting-");
			executor.setConcurrencyLimit(1);
			executor.setRejectTasksWhenLimitReached(true);
			return executor;
		}

		@Bean
		SimpleAsyncTaskExecutor blocking() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("blocking-");
			executor.setConcurrencyLimit(1);
			return executor;
		}

		@Bean
		ThreadPoolTaskExecutor throwing() {
			return decorated((code) -> {
				throw new IllegalStateException("decorator");
			});
		}

		@Bean
		ThreadPoolTaskExecutor dropping() {
			return decorated((code) -> () -> {
			});
		}

		@Bean
		ThreadPoolTaskExecutor counting(Decorations decorations) {
			return decorated((code) -> {
				decorations.decorated.add((code instanceof Future<?>) ? "future" : "code");
				return code;
			});
		}

		@Bean
		ThreadPoolTaskScheduler removing() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setRemoveOnCancelPolicy(true);
			return scheduler;
		}

		@Bean
		ScheduledThreadPoolExecutor raw() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		SimpleAsyncTaskScheduler simple() {
			return new SimpleAsyncTaskScheduler();
		}

		private static ThreadPoolTaskExecutor decorated(TaskDecorator decorator) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator(decorator);
			return pool;
		}

		private static ThreadPoolTaskExecutor small(RejectedExecutionHandler handler) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setMaxPoolSize(1);
			pool.setQueueCapacity(1);
			pool.setRejectedExecutionHandler(handler);
			return pool;
		}

	}

}
