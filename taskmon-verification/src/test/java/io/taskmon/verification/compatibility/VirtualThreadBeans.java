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

package io.taskmon.verification.compatibility;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The executors that there are only where there are virtual threads.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnJava(JavaVersion.TWENTY_ONE)
class VirtualThreadBeans {

	@Bean
	SimpleAsyncTaskExecutor virtualThreads() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
		executor.setVirtualThreads(true);
		return executor;
	}

	@Bean
	VirtualThreadTaskExecutor virtual() {
		return new VirtualThreadTaskExecutor("virtual-");
	}

	@Bean
	SimpleAsyncTaskScheduler virtualScheduler() {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setVirtualThreads(true);
		return scheduler;
	}

	@Bean
	ThreadPoolTaskExecutor virtualPool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setVirtualThreads(true);
		return pool;
	}

	@Bean
	ExecutorService virtualPerTask() throws Exception {
		return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
	}

	@Bean
	ExecutorService threadPerTask() throws Exception {
		Method method = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
		return (ExecutorService) method.invoke(null, (ThreadFactory) (code) -> new Thread(code, "per-task"));
	}

	@Bean
	ConcurrentTaskExecutor concurrentVirtual() throws Exception {
		return new ConcurrentTaskExecutor(virtualPerTask());
	}

}
