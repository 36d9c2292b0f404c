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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.TaskMonitor;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ForkJoinPoolFactoryBean;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where executor beans may come from, and which of them are hooked.
 */
class ExecutorBeanTests {

	@Test
	void initialisedInsideTheBeanMethod() throws Exception {
		try (TestApplication application = TestApplication.of(Initialised.class)) {
			assertTracked(application, "pool");
		}
	}

	@Test
	void lazy() throws Exception {
		try (TestApplication application = TestApplication.of(LazyPool.class)) {
			assertThat(application.executor("pool")).isEmpty();
			assertTracked(application, "pool");
		}
	}

	@Test
	void lazyLikeEverything() throws Exception {
		try (TestApplication application = TestApplication.of(EverythingLazy.class)) {
			assertThat(application.executor("pool")).isEmpty();
			assertTracked(application, "pool");
		}
	}

	@Test
	void registeredAsSingletonWhereEverythingIsLazy() throws Exception {
		try (TestApplication application = TestApplication.of(EverythingLazy.class, Registered.class)) {
			assertTracked(application, "registered");
			application.bean("registered", ThreadPoolTaskExecutor.class).shutdown();
		}
	}

	@Test
	void prototypes() throws Exception {
		try (TestApplication application = TestApplication.of(Prototype.class)) {
			ThreadPoolTaskExecutor first = application.bean("pool", ThreadPoolTaskExecutor.class);
			ThreadPoolTaskExecutor second = application.bean("pool", ThreadPoolTaskExecutor.class);
			Latches.get(first.submit(() -> ""));
			Latches.get(second.submit(() -> ""));
			assertThat(application.ended()).hasSize(2).allMatch((task) -> task.facts().executor().equals("pool"));
			first.shutdown();
			second.shutdown();
		}
	}

	@Test
	void madeByFactoryBean() throws Exception {
		try (TestApplication application = TestApplication.of(Factory.class)) {
			assertTracked(application, "pool");
			assertThat(application.coverage("nativePool").level()).isEqualTo(Coverage.Level.NONE);
			assertThat(application.coverage("forkJoinPool").level()).isEqualTo(Coverage.Level.NONE);
		}
	}

	@Test
	void registeredAsSingleton() throws Exception {
		try (TestApplication application = TestApplication.of(Registered.class)) {
			assertTracked(application, "registered");
			application.bean("registered", ThreadPoolTaskExecutor.class).shutdown();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { FirstPostProcessor.class, OrderedPostProcessor.class, LastPostProcessor.class })
	void pulledInByPostProcessor(Class<?> postProcessor) throws Exception {
		try (TestApplication application = TestApplication.of(Plain.class, postProcessor)) {
			assertTracked(application, "pool");
		}
	}

	@Test
	void inChildContextIsTrackedInTheMonitorOfTheParent() throws Exception {
		try (TestApplication parent = TestApplication.of(Plain.class);
				TestApplication child = TestApplication.childOf(parent, List.of(), ChildPool.class)) {
			assertThat(child.monitor()).isSameAs(parent.monitor());
			assertThat(child.context().getBeanNamesForType(TaskMonitor.class)).isEmpty();
			Latches.get(child.bean("childPool", AsyncTaskExecutor.class).submit(() -> ""));
			Latches.get(child.bean("pool", AsyncTaskExecutor.class).submit(() -> ""));
			assertThat(parent.ended()).extracting((task) -> task.facts().executor())
				.containsExactly("childPool", "pool");
		}
	}

	@Test
	void asyncCallInChildContextOnExecutorOfTheParentIsOneTask() throws Exception {
		try (TestApplication parent = TestApplication.of(Plain.class);
				TestApplication child = TestApplication.childOf(parent, List.of(), OnPool.class)) {
			child.bean(Work.class).run();
			EndedTask task = parent.onlyEnded();
			assertThat(task.facts().name()).isEqualTo("Work.run");
			assertThat(task.facts().executor()).isEqualTo("pool");
		}
	}

	@Test
	void mockIsNotTouched() {
		try (TestApplication application = TestApplication.of(Mocked.class)) {
			Mockito.verify(Mocked.MOCK, Mockito.never()).setTaskDecorator(Mockito.any());
			Mockito.verify(Mocked.MOCK, Mockito.never()).getThreadPoolExecutor();
			assertThat(application.executor("mock")).isPresent();
		}
	}

	@Test
	void notInitialisedIsNoFault() {
		try (TestApplication application = TestApplication.of(NotInitialised.class)) {
			assertThat(application.coverage("notInitialised").level()).isEqualTo(Coverage.Level.NONE);
			assertThat(application.monitor().tracker().faults().count()).isZero();
		}
	}

	@Test
	void sameExecutorUnderTwoNamesIsListedTwiceAndTrackedOnce() throws Exception {
		try (TestApplication application = TestApplication.of(TwoNames.class)) {
			assertTracked(application, "first");
			assertThat(application.coverage("second")).isEqualTo(Coverage.FULL);
		}
	}

	@Test
	void executorsThatNothingCanStandInForAreLeftAloneAndSaySo() {
		try (TestApplication application = TestApplication.of(LeftAlone.class)) {
			for (String name : List.of("forkJoinPool", "own", "overForkJoinPool", "comparing", "subclass")) {
				Coverage coverage = application.coverage(name);
				assertThat(coverage.level()).as(name).isEqualTo(Coverage.Level.NONE);
				assertThat(coverage.reason()).as(name).isNotBlank();
				assertThat(coverage.missing()).as(name).isNotEmpty();
			}
			assertThat(application.bean("overForkJoinPool", Executor.class))
				.hasFieldOrPropertyWithValue("taskDecorator", null);
			for (String name : List.of("threadPoolTaskScheduler", "simpleAsyncTaskScheduler",
					"scheduledExecutorService", "threadPoolExecutor")) {
				assertThat(application.coverage(name)).as(name).isEqualTo(Coverage.FULL);
			}
		}
	}

	@Test
	void schedulerThatRemovesCancelledTasksGoesOnDoingSo() {
		try (TestApplication application = TestApplication.of(LeftAlone.class)) {
			ThreadPoolTaskScheduler scheduler = application.bean(ThreadPoolTaskScheduler.class);
			for (int i = 0; i < 1_000; i++) {
				ScheduledFuture<?> future = scheduler.schedule(() -> {
				}, Instant.now().plusSeconds(3_600));
				future.cancel(false);
			}
			assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
		}
	}

	@Test
	void hooksAreNotSetTwice() throws Exception {
		try (TestApplication application = TestApplication.of(Initialised.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			application.bean(SpringHooks.class).executorTracking().track(pool, "again", false);
			assertTracked(application, "pool");
		}
	}

	private static void assertTracked(TestApplication application, String name) throws Exception {
		CompletableFuture<String> ran = new CompletableFuture<>();
		application.bean(name, Executor.class).execute(() -> ran.complete(name));
		Latches.get(ran);
		EndedTask task = application.onlyEnded();
		assertThat(task.facts().executor()).isEqualTo(name);
		assertThat(application.coverage(name)).isEqualTo(Coverage.FULL);
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Initialised {

		@Bean
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.initialize();
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyPool {

		@Bean
		@Lazy
		SimpleAsyncTaskExecutor pool() {
			return new SimpleAsyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EverythingLazy {

		@Bean
		static LazyInitializationBeanFactoryPostProcessor lazyInitialization() {
			return new LazyInitializationBeanFactoryPostProcessor();
		}

		@Bean
		SimpleAsyncTaskExecutor pool() {
			return new SimpleAsyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildPool {

		@Bean
		ThreadPoolTaskExecutor childPool() {
			return new ThreadPoolTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototype {

		@Bean
		@Scope("prototype")
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		FactoryBean<ThreadPoolTaskExecutor> pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setDaemon(true);
			pool.initialize();
			return new FactoryBean<>() {

				@Override
				public ThreadPoolTaskExecutor getObject() {
					return pool;
				}

				@Override
				public Class<?> getObjectType() {
					return ThreadPoolTaskExecutor.class;
				}

			};
		}

		@Bean
		ThreadPoolExecutorFactoryBean nativePool() {
			return new ThreadPoolExecutorFactoryBean();
		}

		@Bean
		ForkJoinPoolFactoryBean forkJoinPool() {
			return new ForkJoinPoolFactoryBean();
		}

		@Bean
		String needsThem(ThreadPoolTaskExecutor pool, ExecutorService nativePool, ForkJoinPool forkJoinPool) {
			return "needs them";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registered {

		@Bean
		static BeanFactoryPostProcessor registration() {
			return (beanFactory) -> {
				ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
				pool.initialize();
				beanFactory.registerSingleton("registered", pool);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FirstPostProcessor {

		@Bean
		static First first(ThreadPoolTaskExecutor pool) {
			return new First();
		}

		static class First implements BeanPostProcessor, PriorityOrdered {

			@Override
			public int getOrder() {
				return Ordered.HIGHEST_PRECEDENCE;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedPostProcessor {

		@Bean
		static Second second(ThreadPoolTaskExecutor pool) {
			return new Second();
		}

		static class Second implements BeanPostProcessor, Ordered {

			@Override
			public int getOrder() {
				return 0;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LastPostProcessor {

		@Bean
		static Last last(ThreadPoolTaskExecutor pool) {
			return new Last();
		}

		static class Last implements BeanPostProcessor {

		}

	}

	static class Work {

		@Async("pool")
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Work.class)
	static class OnPool {

	}

	@Configuration(proxyBeanMethods = false)
	static class Mocked {

		static final ThreadPoolTaskExecutor MOCK = Mockito.mock(ThreadPoolTaskExecutor.class);

		@Bean
		static BeanFactoryPostProcessor registration() {
			return (beanFactory) -> beanFactory.registerSingleton("mock", MOCK);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NotInitialised {

		@Bean
		static BeanFactoryPostProcessor registration() {
			return (beanFactory) -> beanFactory.registerSingleton("notInitialised", new ThreadPoolTaskExecutor());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoNames {

		@Bean
		ThreadPoolTaskExecutor first() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		Executor second(ThreadPoolTaskExecutor first) {
			return first;
		}

	}

	static class OwnExecutor implements Executor {

		@Override
		public void execute(Runnable command) {
			command.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LeftAlone {

		@Bean
		ThreadPoolTaskScheduler threadPoolTaskScheduler() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setRemoveOnCancelPolicy(true);
			return scheduler;
		}

		@Bean
		SimpleAsyncTaskScheduler simpleAsyncTaskScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		ScheduledExecutorService scheduledExecutorService() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ThreadPoolExecutor threadPoolExecutor() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		}

		@Bean
		ForkJoinPool forkJoinPool() {
			return new ForkJoinPool(1);
		}

		@Bean
		OwnExecutor own() {
			return new OwnExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor comparing() {
			return new ThreadPoolTaskExecutor() {

				@Override
				protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
					return new PriorityBlockingQueue<>();
				}

			};
		}

		@Bean
		ThreadPoolExecutor subclass() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
			};
		}

		@Bean
		ConcurrentTaskExecutor overForkJoinPool(ForkJoinPool forkJoinPool) {
			return new ConcurrentTaskExecutor(forkJoinPool);
		}

	}

}
