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

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.example.office.Prioritized;
import com.example.office.WatchingExecutor;
import io.micrometer.context.ContextRegistry;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskDetails;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The application's own decorators: kept, called once for each task, with what they were
 * always given.
 */
class ApplicationDecoratorTests {

	private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

	@ParameterizedTest
	@ValueSource(strings = { "pool", "simple", "concurrent" })
	void isCalledOnceForEachTask(String name) throws Exception {
		try (TestApplication application = TestApplication.of(Recorded.class)) {
			Recording decorator = application.bean(Recording.class);
			AsyncTaskExecutor executor = application.bean(name, AsyncTaskExecutor.class);
			CountDownLatch ran = new CountDownLatch(1);
			executor.execute(ran::countDown);
			Latches.await(ran);
			Latches.get(executor.submit(() -> "submitted"));
			Latches.get(executor.submitCompletable(() -> "completable"));
			application.bean(Work.class).run();
			assertThat(application.ended()).hasSize(4);
			assertThat(decorator.seen).hasSize(4);
			assertThat(decorator.ran).containsExactlyElementsOf(decorator.seen);
		}
	}

	@Test
	void isGivenTheRawObjectWhereItsClassCouldMatter() throws Exception {
		try (TestApplication application = TestApplication.of(Recorded.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			Prioritized named = new Prioritized(1);
			FutureTask<String> future = new FutureTask<>(() -> "future");
			SerializableRunnable serializable = () -> {
			};
			pool.execute(named);
			pool.execute(future);
			pool.execute(serializable);
			Latches.get(pool.submit(() -> "submitted"));
			application.bean(Work.class).run();
			assertThat(application.ended()).hasSize(5);
			List<Runnable> seen = List.copyOf(application.bean(Recording.class).seen);
			assertThat(seen.get(0)).isSameAs(named);
			assertThat(seen.get(1)).isSameAs(future);
			assertThat(seen.get(2)).isSameAs(serializable);
			assertThat(seen.get(3)).isInstanceOf(FutureTask.class);
			assertThat(seen.get(4)).isInstanceOf(FutureTask.class);
		}
	}

	@Test
	void thatThrowsIsSeenByTheCallerAsAlwaysAndLeavesNoLiveTask() {
		try (TestApplication application = TestApplication.of(Throwing.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			assertThatIllegalStateException().isThrownBy(() -> pool.execute(() -> {
			})).withMessage("decorator");
			assertThatIllegalStateException().isThrownBy(() -> pool.execute(new Prioritized(1)))
				.withMessage("decorator");
			assertThatIllegalStateException().isThrownBy(() -> pool.submit(() -> "")).withMessage("decorator");
			assertThatIllegalStateException().isThrownBy(() -> application.bean(Work.class).run())
				.withMessage("decorator");
			assertThat(application.ended()).noneMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void thatDropsTheTaskLeavesNoLiveTask() throws Exception {
		try (TestApplication application = TestApplication.of(Dropping.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			pool.execute(() -> {
			});
			pool.execute(new Prioritized(1));
			application.bean(Work.class).run();
			pool.getThreadPoolExecutor().shutdown();
			assertThat(pool.getThreadPoolExecutor().awaitTermination(20, TimeUnit.SECONDS)).isTrue();
			assertThat(application.endedAfterCollection()).hasSize(3);
			assertThat(application.bean(Notes.class).threads).isEmpty();
		}
	}

	@Test
	void thatReturnsNullFailsAsAlways() {
		try (TestApplication application = TestApplication.of(Nothing.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			assertThat(catchThrowable(() -> pool.execute(() -> {
			}))).isInstanceOf(NullPointerException.class);
			assertThat(catchThrowable(() -> pool.execute(new Prioritized(1)))).isInstanceOf(NullPointerException.class);
			assertThat(application.endedAfterCollection()).noneMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void thatWrapsWhatFailsSeesTheFailure() throws Exception {
		try (TestApplication application = TestApplication.of(Swallowing.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			pool.execute(() -> {
				throw new IllegalStateException("swallowed");
			});
			assertThat(Latches.take(application.bean(Notes.class).failures)).hasMessage("swallowed");
			EndedTask task = application.onlyEnded();
			assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
			assertThat(task.failure().message()).isEqualTo("swallowed");
		}
	}

	@Test
	void thatCarriesContextGoesOnCarryingItThroughChainsOfThree() throws Exception {
		ContextRegistry.getInstance().registerThreadLocalAccessor("application", CONTEXT);
		CONTEXT.set("set by the caller");
		try (TestApplication application = TestApplication.of(Propagating.class)) {
			AsyncTaskExecutor executor = application.bean("pool", AsyncTaskExecutor.class);
			CompletableFuture<String> innermost = new CompletableFuture<>();
			executor.execute(() -> executor.submit(() -> {
				executor.execute(() -> innermost.complete(CONTEXT.get()));
				return null;
			}));
			assertThat(Latches.get(innermost)).isEqualTo("set by the caller");
			assertThat(application.ended()).extracting((task) -> task.facts().parentId()).containsExactly(null, 1L, 2L);
			assertChain(application, 3, 1L, 2L, 3L);
		}
		finally {
			CONTEXT.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("application");
		}
	}

	@Test
	void thatCarriesContextGoesOnCarryingItThroughAsyncCalls() throws Exception {
		ContextRegistry.getInstance().registerThreadLocalAccessor("application", CONTEXT);
		CONTEXT.set("set by the caller");
		try (TestApplication application = TestApplication.of(Propagating.class)) {
			CompletableFuture<String> innermost = new CompletableFuture<>();
			application.bean(Work.class).nest(application.bean(Work.class), innermost);
			assertThat(Latches.get(innermost)).isEqualTo("set by the caller");
			assertThat(application.ended()).hasSize(3);
			assertChain(application, 3, 1L, 2L, 3L);
		}
		finally {
			CONTEXT.remove();
			ContextRegistry.getInstance().removeThreadLocalAccessor("application");
		}
	}

	private static void assertChain(TestApplication application, long id, Long... chain) {
		TaskDetails details = application.tasks().find(id).orElseThrow();
		assertThat(details.creationChain()).extracting((creation) -> creation.id()).containsExactly(chain);
	}

	@Test
	void thatIsTheOnlyOneIsInjectedByType() throws Exception {
		try (TestApplication application = TestApplication.of(Injected.class)) {
			assertThat(application.context().getBeanNamesForType(TaskDecorator.class))
				.containsExactly(Recording.class.getName());
			assertThat(application.bean(NeedsDecorator.class).decorator).isSameAs(application.bean(Recording.class));
			CountDownLatch ran = new CountDownLatch(1);
			application.bean("applicationTaskExecutor", AsyncTaskExecutor.class).execute(ran::countDown);
			Latches.await(ran);
			application.ended();
			assertThat(application.bean(Recording.class).seen).hasSize(1);
		}
	}

	@Test
	void thatIsSetLaterIsKeptAndTasksGoOnBeingTracked() throws Exception {
		try (TestApplication application = TestApplication.of(Recorded.class)) {
			for (String name : List.of("pool", "simple")) {
				AsyncTaskExecutor executor = application.bean(name, AsyncTaskExecutor.class);
				Recording later = new Recording();
				if (executor instanceof ThreadPoolTaskExecutor pool) {
					pool.setTaskDecorator(later);
				}
				else if (executor instanceof SimpleAsyncTaskExecutor simple) {
					simple.setTaskDecorator(later);
				}
				Latches.get(executor.submit(() -> "later"));
				CountDownLatch ran = new CountDownLatch(1);
				executor.execute(ran::countDown);
				Latches.await(ran);
				assertThat(later.seen).hasSize(2);
				assertThat(application.coverage(name).level()).isEqualTo(Coverage.Level.FULL);
			}
			assertThat(application.ended()).hasSize(4).allMatch((task) -> task.outcome() == TaskOutcome.SUCCEEDED);
		}
	}

	@Test
	void executorThatIsSeenByMethodsOfTheApplicationSaysWhatItDoesNotTrack() {
		try (TestApplication application = TestApplication.of(Looking.class)) {
			assertThat(application.coverage("looking").level()).isEqualTo(Coverage.Level.PARTIAL);
			assertThat(application.coverage("looking").missing()).isNotEmpty();
		}
	}

	@Test
	void thatCustomizerSetsIsKept() throws Exception {
		try (TestApplication application = TestApplication.of(Customized.class)) {
			CountDownLatch ran = new CountDownLatch(1);
			application.bean("applicationTaskExecutor", AsyncTaskExecutor.class).execute(ran::countDown);
			Latches.await(ran);
			assertThat(application.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
			assertThat(application.bean(Recording.class).seen).hasSize(1);
		}
	}

	@Test
	void queueThatComparesTasksGoesOnComparingThem() throws Exception {
		try (TestApplication application = TestApplication.of(Ordered.class)) {
			for (String name : List.of("natural", "compared")) {
				ThreadPoolTaskExecutor pool = application.bean(name, ThreadPoolTaskExecutor.class);
				BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
				CountDownLatch started = new CountDownLatch(1);
				CountDownLatch release = new CountDownLatch(1);
				pool.execute(new Prioritized(0, () -> {
					started.countDown();
					Latches.await(release);
				}));
				Latches.await(started);
				for (int priority : new int[] { 3, 1, 2 }) {
					pool.execute(new Prioritized(priority, () -> order.add(priority)));
				}
				release.countDown();
				assertThat(List.of(Latches.take(order), Latches.take(order), Latches.take(order))).containsExactly(1, 2,
						3);
				assertThat(application.coverage(name).level()).isEqualTo(Coverage.Level.NONE);
			}
		}
	}

	@Test
	void handlerThatLooksAtWhatItRefusesGoesOnSeeingIt() {
		try (TestApplication application = TestApplication.of(Looking.class)) {
			ThreadPoolTaskExecutor pool = application.bean("handled", ThreadPoolTaskExecutor.class);
			pool.getThreadPoolExecutor().shutdown();
			Prioritized refused = new Prioritized(1);
			pool.execute(refused);
			assertThat(application.bean(Notes.class).seen).containsExactly(refused);
		}
	}

	@Test
	void overriddenMethodThatLooksAtWhatItRunsGoesOnSeeingIt() throws Exception {
		try (TestApplication application = TestApplication.of(Looking.class)) {
			ThreadPoolTaskExecutor pool = application.bean("looking", ThreadPoolTaskExecutor.class);
			Prioritized executed = new Prioritized(1);
			pool.execute(executed);
			assertThat(Latches.take(application.bean(Notes.class).seen)).isSameAs(executed);
			assertThat(Latches.take(application.bean(Notes.class).seen)).isSameAs(executed);
		}
	}

	interface SerializableRunnable extends Runnable, Serializable {

	}

	static class Notes {

		final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

		final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

		final BlockingQueue<Runnable> seen = new LinkedBlockingQueue<>();

	}

	static class Work {

		private final Notes notes;

		Work(Notes notes) {
			this.notes = notes;
		}

		@Async("pool")
		public void run() {
			this.notes.threads.add(Thread.currentThread().getName());
		}

		@Async("pool")
		public void nest(Work proxy, CompletableFuture<String> innermost) {
			proxy.nestOnceMore(proxy, innermost);
		}

		@Async("pool")
		public void nestOnceMore(Work proxy, CompletableFuture<String> innermost) {
			proxy.complete(innermost);
		}

		@Async("pool")
		public void complete(CompletableFuture<String> innermost) {
			innermost.complete(CONTEXT.get());
		}

	}

	static class Recording implements TaskDecorator {

		final BlockingQueue<Runnable> seen = new LinkedBlockingQueue<>();

		final BlockingQueue<Runnable> ran = new LinkedBlockingQueue<>();

		@Override
		public Runnable decorate(Runnable runnable) {
			this.seen.add(runnable);
			return () -> {
				this.ran.add(runnable);
				runnable.run();
			};
		}

	}

	static class NeedsDecorator {

		final TaskDecorator decorator;

		@Autowired
		NeedsDecorator(TaskDecorator decorator) {
			this.decorator = decorator;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Recording.class, Notes.class, Work.class })
	static class Recorded {

		@Bean
		ThreadPoolTaskExecutor pool(Recording recording) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator(recording);
			return pool;
		}

		@Bean
		SimpleAsyncTaskExecutor simple(Recording recording) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setTaskDecorator(recording);
			return executor;
		}

		@Bean
		ConcurrentTaskExecutor concurrent(Recording recording) {
			ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(ForkJoinPool.commonPool());
			executor.setTaskDecorator(recording);
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Recording.class, NeedsDecorator.class })
	static class Injected {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Recording.class)
	static class Customized {

		@Bean
		ThreadPoolTaskExecutorCustomizer customizer(Recording recording) {
			return (pool) -> pool.setTaskDecorator(recording);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Notes.class, Work.class })
	static class Throwing {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return decoratedBy((runnable) -> {
				throw new IllegalStateException("decorator");
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Notes.class, Work.class })
	static class Dropping {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return decoratedBy((runnable) -> () -> {
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return decoratedBy((runnable) -> null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Notes.class)
	static class Swallowing {

		@Bean
		ThreadPoolTaskExecutor pool(Notes notes) {
			return decoratedBy((runnable) -> () -> {
				try {
					runnable.run();
				}
				catch (RuntimeException ex) {
					notes.failures.add(ex);
				}
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Notes.class, Work.class })
	static class Propagating {

		@Bean
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor pool = decoratedBy(new ContextPropagatingTaskDecorator());
			pool.setCorePoolSize(3);
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ordered {

		@Bean
		ThreadPoolTaskExecutor natural() {
			return new ThreadPoolTaskExecutor() {

				@Override
				protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
					return new PriorityBlockingQueue<>();
				}

			};
		}

		@Bean
		ThreadPoolTaskExecutor compared() {
			return new ThreadPoolTaskExecutor() {

				@Override
				protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
					return new PriorityBlockingQueue<>(11,
							Comparator.comparingInt((runnable) -> ((Prioritized) runnable).priority()));
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Notes.class)
	static class Looking {

		@Bean
		ThreadPoolTaskExecutor handled(Notes notes) {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setRejectedExecutionHandler((runnable, executor) -> notes.seen.add(runnable));
			return pool;
		}

		@Bean
		ThreadPoolTaskExecutor looking(Notes notes) {
			return new WatchingExecutor(notes.seen::add);
		}

	}

	private static ThreadPoolTaskExecutor decoratedBy(TaskDecorator decorator) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setTaskDecorator(decorator);
		return pool;
	}

}
