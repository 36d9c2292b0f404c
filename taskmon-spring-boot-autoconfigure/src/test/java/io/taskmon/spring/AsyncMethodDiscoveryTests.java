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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Where {@code @Async} may stand, and what else may stand around it.
 */
class AsyncMethodDiscoveryTests {

	@Test
	void annotationOnTheClass() {
		assertRecorded("OnClass.run", (application) -> application.bean(OnClass.class).run(), OnClass.class);
	}

	@Test
	void metaAnnotation() {
		assertRecorded("OnMeta.run", (application) -> application.bean(OnMeta.class).run(), OnMeta.class);
	}

	@Test
	void annotationOnTheInterfaceBehindJdkProxy() {
		assertRecorded("OnInterface.run", (application) -> {
			Runs bean = application.bean(Runs.class);
			assertThat(AopUtils.isJdkDynamicProxy(bean)).isTrue();
			bean.run();
		}, OnInterface.class);
	}

	@Test
	@SuppressWarnings("unchecked")
	void genericMethodCalledThroughItsBridge() {
		assertRecorded("OnGeneric.accept", (application) -> call(application.bean(Accepts.class)), OnGeneric.class);
	}

	private static void call(Accepts<String> target) {
		target.accept("text");
	}

	@Test
	void overloadedMethodsAreOneName() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, Overloaded.class)) {
			application.bean(Overloaded.class).run();
			application.bean(Overloaded.class).run("text");
			assertThat(application.ended()).hasSize(2).allMatch((task) -> task.facts().name().equals("Overloaded.run"));
		}
	}

	@Test
	void inheritedMethodIsNamedAfterTheClassOfTheBean() {
		assertRecorded("Inheriting.run", (application) -> application.bean(Inheriting.class).run(), Inheriting.class);
	}

	@Test
	void objectOfFactoryBean() {
		assertRecorded("OnClass.run", (application) -> application.bean(OnClass.class).run(), OnClassFactory.class);
	}

	@Test
	void prototypes() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, Prototype.class)) {
			application.bean(Prototype.class).run();
			application.bean(Prototype.class).run();
			assertThat(application.ended()).hasSize(2).allMatch((task) -> task.facts().name().equals("Prototype.run"));
		}
	}

	@Test
	void beanThatOtherAdviceSurroundsIsRecordedOnceAndAdvisedOnce() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, OnClass.class, OtherAdvice.class)) {
			application.bean(OnClass.class).run();
			EndedTask task = application.onlyEnded();
			assertThat(task.facts().name()).isEqualTo("OnClass.run");
			assertThat(application.bean(Calls.class).seen).hasSize(1);
		}
	}

	@Test
	void proxyAroundProxyIsRecordedOnce() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, OnClass.class)) {
			OnClass inner = application.bean(OnClass.class);
			ProxyFactory factory = new ProxyFactory(inner);
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed());
			((OnClass) factory.getProxy()).run();
			assertThat(application.onlyEnded().facts().name()).isEqualTo("OnClass.run");
		}
	}

	@Test
	void secondAttemptOfAdviceThatRetriesIsTaskOfItsOwn() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, OnClass.class)) {
			ProxyFactory factory = new ProxyFactory(application.bean(OnClass.class));
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				((ProxyMethodInvocation) invocation).invocableClone().proceed();
				return invocation.proceed();
			});
			((OnClass) factory.getProxy()).run();
			assertThat(application.ended()).hasSize(2);
		}
	}

	@Test
	void callThatGoesPastTheProxyIsNoTask() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, CallsItself.class)) {
			application.bean(CallsItself.class).run();
			assertThat(application.ended()).hasSize(1);
		}
	}

	@Test
	void executorThatDoesNotExistFailsAsItDoesWithoutTaskmon() {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, OnMissingExecutor.class)) {
			OnMissingExecutor bean = application.bean(OnMissingExecutor.class);
			assertThat(catchThrowable(bean::run)).isInstanceOf(NoSuchBeanDefinitionException.class)
				.hasMessageContaining("missing");
			EndedTask task = application.onlyEnded();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
			assertThat(task.facts().executor()).isNull();
		}
	}

	@Test
	void callsThatMeetWhileAnExecutorIsCreatedDoNotWaitForEachOther() throws Exception {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, OnLazyExecutor.class,
				LazyExecutor.class)) {
			OnLazyExecutor bean = application.bean(OnLazyExecutor.class);
			CountDownLatch called = new CountDownLatch(1);
			Thread other = new Thread(() -> {
				OnLazyExecutor.callAllOthers(bean);
				called.countDown();
			});
			LazyExecutor.duringCreation = () -> {
				other.start();
				Latches.await(called);
			};
			bean.first();
			assertThat(application.ended()).hasSize(15);
		}
	}

	@Test
	void firstCallsThatRaceAreEachRecorded() throws Exception {
		int callers = 8;
		try (TestApplication application = TestApplication.of(OnlyAsync.class, OnClass.class)) {
			OnClass bean = application.bean(OnClass.class);
			CyclicBarrier start = new CyclicBarrier(callers);
			CountDownLatch end = new CountDownLatch(callers);
			for (int i = 0; i < callers; i++) {
				new Thread(() -> {
					try {
						start.await(10, TimeUnit.SECONDS);
						bean.run();
					}
					catch (Exception ex) {
						throw new IllegalStateException(ex);
					}
					finally {
						end.countDown();
					}
				}).start();
			}
			Latches.await(end);
			assertThat(application.ended()).hasSize(callers)
				.allMatch((task) -> "applicationTaskExecutor".equals(task.facts().executor()));
		}
	}

	private static void assertRecorded(String name, Call call, Class<?> bean) {
		try (TestApplication application = TestApplication.of(OnlyAsync.class, bean)) {
			call.on(application);
			EndedTask task = application.onlyEnded();
			assertThat(task.facts().name()).isEqualTo(name);
			assertThat(task.facts().kind()).isEqualTo(TaskKind.ASYNC);
			assertThat(task.outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		}
	}

	interface Call {

		void on(TestApplication application);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class OnlyAsync {

	}

	@Async
	static class OnClass {

		public void run() {
		}

	}

	static class Inheriting extends OnClass {

	}

	@Target({ ElementType.METHOD, ElementType.TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@Async
	@interface InBackground {

	}

	static class OnMeta {

		@InBackground
		public void run() {
		}

	}

	interface Runs {

		@Async
		void run();

	}

	static class OnInterface implements Runs {

		@Override
		public void run() {
		}

	}

	interface Accepts<T> {

		void accept(T value);

	}

	static class OnGeneric implements Accepts<String> {

		@Async
		@Override
		public void accept(String value) {
		}

	}

	static class Overloaded {

		@Async
		public void run() {
		}

		@Async
		public void run(String text) {
		}

	}

	@Scope("prototype")
	static class Prototype {

		@Async
		public void run() {
		}

	}

	static class CallsItself {

		@Async
		public void run() {
			inner();
		}

		@Async
		public void inner() {
		}

	}

	static class OnMissingExecutor {

		@Async("missing")
		public void run() {
		}

	}

	static class OnLazyExecutor {

		@Async("lazyExecutor")
		public void first() {
		}

		@Async("otherExecutor")
		public void a() {
		}

		@Async("otherExecutor")
		public void b() {
		}

		@Async("otherExecutor")
		public void c() {
		}

		@Async("otherExecutor")
		public void d() {
		}

		@Async("otherExecutor")
		public void e() {
		}

		@Async("otherExecutor")
		public void f() {
		}

		@Async("otherExecutor")
		public void g() {
		}

		@Async("otherExecutor")
		public void h() {
		}

		@Async("otherExecutor")
		public void i() {
		}

		@Async("otherExecutor")
		public void j() {
		}

		@Async("otherExecutor")
		public void k() {
		}

		@Async("otherExecutor")
		public void l() {
		}

		@Async("otherExecutor")
		public void m() {
		}

		@Async("otherExecutor")
		public void n() {
		}

		static void callAllOthers(OnLazyExecutor proxy) {
			Stream
				.<Consumer<OnLazyExecutor>>of(OnLazyExecutor::a, OnLazyExecutor::b, OnLazyExecutor::c,
						OnLazyExecutor::d, OnLazyExecutor::e, OnLazyExecutor::f, OnLazyExecutor::g, OnLazyExecutor::h,
						OnLazyExecutor::i, OnLazyExecutor::j, OnLazyExecutor::k, OnLazyExecutor::l, OnLazyExecutor::m,
						OnLazyExecutor::n)
				.forEach((method) -> method.accept(proxy));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyExecutor {

		static volatile Runnable duringCreation;

		@Bean
		@Lazy
		Executor lazyExecutor() {
			duringCreation.run();
			return Runnable::run;
		}

		@Bean
		Executor otherExecutor() {
			return Runnable::run;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnClassFactory {

		@Bean
		FactoryBean<OnClass> onClass() {
			return new FactoryBean<>() {

				@Override
				public OnClass getObject() {
					return new OnClass();
				}

				@Override
				public Class<?> getObjectType() {
					return OnClass.class;
				}

			};
		}

	}

	static class Calls {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Calls.class)
	static class OtherAdvice {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static DefaultAdvisorAutoProxyCreator autoProxyCreator() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor advisor(Calls calls) {
			NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
			pointcut.setMappedName("run");
			return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> {
				calls.seen.add(Thread.currentThread().getName());
				return invocation.proceed();
			});
		}

	}

}
