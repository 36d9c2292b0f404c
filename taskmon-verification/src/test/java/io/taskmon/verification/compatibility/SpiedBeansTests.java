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

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring's own tests put in the place of beans is left alone.
 */
class SpiedBeansTests {

	private static volatile Presence presence = Presence.ABSENT;

	@Test
	void overriddenBeansAreLeftAlone() throws Exception {
		Observation without = observe(Presence.ABSENT);
		assertThat(without.awaitedInVain()).isEmpty();
		assertThat(observe(Presence.PRESENT).differencesTo(without)).isEmpty();
	}

	private static Observation observe(Presence presence) throws Exception {
		SpiedBeansTests.presence = presence;
		Observation observation = new Observation();
		Suite suite = new Suite();
		TestContextManager manager = new TestContextManager(Suite.class);
		try {
			manager.prepareTestInstance(suite);
			manager.beforeTestMethod(suite, Suite.class.getDeclaredMethod("test"));
			for (Field field : Suite.class.getDeclaredFields()) {
				MockUse.noteBefore(field.getName(), field.get(suite), observation);
				MockUse.noteUse(field.getName(), field.get(suite), observation);
			}
			return observation;
		}
		finally {
			manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

	/**
	 * Makes it so that the application has taskmon, or not.
	 */
	static class Present implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext application) {
			TestPropertyValues.of(presence.properties()).applyTo(application);
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = { "logging.threshold.console=off", "spring.main.banner-mode=off" })
	@ContextConfiguration(initializers = Present.class)
	static class Suite {

		@MockitoSpyBean
		SimpleAsyncTaskExecutor threads;

		@MockitoSpyBean
		ThreadPoolTaskExecutor pool;

		@MockitoSpyBean
		ThreadPoolTaskScheduler scheduler;

		@MockitoSpyBean
		SimpleAsyncTaskScheduler simpleScheduler;

		@MockitoSpyBean
		ConcurrentTaskExecutor concurrent;

		@MockitoSpyBean(name = "raw")
		ThreadPoolExecutor raw;

		@MockitoSpyBean(name = "single")
		ExecutorService single;

		@MockitoBean(name = "mockedThreads")
		SimpleAsyncTaskExecutor mockedThreads;

		@MockitoBean(name = "mockedPool")
		ThreadPoolExecutor mockedPool;

		@MockitoBean(name = "mockedScheduler")
		TaskScheduler mockedScheduler;

		@MockitoBean(name = "mockedExecutor")
		TaskExecutor mockedExecutor;

		void test() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	static class Application {

		@Bean
		SimpleAsyncTaskExecutor threads() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskScheduler scheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		SimpleAsyncTaskScheduler simpleScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		ConcurrentTaskExecutor concurrent() {
			return new ConcurrentTaskExecutor(Executors.newSingleThreadExecutor());
		}

		@Bean
		ThreadPoolExecutor raw() {
			return (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
		}

		@Bean
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

	}

}
