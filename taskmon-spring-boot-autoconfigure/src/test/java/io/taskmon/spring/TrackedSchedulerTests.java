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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.example.office.Clerk;
import com.example.office.Failing;
import com.example.office.Idle;
import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.executor.TrackedScheduledThreadPool;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the tracking of schedulers.
 */
class TrackedSchedulerTests {

	private final List<Throwable> faults = new CopyOnWriteArrayList<>();

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> this.faults.add(fault));

	private final ExecutorTracking tracking = new ExecutorTracking(HookContext.of(this.monitor));

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	@AfterEach
	void shutDown() {
		this.scheduler.shutdown();
		assertThat(this.faults).isEmpty();
		assertThat(this.monitor.reader().live(TaskQuery.ALL).tasks()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rate", "delay", "trigger" })
	void oneRecordARunAndAFailingRunFails(String way) throws Exception {
		start();
		CountDownLatch runs = new CountDownLatch(3);
		Runnable code = () -> {
			runs.countDown();
			throw new IllegalStateException("failed run");
		};
		ScheduledFuture<?> future = schedule(this.scheduler, code, way);
		assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
		future.cancel(false);
		this.scheduler.shutdown();
		List<EndedTask> ended = this.monitor.reader().ended(TaskQuery.ALL).tasks();
		assertThat(ended).hasSizeGreaterThanOrEqualTo(3)
			.allMatch((task) -> task.outcome() == TaskOutcome.FAILED)
			.allMatch((task) -> task.failure().message().equals("failed run"))
			.allMatch((task) -> task.facts().kind() == TaskKind.SCHEDULED)
			.allMatch((task) -> task.facts().executor().equals("timer"));
	}

	@Test
	void oneShot() throws Exception {
		start();
		this.scheduler.schedule(new Idle(), Instant.now()).get(10, TimeUnit.SECONDS);
		this.scheduler.shutdown();
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).singleElement()
			.matches((task) -> task.facts().name().equals("Idle") && task.outcome() == TaskOutcome.SUCCEEDED);
	}

	@Test
	void cancelledRunTellsWho() throws Exception {
		start();
		CountDownLatch running = new CountDownLatch(1);
		ScheduledFuture<?> future = this.scheduler.scheduleAtFixedRate(() -> {
			running.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, Duration.ofHours(1));
		assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
		future.cancel(true);
		this.scheduler.shutdown();
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).singleElement()
			.matches((task) -> task.outcome() == TaskOutcome.CANCELLED)
			.matches((task) -> task.cancelledBy().thread().equals(Thread.currentThread().getName()));
	}

	@Test
	void cancelledSchedulesLeaveNothing() {
		this.scheduler.setRemoveOnCancelPolicy(true);
		start();
		for (int i = 0; i < 1000; i++) {
			this.scheduler.schedule(new Idle(), Instant.now().plusSeconds(3600)).cancel(false);
		}
		assertThat(this.scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).isEmpty();
	}

	@Test
	void removesByTheFutureThatTheApplicationHolds() {
		start();
		ScheduledThreadPoolExecutor pool = this.scheduler.getScheduledThreadPoolExecutor();
		Runnable future = (Runnable) pool.schedule(new Idle(), 1, TimeUnit.HOURS);
		assertThat(pool.getQueue().contains(future)).isTrue();
		assertThat(pool.remove(future)).isTrue();
		assertThat(pool.getQueue()).isEmpty();
	}

	@Test
	void submittedToTheScheduler() throws Exception {
		start();
		Future<String> future = this.scheduler.submit(new Failing());
		assertThatExceptionOfType(java.util.concurrent.ExecutionException.class).isThrownBy(() -> future.get());
		this.scheduler.execute(new Idle());
		this.scheduler.setWaitForTasksToCompleteOnShutdown(true);
		this.scheduler.setAwaitTerminationSeconds(10);
		this.scheduler.shutdown();
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks())
			.extracting((task) -> task.facts().name() + " " + task.facts().kind() + " " + task.outcome())
			.containsExactlyInAnyOrder("Failing EXECUTOR FAILED", "Idle EXECUTOR SUCCEEDED");
	}

	static Stream<ScheduledExecutorService> services() {
		return Stream.of(new ScheduledThreadPoolExecutor(1), Executors.newSingleThreadScheduledExecutor());
	}

	@Test
	void concurrentTaskSchedulerAndRawServices() throws Exception {
		start();
		for (ScheduledExecutorService service : services().toList()) {
			ConcurrentTaskScheduler concurrent = new ConcurrentTaskScheduler(service);
			this.tracking.track(concurrent, "concurrent", true);
			CountDownLatch runs = new CountDownLatch(2);
			ScheduledFuture<?> future = schedule(concurrent, runs::countDown, "rate");
			assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
			future.cancel(false);
			service.shutdown();
			assertThat(service.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(this.monitor.reader().ended(TaskQuery.ALL).tasks()).hasSizeGreaterThanOrEqualTo(4)
			.allMatch((task) -> task.facts().executor().equals("concurrent"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void scheduledMethods(boolean simple) {
		new ApplicationContextRunner().withBean(TaskScheduler.class, () -> newScheduler(simple))
			.withConfiguration(AutoConfigurations.of(TaskmonAutoConfiguration.class))
			.withUserConfiguration(Office.class)
			.run((context) -> {
				assertThat(context.getBean(Clerk.class).stamped().await(10, TimeUnit.SECONDS)).isTrue();
				assertThat(context.getBean(Clerk.class).filed().await(10, TimeUnit.SECONDS)).isTrue();
				TaskReader reader = context.getBean(TaskReader.class);
				assertThat(reader.ended(TaskQuery.ALL).tasks()).anyMatch(
						(task) -> task.facts().name().equals("Clerk.stamp") && task.outcome() == TaskOutcome.SUCCEEDED)
					.anyMatch((task) -> task.facts().name().equals("Clerk.file") && task.facts().preserved()
							&& task.outcome() == TaskOutcome.FAILED)
					.allMatch((task) -> task.facts().kind() == TaskKind.SCHEDULED);
				assertThat(reader.executors()).singleElement()
					.matches((executor) -> executor.coverage().level() == Coverage.Level.FULL);
			});
	}

	@Test
	void answersEverythingAsThePoolDoes() {
		Set<String> notForwarded = Set.of("finalize", "close");
		List<Method> methods = new ArrayList<>(
				Arrays.asList(java.util.concurrent.ThreadPoolExecutor.class.getDeclaredMethods()));
		methods.addAll(Arrays.asList(ScheduledThreadPoolExecutor.class.getDeclaredMethods()));
		assertThat(methods)
			.filteredOn((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()
					&& !notForwarded.contains(method.getName()))
			.isNotEmpty()
			.allSatisfy((method) -> assertThat(
					TrackedScheduledThreadPool.class.getMethod(method.getName(), method.getParameterTypes())
						.getDeclaringClass())
				.isEqualTo(TrackedScheduledThreadPool.class));
	}

	private static TaskScheduler newScheduler(boolean simple) {
		if (!simple) {
			return new ThreadPoolTaskScheduler();
		}
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setTaskTerminationTimeout(10_000);
		return scheduler;
	}

	private void start() {
		this.scheduler.setAwaitTerminationSeconds(10);
		this.scheduler.initialize();
		this.tracking.track(this.scheduler, "timer", false);
	}

	private static ScheduledFuture<?> schedule(TaskScheduler scheduler, Runnable code, String way) {
		Duration period = Duration.ofMillis(5);
		return switch (way) {
			case "rate" -> scheduler.scheduleAtFixedRate(code, period);
			case "delay" -> scheduler.scheduleWithFixedDelay(code, period);
			default -> scheduler.schedule(code, new PeriodicTrigger(period));
		};
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Office {

		@Bean
		Clerk clerk() {
			return new Clerk();
		}

	}

}
