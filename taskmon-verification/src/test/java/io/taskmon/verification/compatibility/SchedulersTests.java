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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Schedulers of every kind run what they are given as often, as long and with the same
 * end as without taskmon.
 */
class SchedulersTests {

	@Test
	void springSchedulesAsWithoutTaskmon() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout((application, observation) -> {
			for (Map.Entry<String, TaskScheduler> bean : new TreeMap<>(application.getBeansOfType(TaskScheduler.class))
				.entrySet()) {
				observe(bean.getKey(), bean.getValue(), observation);
			}
		});
	}

	@Test
	void servicesScheduleAsWithoutTaskmon() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout((application, observation) -> {
			for (Map.Entry<String, ScheduledExecutorService> bean : new TreeMap<>(
					application.getBeansOfType(ScheduledExecutorService.class))
				.entrySet()) {
				observe(bean.getKey(), bean.getValue(), observation);
			}
		});
	}

	@Test
	void queuesOfSchedulersShowTheSame() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout((application, observation) -> {
			ThreadPoolTaskScheduler spring = application.getBean("scheduler", ThreadPoolTaskScheduler.class);
			for (ScheduledThreadPoolExecutor pool : List.of(spring.getScheduledThreadPoolExecutor(),
					application.getBean("rawScheduled", ScheduledThreadPoolExecutor.class))) {
				String name = (pool == spring.getScheduledThreadPoolExecutor()) ? "spring" : "raw";
				ScheduledFuture<?> future = pool.schedule((Runnable) new Errand(null), 1, TimeUnit.HOURS);
				ScheduledFuture<?> later = pool.scheduleAtFixedRate(new Errand(null), 2, 1, TimeUnit.HOURS);
				observation.note(name + " queued", pool.getQueue());
				observation.note(name + " holds", pool.getQueue().contains(future));
				observation.note(name + " is first", future.equals(pool.getQueue().peek()));
				observation.note(name + " periodic", ((RunnableScheduledFuture<?>) later).isPeriodic());
				observation.note(name + " once", ((RunnableScheduledFuture<?>) future).isPeriodic());
				observation.note(name + " in order", Integer.signum(future.compareTo((Delayed) later)));
				observation.note(name + " delay", future.getDelay(TimeUnit.MINUTES) > 50);
				observation.note(name + " equal", List.of(future, later).indexOf(future) == 0 && !future.equals(later));
				observation.note(name + " cancelled", future.cancel(false));
				observation.note(name + " still queued", pool.getQueue().size());
				pool.setRemoveOnCancelPolicy(true);
				observation.note(name + " later cancelled", later.cancel(false));
				observation.note(name + " left", pool.getQueue().size());
				pool.schedule((Runnable) new Errand(null), 1, TimeUnit.HOURS);
				observation.note(name + " gives back", pool.shutdownNow());
			}
		});
	}

	@Test
	void scheduledMethodsRunAsWithoutTaskmon() throws Exception {
		for (String pool : List.of("", "spring.task.scheduling.pool.size=3",
				"spring.task.scheduling.simple.concurrency-limit=5")) {
			new Laboratory(Jobs.class, pool.isEmpty() ? new String[0] : new String[] { pool })
				.assertSameWithAndWithout((application, observation) -> {
					Jobs jobs = application.getBean(Jobs.class);
					observation.note("once", jobs.once.await(Observation.SECONDS, TimeUnit.SECONDS));
					observation.note("rate", jobs.rate.await(Observation.SECONDS, TimeUnit.SECONDS));
					observation.note("delay", jobs.delay.await(Observation.SECONDS, TimeUnit.SECONDS));
					observation.note("failing", jobs.failing.await(Observation.SECONDS, TimeUnit.SECONDS));
					observation.note("failing on", jobs.threads.get(0));
					application.close();
				});
		}
	}

	private static void observe(String name, TaskScheduler scheduler, Observation observation) throws Exception {
		observation.noteAnswer(name + ": once", () -> {
			CountDownLatch ran = new CountDownLatch(1);
			ScheduledFuture<?> future = scheduler.schedule(ran::countDown, Instant.now());
			return Words.of(future) + await(ran) + Observation.answer(() -> future) + state(future);
		});
		observation.noteAnswer(name + ": at a rate", () -> {
			CountDownLatch runs = new CountDownLatch(3);
			ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(runs::countDown, Duration.ofMillis(1));
			return Words.of(future) + await(runs) + future.cancel(false) + Observation.answer(() -> future)
					+ state(future);
		});
		observation.noteAnswer(name + ": with a delay", () -> {
			CountDownLatch runs = new CountDownLatch(3);
			ScheduledFuture<?> future = scheduler.scheduleWithFixedDelay(runs::countDown, Duration.ofMillis(1));
			return Words.of(future) + await(runs) + future.cancel(false) + Observation.answer(() -> future)
					+ state(future);
		});
		observation.noteAnswer(name + ": by a trigger", () -> {
			AtomicInteger asked = new AtomicInteger();
			CountDownLatch runs = new CountDownLatch(3);
			ScheduledFuture<?> future = scheduler.schedule(runs::countDown,
					(context) -> (asked.getAndIncrement() < 3) ? Instant.now() : null);
			return await(runs) + (future != null);
		});
		observation.noteAnswer(name + ": fails once", () -> {
			Errand failing = new Errand(new Mishap());
			ScheduledFuture<?> future = scheduler.schedule(failing, Instant.now());
			return (failing.awaitRunner() != null) + Observation.answer(() -> future) + failing.looks();
		});
		observation.noteAnswer(name + ": never", () -> {
			ScheduledFuture<?> future = scheduler.schedule(new Errand(null), Instant.now().plusSeconds(3600));
			return (future.getDelay(TimeUnit.MINUTES) > 50) + state(future) + future.cancel(true) + state(future)
					+ Observation.answer(() -> future);
		});
	}

	private static void observe(String name, ScheduledExecutorService service, Observation observation) {
		observation.noteAnswer(name + ": calls", () -> service.schedule(() -> "called", 1, TimeUnit.MILLISECONDS));
		observation.noteAnswer(name + ": runs", () -> service.schedule(() -> {
		}, 1, TimeUnit.MILLISECONDS));
		observation.noteAnswer(name + ": fails",
				() -> service.schedule((Callable<String>) new Errand(new Mishap()), 0, TimeUnit.MILLISECONDS));
		observation.noteAnswer(name + ": until it fails", () -> {
			CountDownLatch runs = new CountDownLatch(3);
			return service.scheduleAtFixedRate(() -> {
				runs.countDown();
				if (runs.getCount() == 0) {
					throw new Mishap();
				}
			}, 1, 1, TimeUnit.MILLISECONDS);
		});
		observation.noteAnswer(name + ": with a delay", () -> {
			CountDownLatch runs = new CountDownLatch(3);
			ScheduledFuture<?> future = service.scheduleWithFixedDelay(runs::countDown, 0, 1, TimeUnit.MILLISECONDS);
			return Words.of(future) + await(runs) + future.cancel(true) + Observation.answer(() -> future)
					+ state(future);
		});
		observation.noteAnswer(name + ": no period",
				() -> service.scheduleAtFixedRate(new Errand(null), 0, 0, TimeUnit.SECONDS));
		observation.noteAnswer(name + ": no unit", () -> service.schedule((Runnable) new Errand(null), 0, null));
		observation.noteAnswer(name + ": no code", () -> service.schedule((Runnable) null, 0, TimeUnit.SECONDS));
		observation.noteAnswer(name + ": text", () -> {
			ScheduledFuture<?> future = service.schedule((Runnable) new Errand(null), 1, TimeUnit.HOURS);
			String text = future.toString();
			// A ForkJoinPool that is closed waits for it
			future.cancel(false);
			return text;
		});
	}

	private static String state(Future<?> future) {
		return (future.isCancelled() ? " cancelled" : "") + (future.isDone() ? " done " : " open ");
	}

	private static String await(CountDownLatch latch) throws InterruptedException {
		return latch.await(Observation.SECONDS, TimeUnit.SECONDS) ? " ran " : Observation.IN_VAIN;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ ExecutorBeans.class, VirtualThreadBeans.class })
	static class Application {

		@Bean
		ThreadPoolTaskScheduler toldScheduler() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			LinkedBlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
			scheduler.setErrorHandler(told::add);
			scheduler.setRemoveOnCancelPolicy(true);
			return scheduler;
		}

	}

	/**
	 * What an application does by itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	static class Jobs {

		private final CountDownLatch once = new CountDownLatch(1);

		private final CountDownLatch rate = new CountDownLatch(3);

		private final CountDownLatch delay = new CountDownLatch(3);

		private final CountDownLatch failing = new CountDownLatch(1);

		private final List<String> threads = new CopyOnWriteArrayList<>();

		@Value("${spring.task.scheduling.pool.size:1}")
		private int size;

		@Scheduled(initialDelay = 0)
		void once() {
			this.once.countDown();
		}

		@Scheduled(fixedRate = 1)
		void rate() {
			this.rate.countDown();
		}

		@Scheduled(fixedDelay = 1)
		void delay() {
			this.delay.countDown();
		}

		@Scheduled(initialDelay = 1)
		void failing() {
			this.threads.add((this.size == 1) ? Thread.currentThread().getName() : "one of them");
			this.failing.countDown();
			throw new IllegalStateException("scheduled");
		}

	}

}
