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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.ResolvableType;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.integration.util.ErrorHandlingTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.scheduling.support.TaskUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Libraries that catch what the application's code throws: its tasks are never taken for
 * successful.
 */
class SwallowingCodeTests {

	private final TestApplication application = TestApplication.of(Beans.class);

	@AfterEach
	void close() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "raw", "timer" })
	void failedMessageOfIntegration(String executor) {
		List<Throwable> handled = new CopyOnWriteArrayList<>();
		new ErrorHandlingTaskExecutor(executor(executor), handled::add).execute(SwallowingCodeTests::fail);
		assertUnknown(this.application.onlyEnded());
		assertThat(handled).hasSize(1);
	}

	@Test
	void failedJobOfQuartz() throws Exception {
		SchedulerFactoryBean factory = new SchedulerFactoryBean();
		factory.setTaskExecutor(executor("pool"));
		factory.afterPropertiesSet();
		Scheduler scheduler = factory.getScheduler();
		FailingJob.ran = new CountDownLatch(1);
		scheduler.scheduleJob(JobBuilder.newJob(FailingJob.class).build(),
				TriggerBuilder.newTrigger().startNow().build());
		scheduler.start();
		Latches.await(FailingJob.ran);
		EndedTask ended = this.application.onlyEnded();
		factory.destroy();
		assertThat(ended.facts().name()).isEqualTo("JobRunShell");
		assertUnknown(ended);
	}

	@Test
	void whatReactorRunsWithoutASubscriber() {
		reactor.core.scheduler.Scheduler scheduler = Schedulers
			.fromExecutorService(this.application.bean("raw", ExecutorService.class));
		scheduler.schedule(SwallowingCodeTests::failSilently);
		assertUnknown(this.application.onlyEnded());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void listenerOfAnEvent(boolean handled) {
		CountDownLatch failed = new CountDownLatch(1);
		SimpleApplicationEventMulticaster events = new SimpleApplicationEventMulticaster();
		events.setTaskExecutor(executor("pool"));
		if (handled) {
			events.setErrorHandler((failure) -> {
			});
		}
		events.addApplicationListener(new Listener(failed, handled));
		events.multicastEvent(new PayloadApplicationEvent<>(this, "event"));
		Latches.await(failed);
		EndedTask ended = this.application.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(handled ? TaskOutcome.UNKNOWN : TaskOutcome.SUCCEEDED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "raw" })
	void codeInSpringsErrorHandlingTellsItself(String executor) {
		List<Throwable> handled = new CopyOnWriteArrayList<>();
		Runnable failing = new DelegatingErrorHandlingRunnable(SwallowingCodeTests::fail, handled::add);
		executor(executor).execute(failing);
		executor(executor).execute(new DelegatingErrorHandlingRunnable(() -> {
		}, handled::add));
		executor(executor).execute(failing);
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.FAILED, TaskOutcome.SUCCEEDED, TaskOutcome.FAILED);
		assertThat(handled).hasSize(2);
	}

	@Test
	void codeInSpringsErrorHandlingThatIsRunWithinATaskIsNotThatTask() {
		Runnable failing = new DelegatingErrorHandlingRunnable(SwallowingCodeTests::fail, (failure) -> {
		});
		executor("pool").execute(failing);
		assertThat(this.application.onlyEnded().outcome()).isEqualTo(TaskOutcome.FAILED);
		executor("pool").execute(() -> failing.run());
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.FAILED, TaskOutcome.SUCCEEDED);
	}

	@Test
	void submittedErrorHandling() throws Exception {
		AsyncTaskExecutor pool = this.application.bean("pool", AsyncTaskExecutor.class);
		Latches.get(pool.submit(new DelegatingErrorHandlingRunnable(SwallowingCodeTests::fail, (failure) -> {
		})));
		Latches.get(pool.submitCompletable(new DelegatingErrorHandlingRunnable(SwallowingCodeTests::fail, (failure) -> {
		})));
		assertThat(this.application.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.UNKNOWN, TaskOutcome.UNKNOWN);
	}

	@Test
	void errorHandlingThatPropagates() {
		Runnable propagating = TaskUtils.decorateTaskWithErrorHandler(() -> {
		}, null, false);
		executor("raw").execute(propagating);
		assertThat(this.application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
	}

	@Test
	void scheduledCodeOfALibrary() throws Exception {
		ThreadPoolTaskScheduler timer = this.application.bean("timer", ThreadPoolTaskScheduler.class);
		List<Throwable> handled = new CopyOnWriteArrayList<>();
		CountDownLatch handed = new CountDownLatch(1);
		TaskExecutor integration = new ErrorHandlingTaskExecutor((code) -> {
			timer.schedule(code, timer.getClock().instant().plus(Duration.ofMillis(1)));
			handed.countDown();
		}, handled::add);
		integration.execute(SwallowingCodeTests::fail);
		Latches.await(handed);
		List<EndedTask> ended = this.application.ended(1);
		assertUnknown(ended.get(0));
	}

	private TaskExecutor executor(String name) {
		return this.application.bean(name, java.util.concurrent.Executor.class)::execute;
	}

	private static void assertUnknown(EndedTask ended) {
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.UNKNOWN);
		assertThat(ended.reason()).isEqualTo("the library that it belongs to keeps its failures to itself");
	}

	private static void fail() {
		throw new IllegalStateException("swallowed");
	}

	private static void failSilently() {
		Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
		});
		fail();
	}

	/**
	 * Fails.
	 */
	public static final class FailingJob implements Job {

		private static CountDownLatch ran;

		@Override
		public void execute(JobExecutionContext context) {
			ran.countDown();
			fail();
		}

	}

	private record Listener(CountDownLatch called, boolean failing) implements GenericApplicationListener {

		@Override
		public boolean supportsEventType(ResolvableType eventType) {
			return true;
		}

		@Override
		public void onApplicationEvent(org.springframework.context.ApplicationEvent event) {
			this.called.countDown();
			if (this.failing) {
				fail();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean(destroyMethod = "shutdownNow")
		ExecutorService raw() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean
		ThreadPoolTaskScheduler timer() {
			return new ThreadPoolTaskScheduler();
		}

	}

}
