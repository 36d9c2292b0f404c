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

import java.time.Duration;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskReader;
import io.taskmon.shutdown.ShutdownLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ShutdownLog}.
 */
@AutoConfiguration(after = { TaskmonAutoConfiguration.class, LifecycleAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "taskmon.shutdown-log.enabled", matchIfMissing = true)
@ConditionalOnBean(value = TaskMonitor.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(ShutdownLogProperties.class)
public final class TaskmonShutdownAutoConfiguration {

	// Spring Boot's own default
	private static final Duration PHASE_TIMEOUT = Duration.ofSeconds(30);

	@Bean
	@ConditionalOnMissingBean
	ShutdownLog taskShutdownLog(ApplicationContext context, TaskMonitor monitor, TaskReader reader,
			ObjectProvider<LifecycleProperties> lifecycle) {
		ShutdownLog log = new ShutdownLog(context, reader, monitor.tracker().faults(), phaseTimeout(lifecycle));
		monitor.onClose("logging the shutdown", log::closed);
		return log;
	}

	private static Duration phaseTimeout(ObjectProvider<LifecycleProperties> lifecycle) {
		LifecycleProperties properties = lifecycle.getIfUnique();
		return (properties != null) ? properties.getTimeoutPerShutdownPhase() : PHASE_TIMEOUT;
	}

}
