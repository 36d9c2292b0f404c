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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.observe.TaskPool;
import io.taskmon.task.Coverage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executors whose pool nobody can look at: their threads are known by what they run.
 */
class NamelessExecutorTests {

	@ParameterizedTest
	@ValueSource(strings = { "single", "scheduled", "wrapped" })
	void oneThreadIsKnownByItsTasks(String name) {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (TestApplication application = TestApplication.of(Nameless.class)) {
			assertThat(pool(application, name)).isEqualTo(new TaskPool(1, 1, null, 0, 0, null, null));
			ExecutorService executor = application.bean(name, ExecutorService.class);
			executor.execute(() -> {
				running.countDown();
				Latches.await(release);
			});
			Latches.await(running);
			executor.execute(() -> {
			});
			assertThat(pool(application, name)).isEqualTo(new TaskPool(1, 1, null, 1, 1, null, null));
			assertThat(pool(application, name).isBusy()).isTrue();
			release.countDown();
			assertThat(application.ended()).hasSize(2);
		}
	}

	@Test
	void moreThreadsAreKnownOnceTheyAreSeen() {
		CountDownLatch running = new CountDownLatch(2);
		CountDownLatch release = new CountDownLatch(1);
		try (TestApplication application = TestApplication.of(Nameless.class)) {
			ExecutorService executor = application.bean("pair", ExecutorService.class);
			for (int i = 0; i < 2; i++) {
				executor.execute(() -> {
					running.countDown();
					Latches.await(release);
				});
			}
			Latches.await(running);
			assertThat(pool(application, "pair")).isEqualTo(new TaskPool(2, 1, null, 2, 0, null, null));
			release.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "single", "scheduled", "wrapped" })
	void faceIsOfAClassOfTheJdks(String name) {
		try (TestApplication application = TestApplication.of(Nameless.class)) {
			ExecutorService executor = application.bean(name, ExecutorService.class);
			assertThat(executor.getClass().getName()).startsWith("java.util.concurrent.Executors$");
			assertThat(application.coverage(name)).isEqualTo(Coverage.FULL);
			assertThat(logged(() -> ExecutorServiceMetrics.monitor(new SimpleMeterRegistry(), executor, name)))
				.noneMatch((line) -> line.contains("taskmon"));
		}
	}

	@Test
	void fixedDelaysShareOneThreadWhateverElseRuns() {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch running = new CountDownLatch(1);
		try (TestApplication application = TestApplication.of(Nameless.class)) {
			SimpleAsyncTaskScheduler scheduler = application.bean(SimpleAsyncTaskScheduler.class);
			scheduler.scheduleWithFixedDelay(() -> {
				running.countDown();
				Latches.await(release);
			}, Duration.ofHours(1));
			Latches.await(running);
			scheduler.scheduleWithFixedDelay(() -> {
			}, Duration.ofMillis(1));
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> pool(application, "scheduler").overdueFor() != null);
			TaskPool pool = pool(application, "scheduler");
			assertThat(pool.active()).isEqualTo(1);
			assertThat(pool.threads()).isEqualTo(1);
			assertThat(pool.queue()).isEqualTo(1);
			release.countDown();
		}
	}

	private static TaskPool pool(TestApplication application, String name) {
		return application.executor(name).map(TaskExecutorInfo::pool).orElseThrow();
	}

	private static List<String> logged(Runnable code) {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		Logger logger = (Logger) LoggerFactory.getLogger(ExecutorServiceMetrics.class);
		logger.addAppender(appender);
		try {
			code.run();
		}
		finally {
			logger.detachAppender(appender);
		}
		return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Nameless {

		@Bean
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean
		ScheduledExecutorService scheduled() {
			return Executors.newSingleThreadScheduledExecutor();
		}

		@Bean
		ExecutorService wrapped() {
			return Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(1));
		}

		@Bean
		ExecutorService pair() {
			return Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(2));
		}

		@Bean
		SimpleAsyncTaskScheduler scheduler() {
			return new SimpleAsyncTaskScheduler();
		}

	}

}
