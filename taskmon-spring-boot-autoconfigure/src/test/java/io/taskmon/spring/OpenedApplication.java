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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;

/**
 * An application in a JVM that lets anybody look into executors of the JDK, and does.
 * What it saw, without taskmon and with it, is written to a file.
 */
final class OpenedApplication {

	static final List<String> NAMES = List.of("single", "scheduled", "wrapped", "wrappedSchedules", "perTask");

	private OpenedApplication() {
	}

	public static void main(String[] arguments) throws Exception {
		List<String> lines = new ArrayList<>();
		for (boolean enabled : new boolean[] { false, true }) {
			try (TestApplication application = TestApplication.of(List.of("taskmon.enabled=" + enabled),
					Nameless.class)) {
				for (String name : NAMES) {
					if (application.context().containsBean(name)) {
						lines.add(enabled + " " + name + " " + seen(application, name));
					}
				}
				if (enabled) {
					application.ended();
					NAMES.stream()
						.filter(application.context()::containsBean)
						.map((name) -> "shown " + name + " " + shown(application, name))
						.forEach(lines::add);
				}
			}
		}
		Files.write(Path.of(arguments[0]), lines);
	}

	private static String seen(TestApplication application, String name) throws Exception {
		ExecutorService executor = application.bean(name, ExecutorService.class);
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new ExecutorServiceMetrics(executor, name, List.of()).bindTo(registry);
		executor.execute(() -> {
		});
		String answer = executor.submit(() -> "answer").get(20, TimeUnit.SECONDS);
		return executor.getClass().getName() + " " + registry.getMeters().size() + " meters " + answer;
	}

	private static String shown(TestApplication application, String name) {
		long tasks = application.ended().stream().filter((task) -> task.facts().executor().equals(name)).count();
		return application.coverage(name).level() + " " + tasks + " tasks, pool "
				+ (application.executor(name).orElseThrow().pool() != null) + ", "
				+ application.ended()
					.stream()
					.filter((task) -> task.facts().executor().equals(name))
					.map((task) -> task.outcome().name())
					.distinct()
					.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Nameless {

		@Bean
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean
		ScheduledExecutorService scheduled() {
			return Executors.newSingleThreadScheduledExecutor();
		}

		@Bean
		ExecutorService wrapped() {
			return Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(1));
		}

		@Bean
		ScheduledExecutorService wrappedSchedules() {
			return Executors.unconfigurableScheduledExecutorService(Executors.newScheduledThreadPool(2));
		}

		@Bean
		@ConditionalOnJava(JavaVersion.TWENTY_ONE)
		Executor perTask() {
			return (Executor) ReflectionUtils
				.invokeMethod(ReflectionUtils.findMethod(Executors.class, "newVirtualThreadPerTaskExecutor"), null);
		}

	}

}
