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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Executors keep what the JDK promises, sentence by sentence, plain as well as tracked.
 */
class ContractTests {

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=off")
			.registerShutdownHook(false)
			.run();
	}

	@AfterAll
	static void end() {
		application.close();
	}

	@TestFactory
	List<DynamicContainer> servicesKeepWhatIsPromised() {
		Map<String, Supplier<ExecutorService>> services = new LinkedHashMap<>();
		services.put("thread pool",
				() -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
		services.put("single", Executors::newSingleThreadExecutor);
		services.put("unconfigurable", () -> Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(1)));
		services.put("scheduled pool", () -> new ScheduledThreadPoolExecutor(1));
		services.put("single scheduled", Executors::newSingleThreadScheduledExecutor);
		services.put("pool of Spring", ContractTests::poolOfSpring);
		return containers(services, ServiceContract.sentences());
	}

	@TestFactory
	List<DynamicContainer> schedulersKeepWhatIsPromised() {
		Map<String, Supplier<ScheduledExecutorService>> services = new LinkedHashMap<>();
		services.put("scheduled pool", () -> new ScheduledThreadPoolExecutor(1));
		services.put("single scheduled", Executors::newSingleThreadScheduledExecutor);
		services.put("unconfigurable",
				() -> Executors.unconfigurableScheduledExecutorService(Executors.newScheduledThreadPool(1)));
		services.put("scheduler of Spring", ContractTests::schedulerOfSpring);
		return containers(services, ScheduleContract.sentences());
	}

	private static ExecutorService poolOfSpring() {
		return application.getBeanFactory().createBean(NarrowPool.class).getThreadPoolExecutor();
	}

	private static ScheduledExecutorService schedulerOfSpring() {
		return application.getBeanFactory().createBean(ThreadPoolTaskScheduler.class).getScheduledExecutor();
	}

	private static <S extends ExecutorService> List<DynamicContainer> containers(Map<String, Supplier<S>> services,
			List<Sentence<S>> sentences) {
		List<DynamicContainer> containers = new ArrayList<>();
		services.forEach((name, service) -> {
			containers.add(container("plain " + name, service, sentences));
			containers.add(container("tracked " + name, () -> asBean(service.get()), sentences));
		});
		return containers;
	}

	private static <S extends ExecutorService> DynamicContainer container(String name, Supplier<S> service,
			List<Sentence<S>> sentences) {
		return DynamicContainer.dynamicContainer(name, sentences.stream()
			.map((sentence) -> DynamicTest.dynamicTest(sentence.text(), () -> assertKept(sentence, service.get()))));
	}

	private static <S extends ExecutorService> void assertKept(Sentence<S> sentence, S service) throws Exception {
		try {
			sentence.check().of(service);
		}
		finally {
			service.shutdownNow();
		}
	}

	@SuppressWarnings("unchecked")
	private static <S extends ExecutorService> S asBean(S service) {
		return (S) application.getAutowireCapableBeanFactory()
			.applyBeanPostProcessorsAfterInitialization(service, "bean-" + System.identityHashCode(service));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class NarrowPool extends ThreadPoolTaskExecutor {

	}

}
