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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskOutcome;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What pools say to arguments that they do not take, and what they hand to their
 * handlers, is the same with and without taskmon, and no error of taskmon's.
 */
class FaceArgumentTests {

	@Test
	void nothingInThePlaceOfSomethingIsRefusedAsWithoutTaskmon() {
		Map<String, String> without = observe(false);
		assertThat(without).hasSizeGreaterThan(30);
		assertThat(observe(true)).isEqualTo(without);
	}

	private static Map<String, String> observe(boolean enabled) {
		Map<String, String> seen = new TreeMap<>();
		try (TestApplication application = TestApplication.of(List.of("taskmon.enabled=" + enabled), Beans.class)) {
			ThreadPoolExecutor behind = application.bean("executor", ThreadPoolTaskExecutor.class)
				.getThreadPoolExecutor();
			ScheduledThreadPoolExecutor behindScheduler = application.bean("scheduler", ThreadPoolTaskScheduler.class)
				.getScheduledThreadPoolExecutor();
			for (ThreadPoolExecutor pool : List.of(application.bean("pool", ThreadPoolExecutor.class), behind,
					application.bean("scheduledPool", ScheduledThreadPoolExecutor.class), behindScheduler)) {
				observe(seen, "pool " + seen.size(), pool);
			}
			application.context().getBeansOfType(ExecutorService.class).forEach((name, service) -> {
				see(seen, name + " invokes all", () -> service.invokeAll(Arrays.asList(() -> "", null)));
				see(seen, name + " invokes any", () -> service.invokeAny(Arrays.asList((Callable<String>) null)));
				see(seen, name + " executes", () -> service.execute(null));
				see(seen, name + " submits", () -> service.submit((Callable<?>) null));
			});
			if (enabled) {
				assertThat(application.ended()).noneMatch((task) -> task.outcome() == TaskOutcome.REJECTED);
			}
		}
		return seen;
	}

	private static void observe(Map<String, String> seen, String name, ThreadPoolExecutor pool) {
		see(seen, name + " takes a handler", () -> pool.setRejectedExecutionHandler(null));
		see(seen, name + " takes a thread factory", () -> pool.setThreadFactory(null));
		see(seen, name + " takes a unit", () -> pool.setKeepAliveTime(1, null));
		see(seen, name + " tells its keep-alive time", () -> pool.getKeepAliveTime(null));
		see(seen, name + " is awaited", () -> pool.awaitTermination(1, null));
		see(seen, name + " removes", () -> pool.remove(null));
		see(seen, name + " invokes", () -> pool.invokeAll(null));
		see(seen, name + "'s queue takes", () -> pool.getQueue().put(null));
		see(seen, name + "'s queue is offered", () -> pool.getQueue().offer(null));
		see(seen, name + "'s queue removes", () -> pool.getQueue().remove(null));
		see(seen, name + "'s queue drains", () -> pool.getQueue().drainTo(null));
		seen.put(name + "'s handler", pool.getRejectedExecutionHandler().getClass().getName());
	}

	private static void see(Map<String, String> seen, String question, ThrowingCallable call) {
		Throwable thrown = catchThrowable(call);
		seen.put(question, (thrown != null) ? thrown.getClass().getName() : "fine");
	}

	@Test
	void handlersAreGivenThePoolThatTheApplicationHolds() {
		try (TestApplication application = TestApplication.of(Beans.class)) {
			List<Object> given = new ArrayList<>();
			List<ThreadPoolExecutor> pools = List.of(application.bean("pool", ThreadPoolExecutor.class),
					application.bean("scheduledPool", ScheduledThreadPoolExecutor.class),
					application.bean("executor", ThreadPoolTaskExecutor.class).getThreadPoolExecutor(),
					application.bean("scheduler", ThreadPoolTaskScheduler.class).getScheduledThreadPoolExecutor());
			RejectedExecutionHandler handler = (code, pool) -> given.add(pool);
			for (ThreadPoolExecutor pool : pools) {
				pool.setRejectedExecutionHandler(handler);
				assertThat(pool.getRejectedExecutionHandler()).isSameAs(handler);
				pool.shutdown();
				pool.execute(() -> {
				});
			}
			assertThat(given).hasSize(4);
			for (int i = 0; i < pools.size(); i++) {
				assertThat(given.get(i)).isSameAs(pools.get(i));
			}
		}
	}

	@Test
	void schedulersHandlerThatDropsEndsTheTaskAtOnceWhoeverHoldsItsFuture() {
		try (TestApplication application = TestApplication.of(Beans.class)) {
			ThreadPoolTaskScheduler scheduler = application.bean("dropping", ThreadPoolTaskScheduler.class);
			scheduler.getScheduledThreadPoolExecutor().shutdown();
			Future<?> submitted = scheduler.submit(() -> "");
			Future<?> later = scheduler.schedule(() -> {
			}, Instant.now().plusSeconds(60));
			EndedTask task = application.onlyEnded();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.DISCARDED);
			assertThat(task.reason())
				.isEqualTo("refused; FaceArgumentTests$Beans.lambda had neither run nor queued it when it returned"
					.replace("FaceArgumentTests$", ""));
			assertThat(List.of(submitted, later)).noneMatch(Future::isDone);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean(destroyMethod = "shutdown")
		ThreadPoolExecutor pool() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		}

		@Bean(destroyMethod = "shutdown")
		ScheduledThreadPoolExecutor scheduledPool() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ThreadPoolTaskExecutor executor() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskScheduler scheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskScheduler dropping() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setRejectedExecutionHandler((code, pool) -> {
			});
			return scheduler;
		}

	}

}
