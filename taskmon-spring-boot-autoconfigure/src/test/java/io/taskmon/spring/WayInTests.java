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
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Ways on which Spring and applications get code into executors.
 */
class WayInTests {

	@Test
	void multicasterWithExecutorHasOneTaskForEachListener() {
		try (TestApplication application = TestApplication.of(Multicast.class)) {
			application.monitor();
			int before = application.ended().size();
			application.context().publishEvent("published");
			List<EndedTask> ended = application.ended();
			assertThat(ended.subList(before, ended.size())).filteredOn((task) -> task.outcome() == TaskOutcome.FAILED)
				.singleElement()
				.matches((task) -> task.facts().executor().equals("pool"))
				.matches((task) -> task.failure().message().equals("listening"));
		}
	}

	@Test
	void asyncListenerOfTransactionIsOneTaskOnceItIsCommitted() {
		try (TestApplication application = TestApplication.of(Transactional.class)) {
			TransactionTemplate template = new TransactionTemplate(application.bean(PlatformTransactionManager.class));
			template.executeWithoutResult((status) -> {
				application.context().publishEvent("committed");
				assertThat(application.live()).isEmpty();
				assertThat(application.ended()).isEmpty();
			});
			EndedTask task = application.onlyEnded();
			assertThat(task.facts().name()).isEqualTo("Listener.onCommit");
			assertThat(task.facts().kind()).isEqualTo(TaskKind.ASYNC);
			assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
			template.executeWithoutResult((status) -> {
				application.context().publishEvent("rolled back");
				status.setRollbackOnly();
			});
			assertThat(application.ended()).hasSize(1);
		}
	}

	@Test
	void executorThatIsNoBeanTellsEverythingOfItsAsyncMethods() throws Exception {
		try (TestApplication application = TestApplication.of(NoBean.class)) {
			Work work = application.bean(Work.class);
			CountDownLatch running = new CountDownLatch(1);
			Future<String> first = work.block(running);
			Latches.await(running);
			Future<String> queued = work.block(running);
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> work.block(running));
			assertThat(application.live()).hasSize(2);
			queued.cancel(false);
			assertThat(application.live()).hasSize(1);
			first.cancel(true);
			List<EndedTask> ended = application.ended();
			assertThat(ended).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.CANCELLED, TaskOutcome.CANCELLED, TaskOutcome.REJECTED);
			assertThat(ended).allMatch((task) -> task.facts().name().equals("Work.block"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "forkJoinPool", "workStealing", "ownService", "subclassedPool", "lambda" })
	void executorThatNothingCanStandInForIsLeftAloneSaysSoAndTracksItsAsyncMethods(String name) throws Exception {
		try (TestApplication application = TestApplication.of(List.of("work.executor=" + name), LeftAlone.class)) {
			Executor executor = application.bean(name, Executor.class);
			CompletableFuture<String> ran = new CompletableFuture<>();
			executor.execute(() -> ran.complete("ran"));
			Latches.get(ran);
			assertThat(application.ended()).isEmpty();
			Coverage coverage = application.coverage(name);
			assertThat(coverage.level()).isEqualTo(Coverage.Level.NONE);
			assertThat(coverage.reason()).isNotBlank();
			assertThat(coverage.missing()).isNotEmpty();
			Latches.get(application.bean(QualifiedWork.class).run());
			assertThat(application.onlyEnded().facts().executor()).isEqualTo(name);
		}
	}

	@Test
	void decoratorThatSomebodyReplacesIsReported() {
		try (TestApplication application = TestApplication.of(Replaced.class)) {
			Coverage coverage = application.coverage("replaced");
			assertThat(coverage.level()).isEqualTo(Coverage.Level.NONE);
			assertThat(coverage.reason()).contains("replaced");
			assertThat(application.coverage("kept").level()).isEqualTo(Coverage.Level.PARTIAL);
		}
	}

	@Test
	void poolThatIsInitialisedAgainIsReported() {
		try (TestApplication application = TestApplication.of(NoBean.class, Pool.class)) {
			ThreadPoolTaskExecutor pool = application.bean("pool", ThreadPoolTaskExecutor.class);
			assertThat(application.coverage("pool")).isEqualTo(Coverage.FULL);
			pool.shutdown();
			pool.initialize();
			assertThat(application.coverage("pool").level()).isEqualTo(Coverage.Level.NONE);
			assertThat(application.coverage("pool").reason()).contains("initialised again");
		}
	}

	@Test
	void decoratorOfConcurrentTaskExecutorHidesNoFailure() throws Exception {
		try (TestApplication application = TestApplication.of(Concurrent.class)) {
			assertFailureIsSeen(application.bean("decorated", AsyncTaskExecutor.class));
			AsyncTaskExecutor decoratedLate = application.bean("plain", AsyncTaskExecutor.class);
			((ConcurrentTaskExecutor) decoratedLate).setTaskDecorator((code) -> code::run);
			assertFailureIsSeen(decoratedLate);
			assertFailureIsSeen(decoratedLate);
			assertThat(application.ended()).extracting(EndedTask::outcome)
				.containsExactly(TaskOutcome.FAILED, TaskOutcome.UNKNOWN, TaskOutcome.FAILED);
		}
	}

	private static void assertFailureIsSeen(AsyncTaskExecutor executor) {
		Future<?> future = executor.submit(() -> {
			throw new IllegalStateException("failing");
		});
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Latches.get(future));
	}

	@Test
	void executorThatIsExchangedIsReported() {
		try (TestApplication application = TestApplication.of(Concurrent.class)) {
			ConcurrentTaskExecutor executor = application.bean("plain", ConcurrentTaskExecutor.class);
			assertThat(application.coverage("plain")).isEqualTo(Coverage.FULL);
			executor.setConcurrentExecutor(Runnable::run);
			assertThat(application.coverage("plain").level()).isEqualTo(Coverage.Level.NONE);
			ConcurrentTaskScheduler scheduler = application.bean("scheduler", ConcurrentTaskScheduler.class);
			assertThat(application.coverage("scheduler")).isEqualTo(Coverage.FULL);
			scheduler.setConcurrentExecutor(Runnable::run);
			assertThat(application.coverage("scheduler").level()).isEqualTo(Coverage.Level.PARTIAL);
			scheduler.setScheduledExecutor(application.bean("own", Own.class));
			assertThat(application.coverage("scheduler").level()).isEqualTo(Coverage.Level.NONE);
		}
	}

	@Test
	void decoratorOfConcurrentTaskSchedulerLeavesItsSubmissionsAlone() throws Exception {
		try (TestApplication application = TestApplication.of(Concurrent.class)) {
			assertFailureIsSeen(application.bean("decoratedScheduler", AsyncTaskExecutor.class));
			assertThat(application.ended()).isEmpty();
			Coverage coverage = application.coverage("decoratedScheduler");
			assertThat(coverage.level()).isEqualTo(Coverage.Level.PARTIAL);
			assertThat(coverage.missing()).containsExactly("code handed to it, except @Async methods");
		}
	}

	static class Work {

		@Async
		public Future<String> block(CountDownLatch running) throws InterruptedException {
			running.countDown();
			Latches.awaitInterruptibly(new CountDownLatch(1));
			return CompletableFuture.completedFuture("");
		}

	}

	static class QualifiedWork {

		@Async("${work.executor}")
		public Future<String> run() {
			return CompletableFuture.completedFuture("");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Pool {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Pool.class)
	static class Multicast {

		@Bean
		SimpleApplicationEventMulticaster applicationEventMulticaster(ThreadPoolTaskExecutor pool) {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(pool);
			return multicaster;
		}

		@Bean
		Multicast.Listener listener() {
			return new Multicast.Listener();
		}

		static class Listener {

			@EventListener
			void onText(String text) {
				Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
				});
				throw new IllegalStateException("listening");
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableTransactionManagement
	@Import(Pool.class)
	static class Transactional {

		@Bean
		Transactional.Listener listener() {
			return new Transactional.Listener();
		}

		@Bean
		PlatformTransactionManager transactionManager() {
			return new AbstractPlatformTransactionManager() {

				@Override
				protected Object doGetTransaction() {
					return this;
				}

				@Override
				protected void doBegin(Object transaction, TransactionDefinition definition) {
				}

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
				}

				@Override
				protected void doRollback(DefaultTransactionStatus status) {
				}

			};
		}

		static class Listener {

			@Async
			@TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
			public void onCommit(String text) {
				throw new IllegalStateException(text);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Work.class)
	static class NoBean implements AsyncConfigurer {

		@Override
		public Executor getAsyncExecutor() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.setMaxPoolSize(1);
			pool.setQueueCapacity(1);
			pool.setDaemon(true);
			pool.initialize();
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(QualifiedWork.class)
	static class LeftAlone {

		@Bean
		ExecutorService forkJoinPool() {
			return new ForkJoinPool(1);
		}

		@Bean
		ExecutorService workStealing() {
			return Executors.newWorkStealingPool(1);
		}

		@Bean
		ExecutorService ownService() {
			return new OwnService();
		}

		@Bean
		ExecutorService subclassedPool() {
			return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {

				@Override
				protected void beforeExecute(Thread thread, Runnable code) {
				}

			};
		}

		@Bean
		Executor lambda() {
			return (code) -> new Thread(code).start();
		}

	}

	static class OwnService extends AbstractExecutorService {

		private final ExecutorService service = Executors.newSingleThreadExecutor();

		@Override
		public void execute(Runnable command) {
			this.service.execute(command);
		}

		@Override
		public void shutdown() {
			this.service.shutdown();
		}

		@Override
		public List<Runnable> shutdownNow() {
			return this.service.shutdownNow();
		}

		@Override
		public boolean isShutdown() {
			return this.service.isShutdown();
		}

		@Override
		public boolean isTerminated() {
			return this.service.isTerminated();
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
			return this.service.awaitTermination(timeout, unit);
		}

	}

	static class SimpleSubclass extends SimpleAsyncTaskExecutor {

		private static final long serialVersionUID = 1L;

	}

	@Configuration(proxyBeanMethods = false)
	static class Replaced {

		@Bean
		SimpleSubclass replaced() {
			return new SimpleSubclass();
		}

		@Bean
		SimpleSubclass kept() {
			return new SimpleSubclass();
		}

		@Bean
		Callable<String> customizer(SimpleSubclass replaced) {
			replaced.setTaskDecorator((code) -> code);
			return () -> "customized";
		}

	}

	static final class Own extends ScheduledThreadPoolExecutor {

		Own() {
			super(1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Concurrent {

		@Bean
		ConcurrentTaskExecutor plain() {
			return new ConcurrentTaskExecutor(Executors.newCachedThreadPool());
		}

		@Bean
		ConcurrentTaskExecutor decorated() {
			ConcurrentTaskExecutor executor = plain();
			executor.setTaskDecorator((code) -> code::run);
			return executor;
		}

		@Bean
		ConcurrentTaskScheduler scheduler() {
			return new ConcurrentTaskScheduler(Executors.newSingleThreadScheduledExecutor());
		}

		@Bean
		ConcurrentTaskScheduler decoratedScheduler() {
			ConcurrentTaskScheduler scheduler = scheduler();
			scheduler.setErrorHandler(TaskUtils.LOG_AND_PROPAGATE_ERROR_HANDLER);
			scheduler.setTaskDecorator((code) -> code::run);
			return scheduler;
		}

		@Bean
		Own own() {
			return new Own();
		}

	}

}
