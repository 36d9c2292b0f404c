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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Coverage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that a test replaces by mocks, or spies on, as Spring's own annotations do.
 */
@SpringJUnitConfig({ TestDoubleOverrideTests.Beans.class, TestApplication.AutoConfigurations.class })
@TestPropertySource(properties = { "spring.task.execution.mode=force", "spring.threads.virtual.enabled=true" })
class TestDoubleOverrideTests {

	@MockitoSpyBean(name = "applicationTaskExecutor")
	Executor applicationTaskExecutor;

	@MockitoSpyBean(name = "simple")
	SimpleAsyncTaskExecutor simple;

	@MockitoSpyBean(name = "simpleScheduler")
	SimpleAsyncTaskScheduler simpleScheduler;

	@MockitoSpyBean(name = "pool")
	ThreadPoolTaskExecutor pool;

	@MockitoSpyBean(name = "concurrent")
	ConcurrentTaskExecutor concurrent;

	@MockitoSpyBean(name = "nativePool")
	ThreadPoolExecutor nativePool;

	@MockitoSpyBean(name = "nativeScheduler")
	ScheduledThreadPoolExecutor nativeScheduler;

	@MockitoSpyBean(name = "single")
	ExecutorService single;

	@MockitoBean(name = "mockedSimple")
	SimpleAsyncTaskExecutor mockedSimple;

	@MockitoBean(name = "mockedPool")
	ThreadPoolTaskExecutor mockedPool;

	@MockitoBean(name = "mockedScheduler")
	TaskScheduler mockedScheduler;

	@MockitoBean(name = "mockedNative")
	ThreadPoolExecutor mockedNative;

	@Autowired
	TaskReader tasks;

	@Autowired
	TaskMonitor monitor;

	@Autowired
	ApplicationContext context;

	static Stream<String> spies() {
		return Stream.of("applicationTaskExecutor", "simple", "simpleScheduler", "pool", "concurrent", "nativePool",
				"nativeScheduler", "single");
	}

	static Stream<String> mocks() {
		return Stream.of("mockedSimple", "mockedPool", "mockedNative");
	}

	@ParameterizedTest
	@MethodSource("spies")
	void spyIsTheBeanAndSeesItsCalls(String name) {
		Executor spy = this.context.getBean(name, Executor.class);
		assertThat(Mockito.mockingDetails(spy).isSpy()).isTrue();
		CountDownLatch ran = new CountDownLatch(1);
		Runnable code = ran::countDown;
		spy.execute(code);
		Latches.await(ran);
		Mockito.verify(spy).execute(code);
		assertLeftAlone(name);
	}

	@ParameterizedTest
	@MethodSource("mocks")
	void mockSeesNothing(String name) {
		Executor mock = this.context.getBean(name, Executor.class);
		Mockito.clearInvocations(mock);
		assertLeftAlone(name);
		Mockito.verifyNoInteractions(mock);
	}

	private void assertLeftAlone(String name) {
		assertThat(this.tasks.executors()).filteredOn((executor) -> executor.name().equals(name))
			.singleElement()
			.satisfies((executor) -> assertThat(executor.coverage().level()).isEqualTo(Coverage.Level.NONE))
			.satisfies((executor) -> assertThat(executor.coverage().reason()).contains("mock"));
		assertThat(this.monitor.tracker().faults().count()).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskScheduler simpleScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ConcurrentTaskExecutor concurrent() {
			return new ConcurrentTaskExecutor(new ScheduledThreadPoolExecutor(1));
		}

		@Bean
		ThreadPoolExecutor nativePool() {
			return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Bean
		ScheduledThreadPoolExecutor nativeScheduler() {
			return new ScheduledThreadPoolExecutor(1);
		}

		@Bean
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

	}

}
