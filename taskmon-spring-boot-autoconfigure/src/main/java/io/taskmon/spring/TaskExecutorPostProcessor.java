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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tracks each executor bean as soon as it is initialised, also those that other
 * post-processors pull in early. Where a face takes the place of a bean, nobody has the
 * bean itself yet.
 */
public final class TaskExecutorPostProcessor implements SmartInstantiationAwareBeanPostProcessor, PriorityOrdered {

	private final Supplier<ExecutorTracking> tracking;

	private final Set<String> exposedEarly = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a post-processor.
	 * @param hooks the hooks of this context, asked for at the first executor
	 */
	public TaskExecutorPostProcessor(Supplier<SpringHooks> hooks) {
		this.tracking = SingletonSupplier.of(() -> hooks.get().executorTracking());
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Executor executor) {
			return this.tracking.get().track(executor, beanName, !this.exposedEarly.contains(beanName));
		}
		return bean;
	}

	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		if (bean instanceof Executor) {
			this.exposedEarly.add(beanName);
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
