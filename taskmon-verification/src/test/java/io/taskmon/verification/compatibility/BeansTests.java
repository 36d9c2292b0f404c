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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

import org.junit.jupiter.api.Test;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.SchedulingTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ErrorHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application finds the same beans of every type that has to do with executors, of the
 * same classes.
 */
class BeansTests {

	private static final List<Class<?>> TYPES = List.of(Executor.class, ExecutorService.class,
			ScheduledExecutorService.class, ThreadPoolExecutor.class, ScheduledThreadPoolExecutor.class,
			ForkJoinPool.class, TaskExecutor.class, AsyncTaskExecutor.class, SchedulingTaskExecutor.class,
			SimpleAsyncTaskExecutor.class, ThreadPoolTaskExecutor.class, ConcurrentTaskExecutor.class,
			TaskScheduler.class, ThreadPoolTaskScheduler.class, TaskDecorator.class, SchedulingConfigurer.class,
			AsyncConfigurer.class, ThreadFactory.class, RejectedExecutionHandler.class, ErrorHandler.class,
			AsyncUncaughtExceptionHandler.class, ThreadPoolTaskExecutorBuilder.class,
			ThreadPoolTaskSchedulerBuilder.class, SimpleAsyncTaskExecutorBuilder.class,
			ThreadPoolTaskExecutorCustomizer.class, ThreadPoolTaskSchedulerCustomizer.class,
			SimpleAsyncTaskExecutorCustomizer.class, ApplicationRunner.class, CommandLineRunner.class,
			WebMvcConfigurer.class, Runnable.class);

	/** What an application with taskmon has more, for Spring looks for it by its type. */
	private static final List<String> OWN_BEANS = List.of("taskmonWebMvcConfigurer", "taskmonSchedulingConfigurer");

	@Test
	void ofAnApplicationWithExecutorsAreTheSame() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout(BeansTests::observe);
	}

	@Test
	void ofAnApplicationWithoutExecutorsAreTheSame() throws Exception {
		new Laboratory(BareApplication.class).assertSameWithAndWithout(BeansTests::observe);
	}

	@Test
	void ofAWebApplicationAreTheSame() throws Exception {
		new Laboratory(BareApplication.class, WebApplicationType.SERVLET).assertSameWithAndWithout(BeansTests::observe);
	}

	@Test
	void areTheSameWhereTaskmonIsSwitchedOff() throws Exception {
		Laboratory laboratory = new Laboratory(Application.class);
		Observation without = laboratory.observe(Presence.ABSENT, BeansTests::observe);
		Observation off = laboratory.observe(Presence.SWITCHED_OFF, BeansTests::observe);
		assertThat(off.differencesTo(without)).isEmpty();
	}

	static void observe(ConfigurableApplicationContext application, Observation observation) {
		for (Class<?> type : TYPES) {
			List<String> names = Arrays.stream(application.getBeanNamesForType(type))
				.filter((name) -> !OWN_BEANS.contains(name))
				.toList();
			observation.note(type.getSimpleName() + " beans", names);
			ObjectProvider<?> provider = application.getBeanProvider(type);
			if (!names.isEmpty()) {
				observation.noteAnswer("the " + type.getSimpleName(), () -> provider.getIfUnique());
			}
			for (String name : names) {
				observation.note(type.getSimpleName() + " " + name, application.getBean(name));
				observation.note(type.getSimpleName() + " " + name + " is of type",
						application.isTypeMatch(name, type) + Words.of(application.getType(name)));
				observation.note(type.getSimpleName() + " " + name + " is the same",
						application.getBean(name) == application.getBean(name, type));
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableScheduling
	@Import({ ExecutorBeans.class, VirtualThreadBeans.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EnableScheduling
	static class BareApplication {

	}

}
