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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.util.ReflectionUtils;

/**
 * Methods that run asynchronously, on executors of every kind, answer and fail as without
 * taskmon.
 */
class AsyncMethodsTests {

	private static final Map<String, Supplier<@Nullable Throwable>> ENDS = new TreeMap<>(Map.of("success", () -> null,
			"unchecked", Mishap.UNCHECKED::get, "checked", Mishap.CHECKED::get, "error", Mishap.ERROR::get));

	@Test
	void methodsRunAsWithoutTaskmon() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout((application, observation) -> {
			Service service = application.getBean(Service.class);
			observation.note("class", AopUtils.getTargetClass(service));
			for (Method method : ReflectionUtils.getUniqueDeclaredMethods(Service.class)) {
				if (method.isAnnotationPresent(Async.class) && !method.getName().equals("held")) {
					for (Map.Entry<String, Supplier<@Nullable Throwable>> end : ENDS.entrySet()) {
						observe(application.getBean(Uncaught.class), service, method, end, observation);
					}
				}
			}
		});
	}

	private static void observe(Uncaught uncaught, Service service, Method method,
			Map.Entry<String, Supplier<@Nullable Throwable>> end, Observation observation) {
		observation.noteAnswer(method.getName() + " " + end.getKey(), () -> {
			Throwable failure = end.getValue().get();
			Object result = method.invoke(service, failure);
			String answer = Words.of(result) + " " + Observation.answer(() -> result);
			if (result == null && failure != null) {
				answer += " " + uncaught.seen.poll(Observation.SECONDS, TimeUnit.SECONDS);
			}
			int looks = (failure instanceof Mishap mishap) ? mishap.looks() : 0;
			return answer.replaceAll("-\\d+\\b", "-") + " looked at " + (looks > 0);
		});
	}

	@Test
	void cancelledMethodsGoOnAsWithoutTaskmon() throws Exception {
		new Laboratory(Application.class).assertSameWithAndWithout((application, observation) -> {
			Service service = application.getBean(Service.class);
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<String> future = service.held(running, release);
			running.await(Observation.SECONDS, TimeUnit.SECONDS);
			observation.note("cancelled", future.cancel(true));
			observation.noteAnswer("result", () -> future);
			release.countDown();
			observation.noteAnswer("dependents", () -> future.handle((value, ex) -> Words.of(value) + Words.of(ex)));
			observation.note("text", future.toString());
			observation.note("class", future);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ ExecutorBeans.class, VirtualThreadBeans.class, Service.class, Uncaught.class })
	static class Application {

	}

	/**
	 * Is told of what nobody else is.
	 */
	static class Uncaught implements AsyncConfigurer {

		private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@Override
		public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
			return (ex, method, parameters) -> this.seen
				.add(method.getName() + Words.of(List.of(parameters)) + Words.of(ex));
		}

	}

	/**
	 * Methods on executors of every kind.
	 */
	static class Service {

		@Async("pool")
		public void pool(@Nullable Throwable failure) throws Throwable {
			end(failure);
		}

		@Async("pool")
		public Future<String> poolFuture(@Nullable Throwable failure) throws Throwable {
			return CompletableFuture.completedFuture(end(failure));
		}

		@Async("pool")
		public CompletableFuture<String> poolCompletable(@Nullable Throwable failure) throws Throwable {
			return (failure != null) ? CompletableFuture.failedFuture(failure)
					: CompletableFuture.completedFuture(end(null));
		}

		@Async("threads")
		public void threads(@Nullable Throwable failure) throws Throwable {
			end(failure);
		}

		@Async("threads")
		public CompletableFuture<String> threadsCompletable(@Nullable Throwable failure) throws Throwable {
			return CompletableFuture.completedFuture(end(failure));
		}

		@Async("single")
		public void single(@Nullable Throwable failure) throws Throwable {
			end(failure);
		}

		@Async("single")
		public Future<String> singleFuture(@Nullable Throwable failure) throws Throwable {
			return CompletableFuture.completedFuture(end(failure));
		}

		@Async("scheduler")
		public void scheduler(@Nullable Throwable failure) throws Throwable {
			end(failure);
		}

		@Async("scheduler")
		public CompletableFuture<String> schedulerCompletable(@Nullable Throwable failure) throws Throwable {
			return CompletableFuture.completedFuture(end(failure));
		}

		@Async("lambda")
		public CompletableFuture<String> lambda(@Nullable Throwable failure) throws Throwable {
			return CompletableFuture.completedFuture(end(failure));
		}

		@Async("forkJoin")
		public Future<String> forkJoin(@Nullable Throwable failure) throws Throwable {
			return CompletableFuture.completedFuture(end(failure));
		}

		@Async("pool")
		public CompletableFuture<String> held(CountDownLatch running, CountDownLatch release) throws Exception {
			running.countDown();
			release.await(Observation.SECONDS, TimeUnit.SECONDS);
			return CompletableFuture.completedFuture("done");
		}

		private static String end(@Nullable Throwable failure) throws Throwable {
			if (failure != null) {
				throw failure;
			}
			return "on " + Words.of(Thread.currentThread());
		}

	}

}
