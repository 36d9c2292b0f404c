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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskDetails;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An application whose {@code @Async} methods are woven, in a JVM of its own. Prints what
 * becomes of their calls.
 */
public final class WovenApplication {

	private WovenApplication() {
	}

	/**
	 * Runs the application, twice, for its aspect outlives its context.
	 * @param arguments none
	 * @throws Exception if it cannot be run
	 */
	public static void main(String[] arguments) throws Exception {
		try (TestApplication first = TestApplication.of(Beans.class)) {
			first.ended();
		}
		try (TestApplication application = TestApplication.of(Beans.class)) {
			use(application);
		}
	}

	private static void use(TestApplication application) throws Exception {
		Woven woven = new Woven();
		woven.succeed();
		application.ended(1);
		woven.fail("argument");
		application.ended(2);
		System.out.println("asked " + Answers.to(() -> woven.answer(false)));
		application.ended(3);
		System.out.println("asked " + Answers.to(() -> woven.answer(true)));
		application.ended(4);
		System.out.println("asked " + Answers.to(() -> woven.complete(true)));
		application.ended(5);
		System.out.println("asked " + Answers.to(() -> woven.raw()));
		application.ended(6);
		Future<String> running = woven.hang();
		Latches.await(woven.hanging);
		System.out.println("cancelled " + running.cancel(true));
		woven.released.countDown();
		application.ended(7);
		woven.outer();
		application.ended(9);
		for (EndedTask ended : application.ended()) {
			System.out.println(String.join(" ", ended.facts().name(), ended.facts().kind().name(),
					String.valueOf(ended.facts().executor()), ended.outcome().name(),
					ended.facts().preserved() ? "preserved" : "-",
					(ended.failure() != null) ? ended.failure().message() : "-",
					(ended.facts().parentId() != null) ? "child" : "root"));
		}
		TaskDetails cancelled = application.tasks().find(application.ended().get(6).facts().id()).orElseThrow();
		System.out.println("cancellers " + cancelled.cancellationChain().size());
		System.out.println("created " + cancelled.creationChain()
			.get(0)
			.stack()
			.stream()
			.anyMatch((frame) -> frame.getClassName().equals(WovenApplication.class.getName())));
	}

	/**
	 * What is woven.
	 */
	public static final class Woven {

		final CountDownLatch hanging = new CountDownLatch(1);

		final CountDownLatch released = new CountDownLatch(1);

		@Async
		void succeed() {
		}

		@Async
		@PreserveTerminationLog
		void fail(String argument) {
			throw new IllegalStateException("void");
		}

		@Async
		Future<String> answer(boolean failing) {
			if (failing) {
				throw new IllegalStateException("answer");
			}
			return CompletableFuture.completedFuture("answer");
		}

		@Async
		CompletableFuture<String> complete(boolean failing) {
			return failing ? CompletableFuture.failedFuture(new IllegalStateException("complete"))
					: CompletableFuture.completedFuture("complete");
		}

		@Async("raw")
		Future<String> raw() {
			return CompletableFuture.completedFuture("raw");
		}

		@Async
		Future<String> hang() {
			this.hanging.countDown();
			Latches.awaitStubbornly(this.released);
			return CompletableFuture.completedFuture("hung");
		}

		@Async
		void outer() {
			succeed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(mode = AdviceMode.ASPECTJ)
	static class Beans implements AsyncConfigurer {

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		Executor raw() {
			return new Unknown();
		}

		@Override
		public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
			return (Throwable failure, Method method, Object... arguments) -> System.out
				.println("handled " + List.of(failure.getMessage(), method.getName(), Arrays.toString(arguments)));
		}

	}

	/**
	 * An executor that is not tracked.
	 */
	private static final class Unknown implements Executor {

		private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("unknown-");

		@Override
		public void execute(Runnable code) {
			this.threads.execute(code);
		}

	}

}
