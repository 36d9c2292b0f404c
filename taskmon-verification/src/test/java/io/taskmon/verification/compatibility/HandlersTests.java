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

package io.taskmon.verification.compatibility;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Handlers, decorators and thread factories of the application are given what they are
 * given without taskmon, as often, and what they do counts as much.
 */
class HandlersTests {

	private final Laboratory laboratory = new Laboratory(Application.class);

	@Test
	void handlersSeeWhatIsRejected() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			Told told = application.getBean(Told.class);
			for (RejectedExecutionHandler handler : List.of(new ThreadPoolExecutor.AbortPolicy(),
					new ThreadPoolExecutor.DiscardPolicy(), new ThreadPoolExecutor.DiscardOldestPolicy(),
					new ThreadPoolExecutor.CallerRunsPolicy(), told, new Requeue())) {
				ThreadPoolTaskExecutor spring = application.getBean("narrow", ThreadPoolTaskExecutor.class);
				spring.getThreadPoolExecutor().setRejectedExecutionHandler(handler);
				observeRejection("narrow " + Words.of(handler), spring.getThreadPoolExecutor(), observation);
				ThreadPoolExecutor raw = application.getBean("rawNarrow", ThreadPoolExecutor.class);
				raw.setRejectedExecutionHandler(handler);
				observeRejection("raw " + Words.of(handler), raw, observation);
				observation.note(Words.of(handler) + " is kept", raw.getRejectedExecutionHandler() == handler
						&& spring.getThreadPoolExecutor().getRejectedExecutionHandler() == handler);
			}
			observation.note("told", told.seen);
		});
	}

	@Test
	void handlersCannotBeNull() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			for (String name : List.of("rawNarrow", "rawScheduled")) {
				ThreadPoolExecutor pool = application.getBean(name, ThreadPoolExecutor.class);
				noteNull(name, pool, observation);
			}
			noteNull("narrow", application.getBean("narrow", ThreadPoolTaskExecutor.class).getThreadPoolExecutor(),
					observation);
			noteNull("scheduler", application.getBean(ThreadPoolTaskScheduler.class).getScheduledThreadPoolExecutor(),
					observation);
		});
	}

	@SuppressWarnings("NullAway")
	private static void noteNull(String name, ThreadPoolExecutor pool, Observation observation) {
		observation.noteAnswer(name + " without handler", () -> {
			pool.setRejectedExecutionHandler(null);
			return "taken";
		});
		observation.noteAnswer(name + " without factory", () -> {
			pool.setThreadFactory(null);
			return "taken";
		});
	}

	@Test
	void handlersSeeTheExecutorThatTheApplicationHolds() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			Told told = application.getBean(Told.class);
			ThreadPoolTaskScheduler spring = application.getBean(ThreadPoolTaskScheduler.class);
			ScheduledThreadPoolExecutor raw = application.getBean(ScheduledThreadPoolExecutor.class);
			for (ScheduledThreadPoolExecutor pool : List.of(spring.getScheduledThreadPoolExecutor(), raw)) {
				pool.setRejectedExecutionHandler(told);
				pool.shutdown();
				told.executors.clear();
				String name = (pool == raw) ? "raw" : "spring";
				observation.noteAnswer(name + " executes", () -> {
					pool.execute(new Errand(null));
					return told.executors.get(0) == pool;
				});
				observation.noteAnswer(name + " schedules",
						() -> Words.of(pool.schedule((Callable<String>) new Errand(null), 0, TimeUnit.SECONDS))
								+ (told.executors.get(1) == pool));
			}
			observation.note("told", told.seen);
		});
	}

	@Test
	void decoratorsSeeWhatIsSubmitted() throws Exception {
		this.laboratory.assertSameWithAndWithout((application, observation) -> {
			Told told = application.getBean(Told.class);
			ThreadPoolTaskExecutor pool = application.getBean("decorated", ThreadPoolTaskExecutor.class);
			SimpleAsyncTaskExecutor threads = application.getBean("decoratedThreads", SimpleAsyncTaskExecutor.class);
			ThreadPoolTaskExecutor narrow = application.getBean("narrow", ThreadPoolTaskExecutor.class);
			pool.submit((Callable<String>) new Errand(null)).get();
			pool.submit((Runnable) new Errand(null)).get();
			pool.submitCompletable((Callable<String>) new Errand(null)).get();
			CompletableFuture.runAsync(new Errand(null), pool).get();
			pool.execute(new Errand(null));
			pool.execute(() -> {
			});
			pool.submit(() -> "last").get();
			observation.note("pool", told.seen());
			threads.submit((Callable<String>) new Errand(null)).get();
			threads.submitCompletable((Callable<String>) new Errand(null)).get();
			threads.execute(new Errand(null));
			observation.note("threads", told.seen());
			narrow.setTaskDecorator(told);
			narrow.submit((Callable<String>) new Errand(null)).get();
			threads.setTaskDecorator((code) -> code);
			threads.submit((Callable<String>) new Errand(null)).get();
			observation.note("set later", told.seen());
			narrow.setTaskDecorator((code) -> {
				throw new IllegalStateException("decorator");
			});
			observation.noteAnswer("failing", () -> narrow.submit((Callable<String>) new Errand(null)));
			observation.noteAnswer("context closes", () -> close(application));
		});
	}

	private static String close(ConfigurableApplicationContext application) {
		application.close();
		return "closed";
	}

	private static void observeRejection(String name, ThreadPoolExecutor pool, Observation observation)
			throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Errand queued = new Errand(null);
		Errand rejected = new Errand(null);
		Future<?> first = pool.submit(() -> {
			running.countDown();
			return release.await(Observation.SECONDS, TimeUnit.SECONDS);
		});
		running.await(Observation.SECONDS, TimeUnit.SECONDS);
		Future<?> second = pool.submit((Callable<String>) queued);
		observation.noteAnswer(name + " executes", () -> {
			pool.execute(rejected);
			return "taken";
		});
		observation.noteAnswer(name + " submits", () -> Words.of(pool.submit((Callable<String>) rejected)));
		observation.noteAnswer(name + " executes privately", () -> {
			pool.execute(() -> rejected.run());
			return "taken";
		});
		observation.note(name + " ran", rejected.runs());
		observation.note(name + " looked at", rejected.looks());
		observation.note(name + " queues", pool.getQueue());
		release.countDown();
		first.get();
		// The first one's future is done before its thread takes the next one
		Awaitility.await().atMost(Observation.SECONDS, TimeUnit.SECONDS).until(() -> pool.getQueue().isEmpty());
		pool.submit(() -> {
		}).get(Observation.SECONDS, TimeUnit.SECONDS);
		observation.note(name + " ran in the end", queued.runs() + " and " + rejected.runs() + second.isDone());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Told told() {
			return new Told();
		}

		@Bean
		ThreadPoolTaskExecutor narrow() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setMaxPoolSize(1);
			pool.setQueueCapacity(1);
			return pool;
		}

		@Bean
		ThreadPoolExecutor rawNarrow() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1));
		}

		@Bean
		ScheduledThreadPoolExecutor rawScheduled() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ThreadPoolTaskScheduler scheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskExecutor decorated(Told told) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator(told);
			pool.setThreadFactory(told::thread);
			return pool;
		}

		@Bean
		SimpleAsyncTaskExecutor decoratedThreads(Told told) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setTaskDecorator(told);
			return executor;
		}

	}

	/**
	 * What the application's handlers are told.
	 */
	static class Told implements RejectedExecutionHandler, TaskDecorator {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		private final List<ThreadPoolExecutor> executors = new CopyOnWriteArrayList<>();

		@Override
		public void rejectedExecution(Runnable code, ThreadPoolExecutor executor) {
			this.seen.add("rejected " + Words.of(code) + " by " + Words.of(executor));
			this.executors.add(executor);
		}

		@Override
		public Runnable decorate(Runnable code) {
			this.seen.add("decorates " + Words.of(code) + " on " + Thread.currentThread().getName());
			return code;
		}

		Thread thread(Runnable code) {
			// Whoever makes threads is given a worker of the pool, not a task
			this.seen.add("thread for " + Words.of(code));
			return new Thread(code, "told");
		}

		private List<String> seen() {
			List<String> copy = List.copyOf(this.seen);
			this.seen.clear();
			return copy;
		}

	}

	/**
	 * Drops what waits longest, and queues the rejected task in its place.
	 */
	private static final class Requeue implements RejectedExecutionHandler {

		@Override
		public void rejectedExecution(Runnable code, ThreadPoolExecutor executor) {
			executor.getQueue().poll();
			executor.getQueue().offer(code);
		}

	}

}
