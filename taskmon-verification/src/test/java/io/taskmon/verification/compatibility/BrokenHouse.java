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

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A tool that harms its host in every way that the laboratory looks for.
 */
@Configuration(proxyBeanMethods = false)
class BrokenHouse implements BeanPostProcessor, Ordered {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		switch (beanName) {
			case "pool" -> ((ThreadPoolTaskExecutor) bean).setTaskDecorator(BrokenHouse::swallowing);
			case "decoratedPool" -> ((ThreadPoolTaskExecutor) bean).setTaskDecorator(BrokenHouse::looking);
			case "threads" -> ((SimpleAsyncTaskExecutor) bean).setTaskDecorator(BrokenHouse::renaming);
			case "raw" -> ((ThreadPoolExecutor) bean).setRejectedExecutionHandler((code, pool) -> {
			});
			case "scheduler" -> ((ThreadPoolTaskScheduler) bean).setErrorHandler((ex) -> {
			});
			case "watchful" -> ((ThreadPoolExecutor) bean).execute(new Errand(null));
			case "limitedThreads" -> ((SimpleAsyncTaskExecutor) bean).setConcurrencyLimit(99);
			case "mock Executor", "mock ThreadPoolTaskExecutor" -> ((Executor) bean).execute(new Errand(null));
			case "mock ExecutorService" -> {
				return Executors.newSingleThreadExecutor();
			}
			case "fixed" -> {
				return new ForkJoinPool(1);
			}
			case "single" -> {
				return Executors.newSingleThreadExecutor((code) -> new Thread(code, "broken"));
			}
			default -> {
			}
		}
		return bean;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	private static Runnable swallowing(Runnable code) {
		return () -> {
			try {
				code.run();
			}
			catch (RuntimeException ex) {
				LoggerFactory.getLogger(BrokenHouse.class).warn("Lost");
			}
		};
	}

	private static Runnable looking(Runnable code) {
		return () -> {
			Objects.requireNonNull(code.toString());
			code.run();
		};
	}

	private static Runnable renaming(Runnable code) {
		return () -> {
			Thread.currentThread().setName("broken");
			code.run();
		};
	}

	@Bean
	TaskDecorator brokenDecorator() {
		return (code) -> code;
	}

	@Bean
	MeterBinder brokenMeter() {
		return (registry) -> registry.counter("broken").increment();
	}

	@Bean
	Executor brokenExecutor() {
		return new ConcurrentTaskExecutor((code) -> code.run());
	}

}
