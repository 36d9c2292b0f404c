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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.task.Coverage;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executor beans behind a proxy: the application's advice sees what it would see, and
 * what they run is tracked.
 */
class ProxiedExecutorTests {

	@ParameterizedTest
	@ValueSource(classes = { ProxiedByCglib.class, ProxiedByJdk.class, ProxiedFirst.class })
	void behindProxyKeepsItsDecoratorAndIsTracked(Class<?> configuration) throws Exception {
		try (TestApplication application = TestApplication.of(configuration)) {
			AsyncTaskExecutor pool = application.bean("pool", AsyncTaskExecutor.class);
			assertThat(AopUtils.isAopProxy(pool)).isTrue();
			Notes notes = application.bean(Notes.class);
			notes.calls.clear();
			Latches.get(pool.submit(() -> ""));
			application.bean(ExecutorBeanTests.Work.class).run();
			assertThat(application.ended()).hasSize(2).allMatch((task) -> task.facts().executor().equals("pool"));
			assertThat(notes.decorated).hasSize(2);
			assertThat(application.coverage("pool")).isEqualTo(Coverage.FULL);
			assertThat(application.executor("pool").map(TaskExecutorInfo::type))
				.hasValue(ThreadPoolTaskExecutor.class.getName());
		}
	}

	@Test
	void adviceAroundExecutorSeesNoCallOfTaskmons() {
		try (TestApplication application = TestApplication.of(ProxiedByCglib.class)) {
			assertThat(application.bean(Notes.class).calls).doesNotContain("setTaskDecorator");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { SimpleByCglib.class, SimpleSchedulerByCglib.class })
	void adviceIsPutAroundTheFaceOfAnExecutor(Class<?> configuration) throws Exception {
		try (TestApplication application = TestApplication.of(configuration)) {
			assertAdvisedAndTracked(application);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void adviceIsPutAroundTheFaceOfAnExecutorOfVirtualThreads() throws Exception {
		try (TestApplication application = TestApplication.of(VirtualByCglib.class)) {
			assertAdvisedAndTracked(application);
		}
	}

	private static void assertAdvisedAndTracked(TestApplication application) throws Exception {
		AsyncTaskExecutor pool = application.bean("pool", AsyncTaskExecutor.class);
		assertThat(AopUtils.isCglibProxy(pool)).isTrue();
		Latches.get(pool.submit(() -> ""));
		assertThat(application.bean(Notes.class).calls).contains("submit");
		assertThat(application.onlyEnded().facts().executor()).isEqualTo("pool");
		assertThat(application.coverage("pool")).isEqualTo(Coverage.FULL);
	}

	static class Notes {

		final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

		final BlockingQueue<Runnable> decorated = new LinkedBlockingQueue<>();

		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator((runnable) -> {
				this.decorated.add(runnable);
				return runnable;
			});
			return pool;
		}

		MethodInterceptor advice() {
			return (invocation) -> {
				this.calls.add(invocation.getMethod().getName());
				return invocation.proceed();
			};
		}

	}

	/**
	 * Puts advice around the executor by a subclass.
	 */
	static class ProxyCreation {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static BeanNameAutoProxyCreator autoProxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("pool");
			creator.setProxyTargetClass(true);
			creator.setInterceptorNames("advice");
			return creator;
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static MethodInterceptor advice(ObjectProvider<Notes> notes) {
			return (invocation) -> notes.getObject().advice().invoke(invocation);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Notes.class)
	static class SimpleByCglib extends ProxyCreation {

		@Bean
		SimpleAsyncTaskExecutor pool() {
			return new SimpleAsyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Notes.class)
	static class SimpleSchedulerByCglib extends ProxyCreation {

		@Bean
		SimpleAsyncTaskScheduler pool() {
			return new SimpleAsyncTaskScheduler();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Notes.class)
	static class VirtualByCglib extends ProxyCreation {

		@Bean
		VirtualThreadTaskExecutor pool() {
			return new VirtualThreadTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Notes.class, ExecutorBeanTests.Work.class })
	static class ProxiedByCglib extends ProxyCreation {

		@Bean
		ThreadPoolTaskExecutor pool(Notes notes) {
			return notes.pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Notes.class, ExecutorBeanTests.Work.class })
	static class ProxiedByJdk {

		@Bean
		ProxyFactoryBean pool(Notes notes) {
			ThreadPoolTaskExecutor target = notes.pool();
			target.setDaemon(true);
			target.initialize();
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setInterfaces(AsyncTaskExecutor.class);
			factory.setTarget(target);
			factory.addAdvice(notes.advice());
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Notes.class, ExecutorBeanTests.Work.class })
	static class ProxiedFirst {

		@Bean
		ThreadPoolTaskExecutor pool(Notes notes) {
			return notes.pool();
		}

		@Bean
		static BeanPostProcessor proxying(ObjectProvider<Notes> notes) {
			class Proxying implements BeanPostProcessor, PriorityOrdered {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (!beanName.equals("pool")) {
						return bean;
					}
					ProxyFactory factory = new ProxyFactory(bean);
					factory.setProxyTargetClass(true);
					factory.addAdvice(notes.getObject().advice());
					return factory.getProxy();
				}

				@Override
				public int getOrder() {
					return Ordered.HIGHEST_PRECEDENCE;
				}

			}
			return new Proxying();
		}

	}

}
