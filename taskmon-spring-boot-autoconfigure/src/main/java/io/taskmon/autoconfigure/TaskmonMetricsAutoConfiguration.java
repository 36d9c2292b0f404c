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

import io.micrometer.core.instrument.MeterRegistry;
import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.metrics.TaskMetrics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TaskMetrics}.
 */
@AutoConfiguration(after = TaskmonAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, TaskMonitor.class, Diagnosis.class })
@EnableConfigurationProperties(MetricsProperties.class)
public final class TaskmonMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TaskMetrics taskmonMetrics(TaskMonitor monitor, Diagnosis diagnosis, MetricsProperties properties,
			ConfigurableApplicationContext context) {
		TaskMetrics metrics = new TaskMetrics(monitor.statistics(), diagnosis);
		monitor.countByName(properties.getNames());
		HousekeepingDuty.add(context, monitor, "updating meters", metrics::update);
		return metrics;
	}

}
