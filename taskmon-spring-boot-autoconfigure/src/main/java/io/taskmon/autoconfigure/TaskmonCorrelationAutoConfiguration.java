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

import java.util.Objects;

import io.micrometer.tracing.Tracer;
import io.taskmon.TaskMonitor;
import io.taskmon.correlation.MdcContextSource;
import io.taskmon.correlation.MdcTaskMarker;
import io.taskmon.correlation.TracingContextSource;
import io.taskmon.spi.TaskContextSource;
import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.OnPropertyListCondition;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that relates tasks to traces and log
 * lines. Comes after whatever makes a {@link Tracer}.
 */
@AutoConfiguration(after = TaskmonAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBean(value = TaskMonitor.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(CorrelationProperties.class)
public final class TaskmonCorrelationAutoConfiguration {

	@Bean
	SmartInitializingSingleton taskCorrelation(TaskMonitor monitor, ObjectProvider<TaskContextSource> sources) {
		return () -> sources.orderedStream().forEach(monitor::addContextSource);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnBooleanProperty(name = "taskmon.correlation.tracing", matchIfMissing = true)
	static class TracingConfiguration {

		@Bean
		@Order(0)
		@ConditionalOnSingleCandidate(Tracer.class)
		TracingContextSource tracingTaskContextSource(Tracer tracer) {
			return new TracingContextSource(tracer);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MDC.class)
	static class MdcConfiguration {

		@Bean
		@Order(1)
		@Conditional(OnMdcKeys.class)
		MdcContextSource mdcTaskContextSource(CorrelationProperties properties) {
			return new MdcContextSource(properties.getMdcKeys());
		}

		@Bean
		@ConditionalOnProperty("taskmon.correlation.mdc-task-key")
		SmartInitializingSingleton taskMarking(TaskMonitor monitor, CorrelationProperties properties) {
			return () -> monitor.addMarker(new MdcTaskMarker(Objects.requireNonNull(properties.getMdcTaskKey())));
		}

	}

	/**
	 * Matches where there are keys of the log's context to show.
	 */
	static class OnMdcKeys extends OnPropertyListCondition {

		OnMdcKeys() {
			super("taskmon.correlation.mdc-keys", () -> ConditionMessage.forCondition("MDC keys"));
		}

	}

}
