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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.TaskSchedulerRouter;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks of Spring's registrar are seen on whatever scheduler they run.
 */
class ScheduledAnywhereTests {

	private TestApplication application;

	@AfterEach
	void close() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void onTheSchedulerThatSpringMakesItself() {
		start(TwoSchedulers.class, Poller.class, LatePoller.class);
		EndedTask run = run("Poller.poll");
		assertThat(run.facts().kind()).isEqualTo(TaskKind.SCHEDULED);
		assertThat(run.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertThat(run.facts().executor()).matches("pool-\\d+-thread-");
		assertThat(run("Poller.stumble").outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(this.application.coverage(run.facts().executor()).reason())
			.isEqualTo("it is a scheduler that is no bean");
		this.application.bean(LatePoller.class);
		assertThat(run("LatePoller.poll").facts().executor()).isEqualTo(run.facts().executor());
	}

	@Test
	void onASchedulerThatAConfigurerMakes() {
		Configurer.scheduler = () -> {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.initialize();
			return scheduler;
		};
		start(Configurer.class, Poller.class, LatePoller.class);
		assertThat(run("Poller.poll").facts().executor()).isEqualTo("ThreadPoolTaskScheduler-");
		assertThat(this.application.coverage("ThreadPoolTaskScheduler-")).isEqualTo(Coverage.FULL);
		this.application.bean(LatePoller.class);
		assertThat(run("LatePoller.poll").facts().executor()).isEqualTo("ThreadPoolTaskScheduler-");
		assertSameScheduler();
	}

	@Test
	void onAnExecutorServiceThatAConfigurerMakes() {
		Configurer.scheduler = Executors::newSingleThreadScheduledExecutor;
		start(Configurer.class, Poller.class, LatePoller.class);
		assertThat(run("Poller.poll").facts().executor()).matches("pool-\\d+-thread-");
		this.application.bean(LatePoller.class);
		run("LatePoller.poll");
	}

	@Test
	void onASchedulerWithAThreadForEachRun() {
		Configurer.scheduler = SimpleAsyncTaskScheduler::new;
		start(Configurer.class, Poller.class);
		assertThat(run("Poller.poll").facts().executor()).isEqualTo("SimpleAsyncTaskScheduler-");
		assertThat(this.application.coverage("SimpleAsyncTaskScheduler-").missing())
			.contains("scheduled methods of beans that were created later");
		assertSameScheduler();
	}

	@Test
	void onASchedulerOfTheApplicationsOwn() {
		List<String> seen = new CopyOnWriteArrayList<>();
		Configurer.scheduler = () -> new OwnScheduler(seen);
		start(Configurer.class, Poller.class, Programmatic.class);
		run("Poller.poll");
		run("Programmatic.lambda");
		Awaitility.await().until(() -> Programmatic.RAN.size() == 5 && ended().size() >= 7);
		assertThat(Programmatic.RAN).containsExactlyInAnyOrder("trigger", "cron", "rate", "delay", "once");
		assertThat(ended()).filteredOn((task) -> task.facts().name().startsWith("Programmatic")).hasSize(5);
		assertThat(seen).allMatch((type) -> type.endsWith("OutcomeTrackingRunnable"));
		assertSameScheduler();
	}

	@Test
	void onABeanOfTheApplicationsOwnType() {
		start(OwnSchedulerBean.class, Poller.class, LatePoller.class);
		assertThat(run("Poller.poll").facts().executor()).isEqualTo("own-");
		this.application.bean(LatePoller.class);
		run("LatePoller.poll");
		assertThat(this.application.bean(OwnScheduler.class).seen)
			.allMatch((type) -> type.endsWith("OutcomeTrackingRunnable"));
	}

	@Test
	void qualifiedSchedulersSayThatTheRunsAreTheirOwn() {
		start(TwoSchedulers.class, Qualified.class, Handing.class);
		assertThat(run("Qualified.first").facts().executor()).isEqualTo("first");
		assertThat(run("Qualified.second").facts().executor()).isEqualTo("second");
		assertThat(run("Qualified.handed").facts().executor()).isEqualTo("handing");
		Awaitility.await().until(() -> this.application.live().isEmpty());
		assertThat(ended()).as("one record for each run").hasSize(3);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25)
	void onAForkJoinPoolThatIsAScheduledExecutorService() {
		start(Forks.class, Poller.class, LatePoller.class, QualifiedFork.class);
		assertThat(run("Poller.poll").facts().executor()).isEqualTo("forks");
		assertThat(run("QualifiedFork.poll").facts().executor()).isEqualTo("forks");
		assertThat(this.application.coverage("forks").level()).isEqualTo(Coverage.Level.PARTIAL);
		this.application.bean(LatePoller.class);
		run("LatePoller.poll");
	}

	@Test
	void reactiveMethodsHaveTheirNames() {
		start(Reactive.class);
		assertThat(run("Reactive.waitedFor").outcome()).isEqualTo(TaskOutcome.UNKNOWN);
		assertThat(run("Reactive.subscribed").outcome()).isEqualTo(TaskOutcome.UNKNOWN);
		assertThat(run("Reactive.waitedFor").facts().preserved()).isTrue();
		assertThat(ended()).extracting((task) -> task.facts().name()).noneMatch((name) -> name.contains("Subscribing"));
	}

	@Test
	void textOfTasksStaysTheSame() {
		Configurer.scheduler = () -> new OwnScheduler(new ArrayList<>());
		start(Configurer.class, Poller.class);
		run("Poller.poll");
		assertThat(this.application.bean(ScheduledTaskHolder.class).getScheduledTasks()).extracting(Object::toString)
			.containsExactlyInAnyOrder(Poller.class.getName() + ".poll", Poller.class.getName() + ".stumble");
	}

	@Test
	void nothingIsDoneWhereNothingIsScheduled() {
		this.application = TestApplication.of(Poller.class);
		assertThat(this.application.context().getBeanDefinitionNames()).contains("taskmonSchedulingConfigurer");
		assertThat(((org.springframework.context.ConfigurableApplicationContext) this.application.context())
			.getBeanFactory()
			.containsSingleton("taskmonSchedulingConfigurer")).isFalse();
	}

	@Test
	void theRouterStaysTheSame() {
		start(RouterKeeper.class, Poller.class);
		run("Poller.poll");
		ScheduledTaskRegistrar registrar = this.application.bean(RouterKeeper.class).registrar;
		assertThat(registrar.getScheduler()).isSameAs(this.application.bean(RouterKeeper.class).scheduler)
			.isExactlyInstanceOf(TaskSchedulerRouter.class);
		assertThat(this.application.executor("taskScheduler")).get()
			.extracting(TaskExecutorInfo::coverage)
			.isEqualTo(Coverage.FULL);
	}

	private void start(Class<?>... configurations) {
		List<Class<?>> all = new ArrayList<>(List.of(configurations));
		all.add(Enabled.class);
		Programmatic.RAN.clear();
		this.application = TestApplication.of(all.toArray(Class[]::new));
	}

	private EndedTask run(String name) {
		return Awaitility.await("run of " + name)
			.atMost(Duration.ofSeconds(20))
			.until(() -> ended().stream().filter((task) -> task.facts().name().startsWith(name)).findFirst(),
					(run) -> run.isPresent())
			.orElseThrow();
	}

	private List<EndedTask> ended() {
		return this.application.tasks().ended(TaskQuery.ALL.withLimit(1000)).tasks();
	}

	private void assertSameScheduler() {
		Configurer configurer = this.application.bean(Configurer.class);
		assertThat(configurer.registrar.getScheduler()).isSameAs(configurer.made);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Enabled {

	}

	static class Poller {

		@Scheduled(fixedRate = 1_000_000)
		void poll() {
		}

		@Scheduled(fixedDelay = 1_000_000)
		void stumble() {
			throw new IllegalStateException("stumbled");
		}

	}

	@Lazy
	static class LatePoller {

		@Scheduled(fixedRate = 1_000_000)
		void poll() {
		}

	}

	static class Qualified {

		@Scheduled(fixedRate = 1_000_000, scheduler = "first")
		void first() {
		}

		@Scheduled(fixedRate = 1_000_000, scheduler = "second")
		void second() {
		}

		@Scheduled(fixedRate = 1_000_000, scheduler = "handing")
		void handed() {
		}

	}

	static class QualifiedFork {

		@Scheduled(fixedRate = 1_000_000, scheduler = "forks")
		void poll() {
		}

	}

	static class Reactive {

		@io.taskmon.PreserveTerminationLog
		@Scheduled(fixedDelay = 1_000_000)
		Mono<String> waitedFor() {
			return Mono.error(new IllegalStateException("reactive"));
		}

		@Scheduled(fixedRate = 1_000_000)
		Mono<String> subscribed() {
			return Mono.just("reactive");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoSchedulers {

		@Bean
		ThreadPoolTaskScheduler first() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		SimpleAsyncTaskScheduler second() {
			return new SimpleAsyncTaskScheduler();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Handing {

		@Bean
		SimpleAsyncTaskScheduler handing(ThreadPoolTaskExecutor target) {
			SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
			scheduler.setTargetTaskExecutor(target);
			return scheduler;
		}

		@Bean
		ThreadPoolTaskExecutor target() {
			return new ThreadPoolTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Forks {

		@Bean(destroyMethod = "shutdownNow")
		ForkJoinPool forks() {
			return new ForkJoinPool(2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSchedulerBean {

		@Bean
		OwnScheduler own() {
			return new OwnScheduler(new CopyOnWriteArrayList<>());
		}

	}

	static class Configurer implements SchedulingConfigurer {

		private static Supplier<Object> scheduler;

		private ScheduledTaskRegistrar registrar;

		private Object made;

		@Override
		public void configureTasks(ScheduledTaskRegistrar registrar) {
			this.registrar = registrar;
			this.made = scheduler.get();
			registrar.setScheduler(this.made);
		}

	}

	static class RouterKeeper implements SchedulingConfigurer {

		private ScheduledTaskRegistrar registrar;

		private TaskScheduler scheduler;

		@Override
		public void configureTasks(ScheduledTaskRegistrar registrar) {
			this.registrar = registrar;
			this.scheduler = registrar.getScheduler();
		}

	}

	static class Programmatic implements SchedulingConfigurer {

		private static final List<String> RAN = new CopyOnWriteArrayList<>();

		@Override
		public void configureTasks(ScheduledTaskRegistrar registrar) {
			registrar.addTriggerTask(() -> ran("trigger"), new PeriodicTrigger(Duration.ofDays(1)));
			registrar.addCronTask(() -> ran("cron"), "* * * * * *");
			registrar.addFixedRateTask(() -> ran("rate"), Duration.ofDays(1));
			registrar.addFixedDelayTask(() -> ran("delay"), Duration.ofDays(1));
			registrar.addOneTimeTask(() -> ran("once"), Duration.ZERO);
		}

		private static void ran(String way) {
			if (RAN.contains(way)) {
				throw new IllegalStateException("ran");
			}
			RAN.add(way);
		}

	}

}
