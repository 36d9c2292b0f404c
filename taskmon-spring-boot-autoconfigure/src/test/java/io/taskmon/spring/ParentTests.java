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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.example.office.Reception;
import io.taskmon.task.Creation;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.track.TrackedTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is the parent of whom, and that a thread is left with the current task that it had.
 */
class ParentTests {

	private final TestApplication application = TestApplication.of(Beans.class);

	private final Work work = this.application.bean(Work.class);

	@AfterEach
	void close() {
		this.application.close();
	}

	private AsyncTaskExecutor executor(String name) {
		return this.application.bean(name, AsyncTaskExecutor.class);
	}

	private TrackedTask current() {
		return this.application.monitor().tracker().current();
	}

	@Test
	void threadHasNoCurrentTaskAfterItsTask() throws Exception {
		for (Runnable code : List.<Runnable>of(() -> {
		}, () -> {
			throw new IllegalStateException("ignored");
		})) {
			Future<?> future = executor("pool").submit(code);
			try {
				Latches.get(future);
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasMessageContaining("ignored");
			}
		}
		this.work.run(() -> {
		});
		this.application.ended();
		// The task that asks is the first on a thread that has run the others
		CompletableFuture<Long> asked = new CompletableFuture<>();
		executor("pool").execute(() -> asked.complete(current().id()));
		assertThat(Latches.get(asked)).isEqualTo(4L);
		assertThat(this.application.ended()).allMatch((task) -> task.facts().parentId() == null);
	}

	@Test
	void executedInsideAsync() throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		this.work.run(() -> executor("pool").execute(ran::countDown));
		Latches.await(ran);
		assertParents(null, 1L);
	}

	@Test
	void asyncInsideExecuted() throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		executor("pool").execute(() -> this.work.run(ran::countDown));
		Latches.await(ran);
		assertParents(null, 1L);
	}

	@Test
	void asyncInsideAsync() throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		this.work.run(() -> this.work.run(ran::countDown));
		Latches.await(ran);
		assertParents(null, 1L);
	}

	@Test
	void siblingsHaveTheSameParent() throws Exception {
		CountDownLatch ran = new CountDownLatch(3);
		executor("pool").submit(() -> {
			executor("pool").execute(ran::countDown);
			executor("simple").execute(ran::countDown);
			this.work.run(ran::countDown);
		});
		Latches.await(ran);
		assertParents(null, 1L, 1L, 1L);
	}

	@Test
	void afterChildThatItsCallerRanTheParentIsCurrentAgain() throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		executor("pool").execute(() -> {
			this.work.runOnCaller(() -> {
			});
			this.work.runOnCaller(() -> {
				throw new IllegalStateException("ignored");
			});
			executor("pool").execute(ran::countDown);
		});
		Latches.await(ran);
		assertParents(null, 1L, 1L, 1L);
	}

	@Test
	void afterAsyncCallThatItsCallerRanTheCallerHasNoTask() {
		this.work.runOnCaller(() -> assertThat(current()).isNotNull());
		this.work.runOnCaller(() -> {
			throw new IllegalStateException("ignored");
		});
		assertThat(current()).isNull();
		assertParents(null, null);
	}

	@Test
	void callInsideCallThatItsCallerRunsBelongsToIt() {
		this.work.runOnCaller(() -> {
			this.work.runOnCaller(() -> this.work.runOnCaller(() -> {
			}));
			assertThat(current().id()).isEqualTo(1L);
		});
		assertParents(null, 1L, 2L);
	}

	@Test
	void chainOutlivesItsMiddle() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch started = new CountDownLatch(1);
		this.work.run(() -> executor("pool").execute(() -> this.work.run(() -> {
			started.countDown();
			Latches.await(release);
		})));
		Latches.await(started);
		this.application.ended(2);
		LiveTask last = this.application.live().get(0);
		assertThat(last.facts().parentId()).isEqualTo(2L);
		List<Creation> chain = this.application.tasks().find(last.facts().id()).orElseThrow().creationChain();
		assertThat(chain).extracting(Creation::id).containsExactly(1L, 2L, 3L);
		assertThat(chain).allMatch((creation) -> !creation.stack().isEmpty());
		assertThat(chain.get(1).stack()).anyMatch((frame) -> frame.getMethodName().equals("run"));
		release.countDown();
		this.application.ended();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "simple", "caller" })
	void creationSiteIsTheCallOfTheApplication(String name) {
		AsyncTaskExecutor executor = (name.equals("caller")) ? new ConcurrentTaskExecutor(executor("pool"))
				: executor(name);
		Reception.submit(executor);
		Reception.execute(executor);
		Reception.executeLambda(executor);
		List<EndedTask> ended = this.application.ended();
		assertThat(ended).extracting((task) -> task.facts().createdFrom().replaceAll("\\(.*", ""))
			.containsExactly("com.example.office.Reception.submit", "com.example.office.Reception.execute",
					"com.example.office.Reception.executeLambda");
		assertThat(ended.get(1).facts().name()).isEqualTo("Idle");
		assertThat(ended.get(2).facts().name()).isEqualTo("Reception.lambda");
	}

	@EnabledForJreRange(min = JRE.JAVA_21)
	@ParameterizedTest
	@ValueSource(strings = { "virtual", "virtualSimple", "virtualPerTask" })
	void virtualThreads(String name) throws Exception {
		try (TestApplication virtual = TestApplication.of(List.of("work.executor=" + name), Virtual.class)) {
			OnVirtual work = virtual.bean(OnVirtual.class);
			CountDownLatch release = new CountDownLatch(1);
			CountDownLatch started = new CountDownLatch(1);
			Future<String> future = work.run(() -> {
				started.countDown();
				Latches.await(release);
				work.run(() -> {
				});
			});
			Latches.await(started);
			LiveTask live = virtual.live().get(0);
			assertThat(live.thread().virtual()).isTrue();
			assertThat(virtual.tasks().find(live.facts().id()).orElseThrow().stack())
				.anyMatch((frame) -> frame.getClassName().equals(OnVirtual.class.getName()));
			release.countDown();
			Latches.get(future);
			assertThat(virtual.ended()).extracting((task) -> task.facts().parentId()).containsExactly(null, 1L);
			assertThat(virtual.ended()).allMatch((task) -> task.facts().executor().equals(name));
		}
	}

	private void assertParents(Long... parents) {
		assertThat(this.application.ended()).extracting((task) -> task.facts().parentId()).containsExactly(parents);
	}

	static class Work {

		@Async("pool")
		public void run(Runnable code) {
			code.run();
		}

		@Async("caller")
		public void runOnCaller(Runnable code) {
			code.run();
		}

	}

	static class OnVirtual {

		@Async("${work.executor}")
		public Future<String> run(Runnable code) {
			code.run();
			return CompletableFuture.completedFuture("");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(OnVirtual.class)
	static class Virtual {

		@Bean
		VirtualThreadTaskExecutor virtual() {
			return new VirtualThreadTaskExecutor("virtual-");
		}

		@Bean
		SimpleAsyncTaskExecutor virtualSimple() {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setVirtualThreads(true);
			return executor;
		}

		@Bean
		ExecutorService virtualPerTask() throws ReflectiveOperationException {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(Work.class)
	static class Beans {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		SyncTaskExecutor caller() {
			return new SyncTaskExecutor();
		}

	}

}
