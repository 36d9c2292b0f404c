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

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import com.example.office.Named;
import io.taskmon.TaskMonitor;
import io.taskmon.executor.submission.TrackedFutureTask;
import io.taskmon.executor.submission.TrackedScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that an application can ask of its executors and its context, asked with taskmon
 * and without it: the answers are the same.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnharmedHostTests {

	/** What is another one in each object of a class. */
	private static final Pattern IDENTITY = Pattern
		.compile("@[0-9a-f]{4,}|0x[0-9a-f]+|Lambda[$/][0-9a-fx/]*|(?<=size = )\\d+|\\d+(?= *\\])");

	@Test
	void answersTheSameWithAndWithoutTaskmon() {
		Map<String, String> without = observe(false);
		Map<String, String> with = observe(true);
		assertThat(without).hasSizeGreaterThan(100);
		assertThat(difference(with, without)).isEqualTo(difference(without, with));
	}

	private static Map<String, String> difference(Map<String, String> answers, Map<String, String> others) {
		Map<String, String> difference = new TreeMap<>(answers);
		difference.entrySet().removeAll(others.entrySet());
		return difference;
	}

	@Test
	void logsTheSameAtStartUpWithAndWithoutTaskmon(CapturedOutput output) {
		observe(false);
		List<String> without = logged(output.toString());
		int before = output.length();
		observe(true);
		assertThat(logged(output.toString().substring(before))).isEqualTo(without);
	}

	private static List<String> logged(String output) {
		return output.lines()
			.filter((line) -> line.contains(" INFO ") || line.contains(" WARN ") || line.contains(" ERROR "))
			.map((line) -> line.replaceFirst("^\\S+ ", ""))
			.map((line) -> line.replaceAll("in [0-9.]+ seconds.*|using Java.*", ""))
			.map((line) -> IDENTITY.matcher(line).replaceAll("#"))
			.toList();
	}

	private static Map<String, String> observe(boolean enabled) {
		UnharmedHost.CALLBACKS.clear();
		Map<String, String> seen = new TreeMap<>();
		SpringApplicationBuilder builder = new SpringApplicationBuilder(UnharmedHost.class,
				TestApplication.AutoConfigurations.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("taskmon.enabled=" + enabled, "spring.jmx.enabled=true", "spring.application.name=host");
		try (ConfigurableApplicationContext context = builder.run()) {
			observeNames(context, seen);
			observeInjections(context, seen);
			for (String name : context.getBeanNamesForType(Executor.class)) {
				if (!name.equals("full")) {
					observeExecutor(name, context.getBean(name, Executor.class), seen);
				}
			}
			observeJmx(seen);
			observeMBeans(seen);
			observeAsync(context, seen);
			observeSchedulers(context, seen);
		}
		seen.put("callbacks", UnharmedHost.CALLBACKS.toString());
		return seen;
	}

	private static void observeNames(ConfigurableApplicationContext context, Map<String, String> seen) {
		for (Class<?> type : List.of(Executor.class, ExecutorService.class, TaskExecutor.class, AsyncTaskExecutor.class,
				ThreadPoolTaskExecutor.class, SimpleAsyncTaskExecutor.class, ThreadPoolExecutor.class,
				ForkJoinPool.class, ScheduledExecutorService.class, ConcurrentTaskExecutor.class, TaskScheduler.class,
				TaskDecorator.class, SmartLifecycle.class, DisposableBean.class, InitializingBean.class,
				ThreadFactory.class, AutoCloseable.class, Runnable.class, Callable.class)) {
			seen.put("names of " + type.getSimpleName(),
					Arrays.stream(context.getBeanNamesForType(type))
						.filter((name) -> !isOfTaskmon(context, name))
						.toList()
						.toString());
		}
		Set<String> all = Arrays.stream(context.getBeanDefinitionNames())
			.filter((name) -> !isOfTaskmon(context, name))
			.collect(Collectors.toCollection(TreeSet::new));
		seen.put("definitions", all.toString());
	}

	private static boolean isOfTaskmon(ConfigurableApplicationContext context, String name) {
		Class<?> type = context.getType(name);
		String className = (type != null) ? type.getName() : "";
		return className.equals(TaskMonitor.class.getName()) || className.startsWith("io.taskmon.read.")
				|| className.startsWith("io.taskmon.task.") || className.startsWith("io.taskmon.tally.")
				|| className.startsWith("io.taskmon.track.") || className.startsWith("io.taskmon.autoconfigure.")
				|| className.startsWith("io.taskmon.diagnosis.")
				|| className.startsWith("io.taskmon.spring.SpringHooks")
				|| className.endsWith("PostProcessor") && className.startsWith("io.taskmon.")
				|| className.endsWith("ExecutorTracking") || name.startsWith("taskmon")
				|| name.contains("TaskmonAutoConfiguration");
	}

	private static void observeInjections(ConfigurableApplicationContext context, Map<String, String> seen) {
		UnharmedHost.Injections injections = context.getBean(UnharmedHost.Injections.class);
		seen.put("injected", List
			.of(injections.pool() == context.getBean("pool"), injections.nativePool() == context.getBean("nativePool"),
					injections.forkJoinPool() == context.getBean("forkJoinPool"),
					injections.simple() == context.getBean("simple"),
					injections.decorator() == context.getBean("decorator"))
			.toString());
	}

	private static void observeExecutor(String name, Executor executor, Map<String, String> seen) {
		seen.put(name + " is an executor service", String.valueOf(executor instanceof ExecutorService));
		seen.put(name + " is a proxy", AopUtils.isCglibProxy(executor) + " " + AopUtils.isJdkDynamicProxy(executor));
		seen.put(name + " in text", text(executor));
		observeGetters(name, executor, seen);
		observeSubmissions(name, executor, seen);
		if (executor instanceof AsyncTaskExecutor async) {
			seen.put(name + " submits", answer(() -> async.submit(() -> Thread.currentThread().getName())));
			seen.put(name + " submits failing", answer(() -> async.submit((Callable<?>) () -> {
				throw new IllegalStateException("failing");
			})));
			seen.put(name + " submits completable",
					answer(() -> async.submitCompletable(() -> Thread.currentThread().getName())));
			seen.put(name + " submits null", answer(() -> async.submit((Runnable) null)));
		}
		if (executor instanceof ExecutorService service) {
			seen.put(name + " submits to service",
					answer(() -> service.submit(() -> Thread.currentThread().getName())));
			seen.put(name + " invokes all", answer(() -> service.invokeAll(List.of(() -> "one", () -> "two")).get(1)));
			seen.put(name + " submits with result", answer(() -> service.submit(new Named(), "result")));
		}
	}

	private static void observeGetters(String name, Object executor, Map<String, String> seen) {
		for (Method method : publicClass(executor).getMethods()) {
			boolean getter = method.getName().matches("(get|is|allows)[A-Z].*") && method.getParameterCount() == 0
					&& Modifier.isPublic(method.getDeclaringClass().getModifiers())
					&& !Modifier.isStatic(method.getModifiers());
			if (getter && !Set
				.of("getClass", "getTargetClass", "getProxiedInterfaces", "getTargetSource", "getAdvisors",
						"getCallbacks", "getActiveCount", "getActiveThreadCount", "getPoolSize",
						"getCompletedTaskCount", "getTaskCount", "getLargestPoolSize", "getStealCount",
						"getRunningThreadCount", "getQueuedSubmissionCount")
				.contains(method.getName())) {
				seen.put(name + "." + method.getName(), answer(() -> method.invoke(executor)));
			}
		}
	}

	private static Class<?> publicClass(Object object) {
		Class<?> type = object.getClass();
		while (!Modifier.isPublic(type.getModifiers())) {
			type = type.getSuperclass();
		}
		return type;
	}

	private static void observeSubmissions(String name, Executor executor, Map<String, String> seen) {
		seen.put(name + " runs on", answer(() -> {
			CompletableFuture<String> thread = new CompletableFuture<>();
			executor.execute(() -> thread.complete(Thread.currentThread().getName() + Thread.currentThread().isDaemon()
					+ Thread.currentThread().getPriority()));
			return thread;
		}));
		seen.put(name + " executes null", answer(() -> {
			executor.execute(null);
			return null;
		}));
	}

	private static String answer(Callable<?> question) {
		try {
			Object answer = question.call();
			return text((answer instanceof Future<?> future) ? kind(future) + Latches.get(future) : answer);
		}
		catch (TimeoutException ex) {
			return "never";
		}
		catch (Throwable ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return text(ex.getClass().getName() + ": " + ex.getMessage() + " by " + cause.getClass().getName() + ": "
					+ cause.getMessage());
		}
	}

	private static String kind(Future<?> future) {
		return future.getClass()
			.getName()
			.replace(TrackedFutureTask.class.getName(), FutureTask.class.getName())
			.replace(TrackedScheduledFuture.class.getName(),
					"java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask")
				+ " ";
	}

	private static String text(Object answer) {
		String text = (answer instanceof Collection<?> collection) ? new ArrayList<>(collection).toString()
				: String.valueOf(answer);
		text = text.replaceAll("io\\.taskmon\\.spring\\.Tracked(\\w+TaskExecutor|\\w+TaskScheduler)",
				"the class of Spring's $1");
		text = text.replaceAll("org\\.springframework\\.(scheduling|core)\\.[a-z.]+(Simple\\w+|Virtual\\w+)(?=@|$)",
				"the class of Spring's $2");
		return IDENTITY.matcher(text).replaceAll("#").replaceAll("-\\d+\\b", "-#");
	}

	private static void observeJmx(Map<String, String> seen) {
		seen.put("mbeans",
				ManagementFactory.getPlatformMBeanServer()
					.queryNames(null, null)
					.stream()
					.map((name) -> name.toString().replaceAll("identity=[0-9a-f]+", "identity=#"))
					.filter((name) -> !name.startsWith("java") && !name.startsWith("jdk") && !name.startsWith("com.sun")
							&& !name.startsWith("JMImpl"))
					.collect(Collectors.toCollection(TreeSet::new))
					.toString());
	}

	private static void observeMBeans(Map<String, String> seen) {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		Map.of("nativePool", "MaximumPoolSize", "simple", "ConcurrencyLimit", "pool", "CorePoolSize")
			.forEach((name, attribute) -> {
				seen.put(name + "'s mbean",
						answer(() -> server.getAttribute(new ObjectName("host:name=" + name), attribute)));
				seen.put(name + "'s mbean set", answer(() -> {
					server.setAttribute(new ObjectName("host:name=" + name), new Attribute(attribute, 5));
					return server.getAttribute(new ObjectName("host:name=" + name), attribute);
				}));
			});
	}

	private static void observeAsync(ConfigurableApplicationContext context, Map<String, String> seen) {
		UnharmedHost.Work work = context.getBean(UnharmedHost.Work.class);
		Map<String, Function<Boolean, Future<String>>> calls = Map.of("pool", work::onPool, "nativePool",
				work::onNativePool, "forkJoinPool", work::onForkJoinPool, "simple", work::onSimple, "own", work::onOwn,
				"proxied", work::onProxied);
		calls.forEach((name, call) -> {
			seen.put("async on " + name, answer(() -> call.apply(false)));
			seen.put("failing async on " + name, answer(() -> call.apply(true)));
		});
		ThreadPoolTaskExecutor full = context.getBean("full", ThreadPoolTaskExecutor.class);
		CountDownLatch release = new CountDownLatch(1);
		full.execute(() -> Latches.await(release));
		seen.put("full refuses code", answer(() -> {
			full.execute(new Named());
			return null;
		}));
		seen.put("full refuses callable", answer(() -> full.submit(() -> "")));
		seen.put("full refuses async", answer(() -> {
			work.onFull();
			return null;
		}));
		seen.put("full refuses natively", answer(() -> {
			full.getThreadPoolExecutor().execute(new Named());
			return null;
		}));
		release.countDown();
	}

	private static void observeSchedulers(ConfigurableApplicationContext context, Map<String, String> seen) {
		for (String name : context.getBeanNamesForType(TaskScheduler.class)) {
			TaskScheduler scheduler = context.getBean(name, TaskScheduler.class);
			seen.put(name + " schedules", answer(() -> ran((code) -> scheduler.schedule(code, Instant.now()))));
			seen.put(name + " repeats",
					answer(() -> ran((code) -> scheduler.scheduleAtFixedRate(code, Duration.ofMillis(1)))));
			seen.put(name + " repeats with delay",
					answer(() -> ran((code) -> scheduler.scheduleWithFixedDelay(code, Duration.ofMillis(1)))));
			Future<?> cancelled = scheduler.schedule(() -> {
			}, Instant.now().plusSeconds(3_600));
			seen.put(name + " cancels", cancelled.cancel(true) + " " + cancelled.isCancelled() + cancelled.isDone());
		}
		seen.put("queue of removing scheduler",
				String.valueOf(context.getBean("threadPoolTaskScheduler", ThreadPoolTaskScheduler.class)
					.getScheduledThreadPoolExecutor()
					.getQueue()
					.size()));
	}

	private static String ran(Function<Runnable, Future<?>> schedule) {
		CountDownLatch ran = new CountDownLatch(1);
		List<String> thread = new CopyOnWriteArrayList<>();
		Future<?> future = schedule.apply(() -> {
			thread.add(Thread.currentThread().getName().replaceAll("\\d+$", ""));
			ran.countDown();
		});
		Latches.await(ran);
		future.cancel(false);
		return thread.get(0);
	}

}
