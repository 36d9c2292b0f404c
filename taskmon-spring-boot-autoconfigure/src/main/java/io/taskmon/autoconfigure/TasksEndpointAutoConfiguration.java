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

import io.taskmon.actuate.TasksEndpoint;
import io.taskmon.actuate.TasksEndpointJmxExtension;
import io.taskmon.actuate.TasksEndpointWebExtension;
import io.taskmon.actuate.page.HostApplication;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskReader;
import io.taskmon.task.TaskCanceller;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TasksEndpoint}.
 */
@AutoConfiguration(after = TaskmonAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(TasksEndpoint.class)
@ConditionalOnBean({ TaskReader.class, TaskCanceller.class, Diagnosis.class })
public final class TasksEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TasksEndpoint tasksEndpoint(TaskReader reader, TaskCanceller canceller) {
		return new TasksEndpoint(reader, canceller);
	}

	@Bean
	@ConditionalOnBean(TasksEndpoint.class)
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	TasksEndpointWebExtension tasksEndpointWebExtension(TaskReader reader, TaskCanceller canceller, Diagnosis diagnosis,
			ConfigurableApplicationContext context) {
		return new TasksEndpointWebExtension(reader, canceller, diagnosis, new HostApplication(context));
	}

	@Bean
	@ConditionalOnBean(TasksEndpoint.class)
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	TasksEndpointJmxExtension tasksEndpointJmxExtension(TaskReader reader, Diagnosis diagnosis) {
		return new TasksEndpointJmxExtension(reader, diagnosis);
	}

}
