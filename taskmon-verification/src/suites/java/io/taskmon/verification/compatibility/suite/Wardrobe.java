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

package io.taskmon.verification.compatibility.suite;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Makes of an executor what an application gets that has it as a bean. Code of suites
 * calls this with each executor that it makes.
 */
public final class Wardrobe {

	private static final AtomicInteger DRESSED = new AtomicInteger();

	private static volatile @Nullable ConfigurableApplicationContext application;

	private Wardrobe() {
	}

	static void open(ConfigurableApplicationContext application) {
		Wardrobe.application = application;
	}

	static int dressed() {
		return DRESSED.get();
	}

	public static ExecutorService dress(ExecutorService executor) {
		return asBean(executor, ExecutorService.class);
	}

	public static ScheduledExecutorService dress(ScheduledExecutorService executor) {
		return asBean(executor, ScheduledExecutorService.class);
	}

	public static ThreadPoolExecutor dress(ThreadPoolExecutor executor) {
		return asBean(executor, ThreadPoolExecutor.class);
	}

	public static ScheduledThreadPoolExecutor dress(ScheduledThreadPoolExecutor executor) {
		return asBean(executor, ScheduledThreadPoolExecutor.class);
	}

	static <T extends Executor> T asBean(T executor, Class<? super T> type) {
		ConfigurableApplicationContext context = application;
		if (context == null) {
			return executor;
		}
		String name = "executor-" + DRESSED.incrementAndGet();
		Object bean = context.getAutowireCapableBeanFactory().applyBeanPostProcessorsAfterInitialization(executor, name);
		@SuppressWarnings("unchecked")
		T dressed = (T) type.cast(bean);
		return dressed;
	}

}
