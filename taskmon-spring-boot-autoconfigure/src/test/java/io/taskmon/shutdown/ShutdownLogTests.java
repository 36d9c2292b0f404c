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

package io.taskmon.shutdown;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.autoconfigure.TaskmonShutdownAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownLog} in applications that shut down.
 */
@Timeout(120)
class ShutdownLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(ShutdownLog.class);

	private final CountDownLatch end = new CountDownLatch(1);

	private final Appender appender = new Appender();

	@AfterEach
	void letTasksEnd() {
		this.end.countDown();
		this.logger.detachAppender(this.appender);
	}

	@Test
	void tellsWhatTheApplicationWaitsFor() throws Exception {
		this.appender.whenTold = this.end::countDown;
		close(start(PatientConfiguration.class), this::awaitTheEnd);
		assertThat(this.appender.messages).isNotEmpty()
			.allSatisfy((message) -> assertThat(message).contains("1 task keeps this application alive",
					"created from io.taskmon.shutdown.ShutdownLogTests.close(ShutdownLogTests.java:",
					"is at io.taskmon.shutdown.ShutdownLogTests.awaitTheEnd(ShutdownLogTests.java:"));
	}

	@Test
	void tellsWhatRunsOnInTheEnd() throws Exception {
		close(start(HastyConfiguration.class, "spring.lifecycle.timeout-per-shutdown-phase=100ms"),
				this::awaitTheEndStubbornly);
		assertThat(this.appender.messages).last()
			.asString()
			.startsWith("Shut down after ")
			.contains("1 task runs on:", "awaitTheEndStubbornly");
	}

	@Test
	void isSilentWhereNothingRuns() {
		start(PatientConfiguration.class).close();
		assertThat(this.appender.messages).isEmpty();
	}

	@Test
	void shutdownOfAChildIsNoShutdown() throws Exception {
		ConfigurableApplicationContext parent = start(HastyConfiguration.class);
		CountDownLatch begun = new CountDownLatch(1);
		parent.getBean(ThreadPoolTaskExecutor.class).execute(() -> {
			begun.countDown();
			awaitTheEndStubbornly();
		});
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		ConfigurableApplicationContext child = new SpringApplicationBuilder(AutoConfigurations.class).parent(parent)
			.web(WebApplicationType.NONE)
			.run();
		assertThat(child.getBeanFactory().containsLocalBean("taskShutdownLog")).isFalse();
		child.close();
		parent.getBean(TaskMonitor.class).close();
		assertThat(this.appender.messages).isEmpty();
		this.end.countDown();
		parent.close();
	}

	@Test
	void threadEndsWithTheShutdown() throws Exception {
		this.appender.whenTold = () -> {
			this.appender.thread.set(Thread.currentThread());
			this.end.countDown();
		};
		close(start(PatientConfiguration.class), this::awaitTheEnd);
		Thread watch = this.appender.thread.get();
		assertThat(watch.isDaemon()).isTrue();
		watch.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(watch.isAlive()).isFalse();
	}

	// Each application sets up logging anew
	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration, AutoConfigurations.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run();
		this.appender.start();
		this.logger.addAppender(this.appender);
		return context;
	}

	private void close(ConfigurableApplicationContext context, Runnable task) throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		context.getBean(ThreadPoolTaskExecutor.class).execute(() -> {
			begun.countDown();
			task.run();
		});
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		context.close();
	}

	private void awaitTheEnd() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void awaitTheEndStubbornly() {
		while (this.end.getCount() > 0) {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				// Stubborn
			}
		}
	}

	private static final class Appender extends AppenderBase<ILoggingEvent> {

		private final Queue<String> messages = new ConcurrentLinkedQueue<>();

		private final AtomicReference<Thread> thread = new AtomicReference<>();

		private volatile Runnable whenTold = () -> {
		};

		@Override
		protected void append(ILoggingEvent event) {
			this.messages.add(event.getFormattedMessage());
			this.whenTold.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskmonAutoConfiguration.class, TaskmonShutdownAutoConfiguration.class,
			LifecycleAutoConfiguration.class })
	static class AutoConfigurations {

	}

	@Configuration(proxyBeanMethods = false)
	static class PatientConfiguration {

		@Bean
		ThreadPoolTaskExecutor patient() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setWaitForTasksToCompleteOnShutdown(true);
			executor.setAwaitTerminationSeconds(60);
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HastyConfiguration {

		@Bean
		ThreadPoolTaskExecutor hasty() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
