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

package io.taskmon.event;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.autoconfigure.TaskmonEventsAutoConfiguration;
import io.taskmon.diagnosis.FindingKind;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Guardian;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application hears of its preserved tasks.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class TaskEventsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class, TaskmonEventsAutoConfiguration.class))
		.withUserConfiguration(Beans.class);

	@Test
	void isRegistered() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.contains(TaskmonEventsAutoConfiguration.class.getName());
	}

	@Test
	void endOfMarkedTaskIsHeardOnAThreadOfItsOwn() {
		this.runner.run((context) -> {
			context.getBean(Work.class).unmarked();
			context.getBean(Work.class).fail("ten");
			Ear ear = context.getBean(Ear.class);
			EndedTask task = ear.next().task();
			assertThat(task.facts().name()).isEqualTo("Work.fail");
			assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
			assertThat(task.failure().message()).isEqualTo("ten");
			assertThat(ear.thread.getName()).isEqualTo("taskmon-events");
			assertThat(ear.thread.isDaemon()).isTrue();
			assertThat(ear.contextClassLoader).isSameAs(context.getClassLoader());
			awaitHousekeeping(context, 2);
			assertThat(ear.heard).isEmpty();
		});
	}

	@Test
	void endDuringStartUpIsHeardAfterwards() {
		this.runner.withUserConfiguration(EarlyWork.class).run((context) -> {
			assertThat(context.getBean(Ear.class).next().task().facts().name()).isEqualTo("Work.fail");
			assertThat(context.getBean(Ear.class).earlier).isFalse();
		});
	}

	@Test
	void findingsAreHeardAsTheyComeAndGo() {
		this.runner
			.withPropertyValues("taskmon.diagnosis.interval=1s",
					"taskmon.slow-task-threshold.names[Work.untilReleased]=1ms")
			.run((context) -> {
				Ear ear = context.getBean(Ear.class);
				CountDownLatch release = new CountDownLatch(1);
				context.getBean(Work.class).untilReleased(release);
				FindingRaised raised = (FindingRaised) ear.findings.poll(30, TimeUnit.SECONDS);
				assertThat(raised.finding().kind()).isEqualTo(FindingKind.SLOW_TASK);
				assertThat(ear.thread.getName()).isEqualTo("taskmon-events");
				release.countDown();
				FindingCleared cleared = (FindingCleared) ear.findings.poll(30, TimeUnit.SECONDS);
				assertThat(cleared.finding().isSameAs(raised.finding())).isTrue();
			});
	}

	@Test
	void listenerThatThrowsHarmsNobody(CapturedOutput output) {
		this.runner.run((context) -> {
			Ear ear = context.getBean(Ear.class);
			ear.deaf = true;
			context.getBean(Work.class).fail("first");
			assertThat(ear.next().task().failure().message()).isEqualTo("first");
			context.getBean(Work.class).fail("second");
			assertThat(ear.next().task().failure().message()).isEqualTo("second");
			context.getBean(Work.class).fail("third");
			assertThat(ear.next().task().failure().message()).isEqualTo("third");
			assertThat(context.getBean(TaskMonitor.class).statistics().errors()).isZero();
			assertThat(output).containsOnlyOnce("A listener of taskmon's events failed").contains("deaf");
		});
	}

	@Test
	void listenerThatHangsHoldsUpEventsAlone() {
		this.runner.run((context) -> {
			Ear ear = context.getBean(Ear.class);
			ear.hold = new CountDownLatch(1);
			context.getBean(Work.class).fail("first");
			ear.next();
			context.getBean(Work.class).fail("second");
			awaitHousekeeping(context, 3);
			assertThat(ear.heard).isEmpty();
			ear.hold.countDown();
			assertThat(ear.next().task().failure().message()).isEqualTo("second");
		});
	}

	@Test
	void nothingIsHeardOnceTheApplicationShutsDown() {
		this.runner.run((context) -> {
			Ear ear = context.getBean(Ear.class);
			context.getBean(Work.class).untilClosed(context.getBean(Closing.class));
			TaskMonitor monitor = context.getBean(TaskMonitor.class);
			assertThat(monitor.guardians().all()).extracting(Guardian::live).containsExactly(1);
			context.getSourceApplicationContext().close();
			assertThat(monitor.guardians().all()).extracting(Guardian::live).containsExactly(0);
			monitor.keepHouse();
			assertThat(ear.heard).isEmpty();
		});
	}

	private static void awaitHousekeeping(ApplicationContext context, int sweeps) {
		CountDownLatch swept = new CountDownLatch(sweeps);
		context.getBean(TaskMonitor.class).onHousekeeping("testing", swept::countDown);
		await(swept);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Ear {

		final BlockingQueue<PreservedTaskEnded> heard = new LinkedBlockingQueue<>();

		final BlockingQueue<Object> findings = new LinkedBlockingQueue<>();

		volatile boolean deaf;

		volatile CountDownLatch hold = new CountDownLatch(0);

		volatile Thread thread;

		volatile ClassLoader contextClassLoader;

		volatile boolean started;

		volatile boolean earlier;

		@EventListener
		void hear(PreservedTaskEnded event) {
			this.thread = Thread.currentThread();
			this.contextClassLoader = this.thread.getContextClassLoader();
			this.earlier |= !this.started;
			this.heard.add(event);
			await(this.hold);
			if (this.deaf) {
				throw new IllegalStateException("deaf");
			}
		}

		@EventListener({ FindingRaised.class, FindingCleared.class })
		void hear(Object event) {
			this.thread = Thread.currentThread();
			this.findings.add(event);
		}

		PreservedTaskEnded next() throws InterruptedException {
			PreservedTaskEnded event = this.heard.poll(30, TimeUnit.SECONDS);
			assertThat(event).isNotNull();
			return event;
		}

	}

	/**
	 * Has a task end while the application starts, and gives it time to be told of.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EarlyWork {

		@Bean
		SmartInitializingSingleton early(ApplicationContext context) {
			return () -> {
				context.getBean(Work.class).fail("early");
				Awaitility.await()
					.until(() -> context.getBean(TaskMonitor.class)
						.statistics()
						.ended()
						.stream()
						.anyMatch((totals) -> totals.outcome() == TaskOutcome.FAILED && totals.ended() == 1));
				awaitHousekeeping(context, 2);
				context.getBean(Ear.class).started = true;
			};
		}

	}

	static class Closing implements ApplicationListener<ContextClosedEvent> {

		final CountDownLatch closed = new CountDownLatch(1);

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.closed.countDown();
		}

	}

	static class Work {

		@Async("pool")
		@PreserveTerminationLog
		public void fail(String message) {
			throw new IllegalStateException(message);
		}

		@Async("pool")
		public void unmarked() {
		}

		@Async("pool")
		public void untilReleased(CountDownLatch release) {
			await(release);
		}

		@Async("pool")
		@PreserveTerminationLog(untilShutdown = true)
		public void untilClosed(Closing closing) {
			await(closing.closed);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Beans {

		@Bean
		Ear ear() {
			return new Ear();
		}

		@Bean
		Closing closing() {
			return new Closing();
		}

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setWaitForTasksToCompleteOnShutdown(true);
			pool.setAwaitTerminationSeconds(30);
			return pool;
		}

	}

}
