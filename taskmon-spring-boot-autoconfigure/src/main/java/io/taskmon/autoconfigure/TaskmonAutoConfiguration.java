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

package io.taskmon.autoconfigure;

import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.diagnosis.Diagnostician;
import io.taskmon.diagnosis.FindingListener;
import io.taskmon.read.TaskReader;
import io.taskmon.spring.LateExecutorTracking;
import io.taskmon.spring.ScheduledTaskTracking;
import io.taskmon.spring.SpringHooks;
import io.taskmon.spring.TaskExecutorPostProcessor;
import io.taskmon.spring.async.AsyncMethodPostProcessor;
import io.taskmon.task.TaskCanceller;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that tracks the asynchronous tasks
 * of the application. A child context tracks its tasks in the monitor of its parent.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "taskmon.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TaskmonProperties.class)
public final class TaskmonAutoConfiguration {

	// Bound here, not injected: an executor that a post-processor pulls in needs the
	// monitor
	// before configuration properties are beans like others
	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TaskMonitor taskMonitor(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		TaskmonProperties properties = Binder.get(environment).bindOrCreate("taskmon", TaskmonProperties.class);
		TaskMonitor monitor = new TaskMonitor(properties.limits(), properties.getCapture().settings(),
				new LoggingFaultListener(),
				KnownPackages.of(properties.getStacks().getApplicationPackages(), beanFactory));
		monitor.start();
		return monitor;
	}

	@Bean
	@ConditionalOnMissingBean
	TaskReader taskReader(TaskMonitor monitor) {
		return monitor.reader();
	}

	// Not lazily, for it looks by itself
	@Bean
	@Lazy(false)
	@ConditionalOnMissingBean(Diagnosis.class)
	Diagnostician taskDiagnosis(TaskMonitor monitor, TaskReader reader, TaskmonProperties properties,
			ObjectProvider<FindingListener> listeners, ConfigurableApplicationContext context) {
		Diagnostician diagnostician = new Diagnostician(reader, properties.diagnosisSettings(),
				monitor.tracker().faults());
		listeners.orderedStream().forEach(diagnostician::addListener);
		HousekeepingDuty.add(context, monitor, "the diagnosis", diagnostician::round);
		return diagnostician;
	}

	@Bean
	@ConditionalOnMissingBean
	TaskCanceller taskCanceller(TaskMonitor monitor) {
		return monitor.canceller();
	}

	@Bean
	@ConditionalOnMissingBean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SpringHooks taskmonSpringHooks(TaskMonitor monitor) {
		return new SpringHooks(monitor);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TaskExecutorPostProcessor trackedTaskExecutorPostProcessor(ObjectProvider<SpringHooks> hooks) {
		return new TaskExecutorPostProcessor(hooks::getObject);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static AsyncMethodPostProcessor trackedAsyncMethodPostProcessor(ObjectProvider<SpringHooks> hooks) {
		return new AsyncMethodPostProcessor(hooks::getObject);
	}

	@Bean
	@ConditionalOnBean(value = TaskMonitor.class, search = SearchStrategy.CURRENT)
	ShutdownNotice taskmonShutdownNotice(TaskMonitor monitor, ApplicationContext context) {
		return new ShutdownNotice(monitor, context);
	}

	// Only where Spring looks for such beans it is made
	@Bean(autowireCandidate = false)
	@Lazy
	SchedulingConfigurer taskmonSchedulingConfigurer(SpringHooks hooks) {
		return new ScheduledTaskTracking(hooks);
	}

	@Bean
	LateExecutorTracking lateExecutorTracking(ConfigurableListableBeanFactory beanFactory, SpringHooks hooks) {
		return new LateExecutorTracking(beanFactory, hooks);
	}

}
