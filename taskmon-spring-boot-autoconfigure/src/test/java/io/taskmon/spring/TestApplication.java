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
import java.util.Optional;

import io.taskmon.TaskMonitor;
import io.taskmon.autoconfigure.TaskmonAutoConfiguration;
import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.read.TaskList;
import io.taskmon.read.TaskQuery;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import org.awaitility.Awaitility;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with taskmon in it, and what taskmon shows of it.
 */
final class TestApplication implements AutoCloseable {

	private static final TaskQuery EVERYTHING = TaskQuery.ALL.withLimit(10_000);

	private final AnnotationConfigApplicationContext context;

	private TestApplication(AnnotationConfigApplicationContext context) {
		this.context = context;
	}

	static TestApplication of(Class<?>... configurations) {
		return of(List.of(), configurations);
	}

	static TestApplication of(List<String> properties, Class<?>... configurations) {
		return childOf(null, properties, configurations);
	}

	static TestApplication childOf(TestApplication parent, List<String> properties, Class<?>... configurations) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		if (parent != null) {
			context.setParent(parent.context);
		}
		TestPropertyValues.of(properties).applyTo(context);
		context.register(configurations);
		context.register(AutoConfigurations.class);
		context.refresh();
		return new TestApplication(context);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	ApplicationContext context() {
		return this.context;
	}

	TaskReader tasks() {
		return this.context.getBean(TaskReader.class);
	}

	TaskMonitor monitor() {
		return this.context.getBean(TaskMonitor.class);
	}

	List<LiveTask> live() {
		return tasks().live(EVERYTHING).tasks();
	}

	/**
	 * Waits until no task is live, and returns those that have ended, the oldest first.
	 */
	List<EndedTask> ended() {
		Awaitility.await("end of " + live())
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> tasks().live(EVERYTHING).tasks().isEmpty());
		TaskList<EndedTask> ended = tasks().ended(EVERYTHING);
		assertThat(ended.counts().errors()).as("errors inside taskmon").isZero();
		return ended.tasks()
			.stream()
			.sorted((left, right) -> Long.compare(left.facts().id(), right.facts().id()))
			.toList();
	}

	/**
	 * Waits until no task is live, and returns the only one that there has been.
	 */
	EndedTask onlyEnded() {
		List<EndedTask> ended = ended();
		assertThat(ended).as("records of one task").hasSize(1);
		return ended.get(0);
	}

	/**
	 * Waits until so many tasks have ended, others being live or not.
	 */
	List<EndedTask> ended(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> tasks().ended(EVERYTHING).tasks().size() >= count);
		List<EndedTask> ended = tasks().ended(EVERYTHING).tasks();
		assertThat(ended).hasSize(count);
		return ended;
	}

	/**
	 * Waits until dropped tasks have been noticed, which takes a garbage collection.
	 */
	List<EndedTask> endedAfterCollection() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return live().isEmpty();
		});
		return ended();
	}

	Coverage coverage(String executor) {
		return executor(executor).map(TaskExecutorInfo::coverage).orElseThrow();
	}

	Optional<TaskExecutorInfo> executor(String name) {
		return tasks().executors().stream().filter((info) -> info.name().equals(name)).findFirst();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskmonAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			TaskSchedulingAutoConfiguration.class })
	static class AutoConfigurations {

	}

}
