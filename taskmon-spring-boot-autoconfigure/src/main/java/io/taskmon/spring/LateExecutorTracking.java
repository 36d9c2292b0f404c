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

import java.util.concurrent.Executor;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Tracks the executor beans that were there before the post-processor was: those that
 * other post-processors of its rank pulled in, and singletons that were registered as
 * instances. Does not create any bean.
 */
public final class LateExecutorTracking implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final SpringHooks hooks;

	/**
	 * Creates a tracking of late executors.
	 * @param beanFactory where the executors are
	 * @param hooks the hooks of this context
	 */
	public LateExecutorTracking(ConfigurableListableBeanFactory beanFactory, SpringHooks hooks) {
		this.beanFactory = beanFactory;
		this.hooks = hooks;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.hooks.context().tracker().guard("looking for executors", this::trackSingletons);
	}

	private void trackSingletons() {
		for (String name : this.beanFactory.getBeanNamesForType(Executor.class, false, false)) {
			if (this.beanFactory.getSingleton(name) instanceof Executor executor) {
				this.hooks.executorTracking().track(executor, name, false);
			}
		}
	}

}
