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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.jmx.export.annotation.AnnotationMBeanExporter;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An application with all that can be asked of executors, and what it was called back
 * for.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@EnableScheduling
@Import(UnharmedHost.Work.class)
public class UnharmedHost {

	static final List<String> CALLBACKS = new CopyOnWriteArrayList<>();

	@Bean
	static AnnotationMBeanExporter mbeanExporter() {
		return new AnnotationMBeanExporter();
	}

	@Bean
	static MBeanExporter exporterOfNativePool(ThreadPoolExecutor nativePool, SimpleAsyncTaskExecutor simple,
			ThreadPoolTaskExecutor pool) {
		MBeanExporter exporter = new MBeanExporter();
		exporter
			.setBeans(Map.of("host:name=nativePool", nativePool, "host:name=simple", simple, "host:name=pool", pool));
		return exporter;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BeanNameAutoProxyCreator autoProxyCreator() {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("proxied");
		creator.setProxyTargetClass(true);
		creator.setInterceptorNames("advice");
		return creator;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MethodInterceptor advice() {
		return (invocation) -> {
			CALLBACKS.add("advised " + invocation.getMethod().getName());
			return invocation.proceed();
		};
	}

	@Bean
	TaskDecorator decorator() {
		return (runnable) -> runnable;
	}

	@Bean
	Injections injections(ThreadPoolTaskExecutor pool, ThreadPoolExecutor nativePool, ForkJoinPool forkJoinPool,
			SimpleAsyncTaskExecutor simple, TaskDecorator decorator) {
		return new Injections(pool, nativePool, forkJoinPool, simple, decorator);
	}

	@Bean
	ThreadPoolTaskExecutor pool() {
		return new ThreadPoolTaskExecutor();
	}

	@Bean
	FinalPool finalPool() {
		return new FinalPool();
	}

	@Bean
	LoudPool loud() {
		return new LoudPool();
	}

	@Bean
	ThreadPoolTaskExecutor proxied() {
		return new ThreadPoolTaskExecutor();
	}

	@Bean
	ThreadPoolTaskExecutor full() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setMaxPoolSize(1);
		pool.setQueueCapacity(0);
		return pool;
	}

	@Bean
	ThreadPoolExecutor nativePool() {
		return new ThreadPoolExecutor(2, 3, 4, TimeUnit.MINUTES, new LinkedBlockingQueue<>(10),
				(code) -> new Thread(code, "native"), new ThreadPoolExecutor.CallerRunsPolicy());
	}

	@Bean
	ForkJoinPool forkJoinPool() {
		return new ForkJoinPool(1);
	}

	@Bean
	SimpleAsyncTaskExecutor simple() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("simple-");
		executor.setConcurrencyLimit(7);
		executor.setDaemon(true);
		executor.setThreadPriority(3);
		return executor;
	}

	@Bean
	OwnExecutor own() {
		return new OwnExecutor();
	}

	@Bean
	ConcurrentTaskExecutor overForkJoinPool(ForkJoinPool forkJoinPool) {
		return new ConcurrentTaskExecutor(forkJoinPool);
	}

	@Bean
	ConcurrentTaskExecutor overLambda() {
		return new ConcurrentTaskExecutor((command) -> new Thread(command, "lambda").start());
	}

	@Bean
	ScheduledExecutorService scheduled() {
		return new ScheduledThreadPoolExecutor(2, (code) -> new Thread(code, "scheduled"));
	}

	@Bean
	ThreadPoolTaskScheduler threadPoolTaskScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setRemoveOnCancelPolicy(true);
		return scheduler;
	}

	@Bean
	SimpleAsyncTaskScheduler simpleAsyncTaskScheduler() {
		return new SimpleAsyncTaskScheduler();
	}

	static class Work {

		@Async("pool")
		public Future<String> onPool(boolean failing) {
			return result(failing);
		}

		@Async("nativePool")
		public Future<String> onNativePool(boolean failing) {
			return result(failing);
		}

		@Async("forkJoinPool")
		public Future<String> onForkJoinPool(boolean failing) {
			return result(failing);
		}

		@Async("simple")
		public Future<String> onSimple(boolean failing) {
			return result(failing);
		}

		@Async("own")
		public Future<String> onOwn(boolean failing) {
			return result(failing);
		}

		@Async("proxied")
		public Future<String> onProxied(boolean failing) {
			return result(failing);
		}

		@Async("full")
		public void onFull() {
		}

		private static Future<String> result(boolean failing) {
			if (failing) {
				throw new IllegalStateException("failing");
			}
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

	}

	record Injections(ThreadPoolTaskExecutor pool, ThreadPoolExecutor nativePool, ForkJoinPool forkJoinPool,
			SimpleAsyncTaskExecutor simple, TaskDecorator decorator) {

	}

	static final class FinalPool extends ThreadPoolTaskExecutor {

	}

	static class OwnExecutor implements Executor, SmartLifecycle, InitializingBean, DisposableBean {

		private volatile boolean running;

		@Override
		public void execute(Runnable command) {
			new Thread(command, "own").start();
		}

		@Override
		public void afterPropertiesSet() {
			CALLBACKS.add("own afterPropertiesSet");
		}

		@Override
		public void start() {
			this.running = true;
			CALLBACKS.add("own start");
		}

		@Override
		public void stop() {
			this.running = false;
			CALLBACKS.add("own stop");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public void destroy() {
			CALLBACKS.add("own destroy");
		}

	}

	@ManagedResource
	public static class LoudPool extends ThreadPoolTaskExecutor {

		@Override
		public void setBeanName(String name) {
			CALLBACKS.add("loud setBeanName");
			super.setBeanName(name);
		}

		@Override
		public void setTaskDecorator(TaskDecorator taskDecorator) {
			CALLBACKS.add("loud setTaskDecorator");
			super.setTaskDecorator(taskDecorator);
		}

		@Override
		public void afterPropertiesSet() {
			CALLBACKS.add("loud afterPropertiesSet");
			super.afterPropertiesSet();
		}

		@Override
		@ManagedAttribute
		public int getCorePoolSize() {
			return super.getCorePoolSize();
		}

		@Override
		public void start() {
			CALLBACKS.add("loud start");
			super.start();
		}

		@Override
		public void stop(Runnable callback) {
			CALLBACKS.add("loud stop");
			super.stop(callback);
		}

		@Override
		public void shutdown() {
			CALLBACKS.add("loud shutdown");
			super.shutdown();
		}

	}

}
