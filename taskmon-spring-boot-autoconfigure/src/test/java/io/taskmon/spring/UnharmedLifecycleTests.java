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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.example.office.Noting;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring promises of its executors while they run, are paused, are shut down and
 * close with their context is the same with and without taskmon.
 */
class UnharmedLifecycleTests {

	private static final int SECONDS = 20;

	private static final int MILLISECONDS_BETWEEN_LOOKS = 5;

	private static final int LOOKS = SECONDS * 1_000 / MILLISECONDS_BETWEEN_LOOKS;

	@Test
	void executesTheSameWithAndWithoutTaskmon() throws Exception {
		isTheSameWithAndWithoutTaskmon(14 * 13, UnharmedLifecycleTests::observeExecutions);
	}

	@Test
	void pausesTheSameWithAndWithoutTaskmon() throws Exception {
		isTheSameWithAndWithoutTaskmon(7 * 7, UnharmedLifecycleTests::observePauses);
	}

	@Test
	void shutsDownTheSameWithAndWithoutTaskmon() throws Exception {
		isTheSameWithAndWithoutTaskmon(9 * 4, UnharmedLifecycleTests::observeShutdowns);
	}

	@Test
	void closesTheSameWithAndWithoutTaskmon() throws Exception {
		isTheSameWithAndWithoutTaskmon(14 * 6, UnharmedLifecycleTests::observeClosing);
	}

	private static void isTheSameWithAndWithoutTaskmon(int atLeast, Observation observation) throws Exception {
		Map<String, String> without = observe(false, observation);
		assertThat(without).hasSizeGreaterThanOrEqualTo(atLeast);
		assertThat(observe(true, observation)).isEqualTo(without);
	}

	private static Map<String, String> observe(boolean enabled, Observation observation) throws Exception {
		Map<String, String> seen = new TreeMap<>();
		try (TestApplication application = TestApplication.of(List.of("taskmon.enabled=" + enabled), Beans.class)) {
			observation.observe(application, seen);
		}
		return seen;
	}

	private static void observeExecutions(TestApplication application, Map<String, String> seen) {
		executors(application, AsyncTaskExecutor.class).forEach((name, executor) -> {
			BlockingQueue<String> ran = new LinkedBlockingQueue<>();
			Runnable failing = () -> {
				ran.add("failing");
				throw new IllegalStateException("failing");
			};
			seen.put(name + " executes", Answers.to(() -> {
				executor.execute(new Noting("code", ran));
				return Latches.take(ran);
			}));
			// Before anything fails: a pool makes one or two new threads if one dies
			seen.put(name + " submits runnable", Answers.to(() -> executor.submit(new Noting("code", ran))));
			seen.put(name + " ran", Answers.to(() -> Latches.take(ran)));
			seen.put(name + " executes what fails", Answers.to(() -> {
				executor.execute(failing);
				return Latches.take(ran);
			}));
			seen.put(name + " goes on", Answers.to(() -> {
				executor.execute(() -> ran.add("the next"));
				return Latches.take(ran);
			}));
			seen.put(name + " submits failing runnable", twice(() -> executor.submit(failing)));
			seen.put(name + " submits callable", twice(() -> executor.submit(() -> "result")));
			seen.put(name + " submits failing callable", twice(() -> executor.submit(() -> {
				throw new IOException("failing");
			})));
			seen.put(name + " submits failing error", twice(() -> executor.submit(() -> {
				throw new AssertionError("failing");
			})));
			seen.put(name + " completes runnable", twice(() -> executor.submitCompletable(new Noting("code", ran))));
			seen.put(name + " completes failing runnable", twice(() -> executor.submitCompletable(failing)));
			seen.put(name + " completes callable", twice(() -> executor.submitCompletable(() -> "result")));
			seen.put(name + " completes failing callable", twice(() -> executor.submitCompletable(() -> {
				throw new IOException("failing");
			})));
		});
	}

	private static String twice(Callable<Future<?>> submission) {
		try {
			Future<?> future = submission.call();
			return Answers.to(() -> future) + ", " + Answers.to(() -> future) + ", " + Answers.state(future);
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

	private static void observePauses(TestApplication application, Map<String, String> seen) {
		executors(application, ThreadPoolTaskExecutor.class)
			.forEach((name, pool) -> seen.put(name, Answers.to(() -> observePause(name, pool, seen))));
	}

	private static String observePause(String name, ThreadPoolTaskExecutor pool, Map<String, String> seen)
			throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch stopped = new CountDownLatch(1);
		Future<?> first = pool.submit(() -> {
			running.countDown();
			Latches.await(release);
		});
		Latches.await(running);
		seen.put(name + " runs", String.valueOf(pool.isRunning()));
		pool.stop(stopped::countDown);
		seen.put(name + " stops while a task runs", pool.isRunning() + " " + stopped.getCount());
		release.countDown();
		Latches.await(stopped);
		seen.put(name + " has stopped", Answers.to(() -> first));
		Future<String> held = pool.submit(() -> "ran");
		Future<String> queued = pool.submit(() -> "ran");
		Awaitility.await().until(() -> pool.getActiveCount() == 1 && pool.getQueueSize() == 1);
		seen.put(name + " is paused", Answers.state(held) + " " + Answers.state(queued));
		queued.cancel(false);
		pool.start();
		seen.put(name + " goes on", pool.isRunning() + " " + Answers.to(() -> held) + " " + Answers.to(() -> queued));
		CountDownLatch again = new CountDownLatch(1);
		pool.stop(again::countDown);
		Latches.await(again);
		seen.put(name + " stops again", String.valueOf(pool.isRunning()));
		pool.start();
		return Answers.to(() -> pool.submit(() -> "as before"));
	}

	private static void observeShutdowns(TestApplication application, Map<String, String> seen) throws Exception {
		Map<String, ExecutorConfigurationSupport> pools = executors(application, ExecutorConfigurationSupport.class);
		for (Map.Entry<String, ExecutorConfigurationSupport> entry : pools.entrySet()) {
			ExecutorConfigurationSupport support = entry.getValue();
			AsyncTaskExecutor executor = (AsyncTaskExecutor) support;
			ThreadPoolExecutor pool = pool(support);
			Work work = Work.on(entry.getKey(), executor, pool::isShutdown);
			support.shutdown();
			work.observe(seen);
			seen.put(entry.getKey() + " after shutdown", Answers.to(() -> executor.submit(() -> "late")));
			support.initialize();
			seen.put(entry.getKey() + " initialised again", Answers.to(() -> executor.submit(() -> "as before")));
		}
	}

	private static void observeClosing(TestApplication application, Map<String, String> seen) throws Exception {
		Map<String, Work> works = new TreeMap<>();
		Map<String, AsyncTaskExecutor> executors = executors(application, AsyncTaskExecutor.class);
		Late late = application.bean(Late.class);
		for (Map.Entry<String, AsyncTaskExecutor> entry : executors.entrySet()) {
			works.put(entry.getKey(), Work.on(entry.getKey(), entry.getValue(), () -> late.destroyed));
		}
		application.close();
		for (Work work : works.values()) {
			work.observe(seen);
		}
		seen.putAll(late.answers);
		executors.forEach(
				(name, executor) -> seen.put(name + " after all", Answers.to(() -> executor.submit(() -> "late"))));
	}

	private static ThreadPoolExecutor pool(ExecutorConfigurationSupport support) {
		return (support instanceof ThreadPoolTaskExecutor executor) ? executor.getThreadPoolExecutor()
				: ((ThreadPoolTaskScheduler) support).getScheduledThreadPoolExecutor();
	}

	private static <T> Map<String, T> executors(TestApplication application, Class<T> type) {
		Map<String, T> executors = new TreeMap<>();
		for (String name : application.context().getBeanNamesForType(type)) {
			if (!name.equals("applicationTaskExecutor") && !name.equals("taskScheduler")) {
				executors.put(name, application.bean(name, type));
			}
		}
		return executors;
	}

	private interface Observation {

		void observe(TestApplication application, Map<String, String> seen) throws Exception;

	}

	/**
	 * Tasks that an executor has when it is shut down. The name of an executor says what
	 * becomes of the first: it is interrupted, or waited for, or left alone.
	 */
	private record Work(String executor, Future<String> running, Future<String> queued, BlockingQueue<String> notes,
			CountDownLatch release) {

		static Work on(String name, AsyncTaskExecutor executor, BooleanSupplier end) throws Exception {
			BlockingQueue<String> notes = new LinkedBlockingQueue<>();
			CountDownLatch began = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			BooleanSupplier over = isGraceful(name) ? end : () -> release.getCount() == 0;
			Future<String> running = executor.submit(() -> {
				began.countDown();
				return run(over, release);
			});
			Latches.await(began);
			Future<String> queued = executor.submit(() -> "ran");
			executor.execute(new Noting("executed", notes));
			if (executor instanceof SimpleAsyncTaskExecutor) {
				Awaitility.await().until(() -> queued.isDone() && !notes.isEmpty());
			}
			return new Work(name, running, queued, notes, release);
		}

		private static String run(BooleanSupplier over, CountDownLatch release) {
			try {
				for (int i = 0; i < LOOKS && !over.getAsBoolean(); i++) {
					release.await(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
				}
				return over.getAsBoolean() ? "finished" : "waited in vain";
			}
			catch (InterruptedException ex) {
				return "interrupted";
			}
		}

		private static boolean isGraceful(String name) {
			return name.startsWith("graceful");
		}

		// Which future a decorated task was, Spring forgets at a garbage collection: it
		// does not cancel it then
		private String endOfQueued() {
			String state = Answers.state(this.queued);
			boolean decorated = this.executor.equals("abruptDecorated");
			return (decorated && state.equals("open")) ? "cancelleddone" : state;
		}

		void observe(Map<String, String> seen) throws Exception {
			if (this.executor.startsWith("left")) {
				seen.put(this.executor + " leaves alone", Answers.state(this.running));
				this.release.countDown();
			}
			seen.put(this.executor + " ends what ran", Answers.to(() -> this.running));
			if (isGraceful(this.executor)) {
				seen.put(this.executor + " finishes what was queued", Answers.to(() -> this.queued));
				seen.put(this.executor + " finishes what was executed", Answers.to(() -> Latches.take(this.notes)));
			}
			else {
				seen.put(this.executor + " ends what was queued", endOfQueued());
				seen.put(this.executor + " ends what was executed", this.notes.toString());
			}
		}

	}

	/**
	 * Submits while the context closes.
	 */
	static final class Late implements ApplicationListener<ContextClosedEvent>, DisposableBean, Ordered {

		private final Map<String, AsyncTaskExecutor> executors;

		private final Map<String, String> answers = new ConcurrentHashMap<>();

		private volatile boolean destroyed;

		Late(Map<String, AsyncTaskExecutor> executors) {
			this.executors = executors;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			submit("when the context closes");
		}

		@Override
		public void destroy() {
			submit("before it is destroyed");
			this.destroyed = true;
		}

		private void submit(String when) {
			this.executors.forEach((name, executor) -> this.answers.put(name + " " + when, Answers.to(() -> {
				executor.submit(() -> "late");
				return "accepts";
			})));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Late.class)
	static class Beans {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setTimeoutPerShutdownPhase(100);
			return processor;
		}

		@Bean
		ThreadPoolTaskExecutor abrupt() {
			return single();
		}

		@Bean
		ThreadPoolTaskExecutor abruptAwaiting() {
			ThreadPoolTaskExecutor pool = single();
			pool.setAwaitTerminationSeconds(SECONDS);
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor abruptStrict() {
			ThreadPoolTaskExecutor pool = single();
			pool.setStrictEarlyShutdown(true);
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor abruptDecorated() {
			ThreadPoolTaskExecutor pool = single();
			pool.setTaskDecorator((code) -> () -> code.run());
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor graceful() {
			return graceful(single());
		}

		@Bean
		ThreadPoolTaskExecutor gracefulAccepting() {
			ThreadPoolTaskExecutor pool = graceful(single());
			pool.setAcceptTasksAfterContextClose(true);
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor gracefulDecorated() {
			ThreadPoolTaskExecutor pool = graceful(single());
			pool.setTaskDecorator((code) -> () -> code.run());
			return pool;
		}

		@Bean
		ThreadPoolTaskScheduler abruptScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskScheduler gracefulScheduler() {
			return graceful(new ThreadPoolTaskScheduler());
		}

		@Bean(destroyMethod = "shutdownNow")
		ExecutorService raw() {
			return Executors.newFixedThreadPool(1, new CustomizableThreadFactory("raw-"));
		}

		@Bean
		ConcurrentTaskExecutor abruptConcurrent(ExecutorService raw) {
			return new ConcurrentTaskExecutor(raw);
		}

		@Bean
		SimpleAsyncTaskExecutor abruptSimpleAwaiting() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("awaiting-");
			executor.setTaskTerminationTimeout(100);
			return executor;
		}

		@Bean
		SimpleAsyncTaskExecutor abruptSimpleCancelling() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("cancelling-");
			executor.setCancelRemainingTasksOnClose(true);
			return executor;
		}

		@Bean
		SimpleAsyncTaskExecutor leftSimple() {
			return new SimpleAsyncTaskExecutor("simple-");
		}

		@Bean
		SimpleAsyncTaskScheduler leftSimpleScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		@ConditionalOnJava(JavaVersion.TWENTY_ONE)
		VirtualThreadTaskExecutor leftVirtual() {
			return new VirtualThreadTaskExecutor("virtual-");
		}

		private static ThreadPoolTaskExecutor single() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			return pool;
		}

		private static <T extends ExecutorConfigurationSupport> T graceful(T pool) {
			pool.setWaitForTasksToCompleteOnShutdown(true);
			pool.setAwaitTerminationSeconds(SECONDS);
			return pool;
		}

	}

}
