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

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.Diagnosis;
import io.taskmon.read.TaskReader;
import io.taskmon.task.Coverage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.mockito.invocation.Invocation;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mocks and spies among the executor beans: a test sees what it would see without
 * taskmon.
 */
class TestDoubleTests {

	private static final Runnable CODE = () -> {
	};

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listenToLog() {
		this.log.start();
		root().addAppender(this.log);
	}

	@AfterEach
	void noWarning() {
		root().detachAppender(this.log);
		assertThat(this.log.list).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.filteredOn((event) -> event.getLoggerName().startsWith("io.taskmon"))
			.isEmpty();
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	@ParameterizedTest
	@MethodSource("io.taskmon.spring.Doubles#kinds")
	void mockSeesNoMoreThanWithoutTaskmon(Doubles<?> kind) {
		List<String> expected;
		Executor plain = Mockito.mock(kind.type());
		try (AnnotationConfigApplicationContext context = context(plain)) {
			assertUsable(context.getBean("executor", Executor.class));
			expected = calls(plain);
		}
		Executor mock = Mockito.mock(kind.type());
		try (AnnotationConfigApplicationContext context = context(mock, TestApplication.AutoConfigurations.class)) {
			assertThat(context.getBean("executor")).isSameAs(mock);
			assertLeftAlone(context, "executor");
			assertUsable(mock);
			assertThat(calls(mock)).isEqualTo(expected);
			Mockito.verify(mock).execute(CODE);
			Mockito.reset(mock);
			look(context);
			Mockito.verifyNoInteractions(mock);
		}
	}

	@ParameterizedTest
	@MethodSource("io.taskmon.spring.Doubles#kinds")
	void mockIsLeftAloneAsSingleton(Doubles<?> kind) {
		Executor mock = Mockito.mock(kind.type());
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(TestApplication.AutoConfigurations.class);
			context.getBeanFactory().registerSingleton("executor", mock);
			context.refresh();
			assertLeftAlone(context, "executor");
			// Spring's own
			assertThat(calls(mock)).isSubsetOf("onApplicationEvent", "isAutoStartup", "getPhase", "isRunning", "start",
					"supportsAsyncExecution", "supportsEventType");
			Mockito.clearInvocations(mock);
			look(context);
			Mockito.verifyNoInteractions(mock);
		}
	}

	@ParameterizedTest
	@MethodSource("io.taskmon.spring.Doubles#spiedKinds")
	void spyRunsAndSeesWhatItWouldWithoutTaskmon(Doubles<?> kind) {
		List<String> expected;
		Executor plain = Mockito.spy(kind.real().get());
		try (AnnotationConfigApplicationContext context = context(plain)) {
			run(plain);
			expected = calls(plain);
		}
		Executor spy = Mockito.spy(kind.real().get());
		try (AnnotationConfigApplicationContext context = context(spy, TestApplication.AutoConfigurations.class)) {
			assertThat(context.getBean("executor")).isSameAs(spy);
			assertLeftAlone(context, "executor");
			run(spy);
			Mockito.verify(spy).execute(Mockito.any());
			assertThat(calls(spy)).isEqualTo(expected);
			Mockito.reset(spy);
			look(context);
			assertThat(calls(spy)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "executor", "scheduler" })
	void stubbedInnerMethodOfSpyIsCalled(String name) throws Exception {
		SimpleAsyncTaskExecutor spy = Mockito
			.spy(name.equals("scheduler") ? new SimpleAsyncTaskScheduler() : new SimpleAsyncTaskExecutor());
		Method doExecute = SimpleAsyncTaskExecutor.class.getDeclaredMethod("doExecute", Runnable.class);
		doExecute.setAccessible(true);
		doExecute.invoke(Mockito.doNothing().when(spy), Mockito.<Runnable>any());
		try (AnnotationConfigApplicationContext context = context(spy, TestApplication.AutoConfigurations.class)) {
			context.getBean("executor", Executor.class).execute(() -> {
				throw new IllegalStateException("run in spite of the stub");
			});
			doExecute.invoke(Mockito.verify(spy), Mockito.<Runnable>any());
		}
	}

	@Test
	void executorsWithMocksInsideAreLeftAlone() {
		ThreadPoolExecutor pool = Mockito.mock(ThreadPoolExecutor.class);
		TaskDecorator decorator = Mockito.mock(TaskDecorator.class);
		ThreadFactory threads = Mockito.mock(ThreadFactory.class);
		ThreadPoolTaskExecutor pooled = new ThreadPoolTaskExecutor();
		ReflectionTestUtils.setField(pooled, "threadPoolExecutor", pool);
		SimpleAsyncTaskExecutor decorated = new SimpleAsyncTaskExecutor();
		decorated.setTaskDecorator(decorator);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(TestApplication.AutoConfigurations.class);
			context.getBeanFactory().registerSingleton("pooled", pooled);
			context.registerBean("concurrent", ConcurrentTaskExecutor.class, () -> new ConcurrentTaskExecutor(pool));
			context.registerBean("decorated", SimpleAsyncTaskExecutor.class, () -> decorated);
			context.registerBean("threads", SimpleAsyncTaskExecutor.class, () -> new SimpleAsyncTaskExecutor(threads));
			context.refresh();
			for (String name : List.of("pooled", "concurrent", "decorated", "threads")) {
				assertLeftAlone(context, name);
			}
			assertThat(context.getBean("decorated")).isSameAs(decorated);
			assertThat(ReflectionTestUtils.getField(decorated, "taskDecorator")).isSameAs(decorator);
			look(context);
			Mockito.verifyNoInteractions(pool, decorator, threads);
		}
	}

	@Test
	void mockedDecoratorThatIsSetLaterSeesTheCodeItself() {
		TaskDecorator decorator = Mockito.mock(TaskDecorator.class);
		Mockito.when(decorator.decorate(Mockito.any())).thenAnswer((call) -> call.getArgument(0));
		CountDownLatch ran = new CountDownLatch(1);
		Runnable code = ran::countDown;
		try (TestApplication application = TestApplication.of(TestApplication.AutoConfigurations.class)) {
			ThreadPoolTaskExecutor pool = application.bean("applicationTaskExecutor", ThreadPoolTaskExecutor.class);
			pool.setTaskDecorator(decorator);
			pool.execute(code);
			Latches.await(ran);
			Mockito.verify(decorator).decorate(Mockito.same(code));
			assertThat(ReflectionTestUtils.getField(pool, "taskDecorator")).isSameAs(decorator);
		}
	}

	@Test
	void spyThatIsMadeOfTheBeanWorks() throws Exception {
		try (AnnotationConfigApplicationContext context = context(new SimpleAsyncTaskExecutor(),
				TestApplication.AutoConfigurations.class)) {
			SimpleAsyncTaskExecutor spy = Mockito.spy(context.getBean("executor", SimpleAsyncTaskExecutor.class));
			run(spy);
			Mockito.verify(spy).execute(Mockito.any());
			assertThat(Latches.get(spy.submit(() -> "answer"))).isEqualTo("answer");
			Mockito.doReturn(true).when(spy).isActive();
			spy.close();
			assertThat(spy.isActive()).isTrue();
		}
	}

	private static void run(Executor executor) {
		CountDownLatch ran = new CountDownLatch(1);
		executor.execute(ran::countDown);
		Latches.await(ran);
	}

	private static void assertUsable(Executor mock) {
		Mockito.doNothing().when(mock).execute(Mockito.any());
		mock.execute(CODE);
	}

	private static void assertLeftAlone(GenericApplicationContext context, String name) {
		Coverage coverage = context.getBean(TaskReader.class)
			.executors()
			.stream()
			.filter((executor) -> executor.name().equals(name))
			.findFirst()
			.orElseThrow()
			.coverage();
		assertThat(coverage.level()).isEqualTo(Coverage.Level.NONE);
		assertThat(coverage.reason()).contains("mock");
	}

	// As those who ask, and the diagnosis by itself
	private static void look(GenericApplicationContext context) {
		context.getBean(TaskReader.class).executors();
		assertThat(context.getBean(Diagnosis.class)).isNotNull();
		ReflectionTestUtils.invokeMethod(context.getBean(Diagnosis.class), "round");
		assertThat(context.getBean(TaskMonitor.class).tracker().faults().count()).isZero();
	}

	private static List<String> calls(Object mock) {
		return Mockito.mockingDetails(mock)
			.getInvocations()
			.stream()
			.map(Invocation::getMethod)
			.map(Method::getName)
			// On the thread of the code, after it
			.filter((name) -> !name.equals("afterExecute"))
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static AnnotationConfigApplicationContext context(Executor executor, Class<?>... configurations) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean("executor", (Class<Executor>) executor.getClass(), () -> executor);
		if (configurations.length > 0) {
			context.register(configurations);
		}
		context.refresh();
		return context;
	}

}
