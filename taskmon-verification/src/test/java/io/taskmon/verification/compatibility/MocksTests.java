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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.JRE;
import org.mockito.Mockito;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.scheduling.SchedulingTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A test suite finds in mocked and spied executors what it finds without taskmon: what
 * was called, what was stubbed, what is in their fields.
 */
class MocksTests {

	@Test
	void mocksAreLeftAlone() throws Exception {
		assertSame(MockedApplication.class, true);
	}

	@Test
	void spiesAreLeftAlone() throws Exception {
		assertSame(SpiedApplication.class, false);
	}

	@Test
	void mockedExecutorOfTheApplicationIsLeftAlone() throws Exception {
		for (Class<?> application : new Class<?>[] { MockedThreads.class, SpiedThreads.class, MockedPool.class }) {
			new Laboratory(application).assertSameWithAndWithout((context, observation) -> {
				Object mock = context.getBean("applicationTaskExecutor");
				MockUse.noteBefore("own", mock, observation);
				observation.noteAnswer("asynchronous", () -> {
					context.getBean(Service.class).run();
					return MockUse.invocations(mock);
				});
				MockUse.noteUse("own", mock, observation);
			});
		}
	}

	private static void assertSame(Class<?> application, boolean fields) throws Exception {
		new Laboratory(application)
			.assertSameWithAndWithout((context, observation) -> observe(context, fields, observation));
	}

	static void observe(ConfigurableApplicationContext context, boolean fields, Observation observation) {
		Map<String, Object> mocks = new LinkedHashMap<>();
		for (String name : context.getBeanDefinitionNames()) {
			if (name.startsWith("mock ")) {
				mocks.put(name, context.getBean(name));
			}
		}
		mocks.forEach((name, mock) -> MockUse.noteBefore(name, mock, observation));
		Reader.readEverything(context);
		mocks.forEach((name, mock) -> observation.noteAnswer(name + ": read", () -> MockUse.invocations(mock)));
		if (fields) {
			mocks.forEach((name, mock) -> ObjectState.noteFields(name, mock, observation));
		}
		mocks.forEach((name, mock) -> MockUse.noteUse(name, mock, observation));
		context.close();
		mocks.forEach((name, mock) -> observation.noteAnswer(name + ": after", () -> MockUse.invocations(mock)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	@EnableAsync
	@Import(Mocks.class)
	static class MockedApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	@EnableAsync
	@Import(Spies.class)
	static class SpiedApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import(Service.class)
	static class MockedThreads {

		@Bean
		SimpleAsyncTaskExecutor applicationTaskExecutor() {
			return Mockito.mock(SimpleAsyncTaskExecutor.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import(Service.class)
	static class SpiedThreads {

		@Bean
		SimpleAsyncTaskExecutor applicationTaskExecutor() {
			return Mockito.spy(new SimpleAsyncTaskExecutor("spied-"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import(Service.class)
	static class MockedPool {

		@Bean
		ThreadPoolTaskExecutor applicationTaskExecutor() {
			return Mockito.mock(ThreadPoolTaskExecutor.class);
		}

	}

	static class Service {

		@Async
		public void run() {
		}

	}

	/**
	 * A mock of every type.
	 */
	static class Mocks implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			for (Class<?> type : new Class<?>[] { Executor.class, ExecutorService.class, ScheduledExecutorService.class,
					TaskExecutor.class, AsyncTaskExecutor.class, SchedulingTaskExecutor.class, TaskScheduler.class,
					ThreadPoolExecutor.class, ScheduledThreadPoolExecutor.class, ForkJoinPool.class,
					ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class, SimpleAsyncTaskExecutor.class,
					SimpleAsyncTaskScheduler.class, ConcurrentTaskExecutor.class, VirtualThreadTaskExecutor.class,
					SyncTaskExecutor.class, TaskExecutorAdapter.class, CustomisedPool.class,
					CustomisedThreads.class }) {
				register(registry, type, () -> Mockito.mock(type));
			}
		}

		@SuppressWarnings("unchecked")
		static void register(BeanDefinitionRegistry registry, Class<?> type, Supplier<?> mock) {
			BeanDefinition definition = new RootBeanDefinition((Class<Object>) type, () -> mock.get());
			registry.registerBeanDefinition("mock " + type.getSimpleName(), definition);
		}

	}

	/**
	 * A spy of every type.
	 */
	static class Spies implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			spy(registry, ExecutorService.class, Executors::newSingleThreadExecutor);
			spy(registry, ScheduledExecutorService.class, Executors::newSingleThreadScheduledExecutor);
			spy(registry, ThreadPoolExecutor.class,
					() -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
			spy(registry, ScheduledThreadPoolExecutor.class, () -> new ScheduledThreadPoolExecutor(1));
			spy(registry, ForkJoinPool.class, () -> new ForkJoinPool(1));
			spy(registry, ThreadPoolTaskExecutor.class, ThreadPoolTaskExecutor::new);
			spy(registry, ThreadPoolTaskScheduler.class, ThreadPoolTaskScheduler::new);
			spy(registry, SimpleAsyncTaskExecutor.class, SimpleAsyncTaskExecutor::new);
			spy(registry, SimpleAsyncTaskScheduler.class, SimpleAsyncTaskScheduler::new);
			spy(registry, ConcurrentTaskExecutor.class,
					() -> new ConcurrentTaskExecutor(Executors.newSingleThreadExecutor()));
			spy(registry, SyncTaskExecutor.class, SyncTaskExecutor::new);
			spy(registry, CustomisedPool.class, CustomisedPool::new);
			spy(registry, CustomisedThreads.class, CustomisedThreads::new);
			if (JRE.currentVersionNumber() >= 21) {
				spy(registry, VirtualThreadTaskExecutor.class, VirtualThreadTaskExecutor::new);
			}
		}

		private static <T> void spy(BeanDefinitionRegistry registry, Class<T> type, Supplier<T> executor) {
			Mocks.register(registry, type, () -> Mockito.spy(executor.get()));
		}

	}

}
