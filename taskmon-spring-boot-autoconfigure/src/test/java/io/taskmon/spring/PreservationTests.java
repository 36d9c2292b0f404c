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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.taskmon.PreserveTerminationLog;
import io.taskmon.read.Guardians;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Guardian;
import io.taskmon.task.TaskOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Terminations that no flood of others washes away.
 */
class PreservationTests {

	private static final int FLOOD = 10_000;

	private final TestApplication application = TestApplication.of(Beans.class);

	private final AsyncTaskExecutor pool = this.application.bean("pool", AsyncTaskExecutor.class);

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void ofMarkedAsyncMethodWithItsExceptionAndCreationChain() throws Exception {
		this.application.bean(Work.class).marked();
		this.application.ended();
		flood();
		EndedTask task = assertPreserved("Work.marked");
		assertThat(task.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(task.failure().message()).isEqualTo("marked");
		assertThat(task.failure().stack().get(0)).contains("Work.marked(");
		assertThat(this.application.tasks().find(task.facts().id()).orElseThrow().creationChain()).hasSize(1)
			.allMatch((creation) -> !creation.stack().isEmpty());
	}

	@Test
	void ofAsyncMethodMarkedByMetaAnnotationOrOnItsInterface() throws Exception {
		this.application.bean(Marked.class).onInterface();
		this.application.ended();
		flood();
		assertPreserved("MarkedOnInterface.onInterface");
	}

	@Test
	void ofMarkedRunnable() throws Exception {
		this.pool.execute(new MarkedRunnable());
		this.application.ended();
		flood();
		assertPreserved("MarkedRunnable");
	}

	@Test
	void ofSubclassOfMarkedRunnable() throws Exception {
		this.pool.execute(new InheritsMark());
		this.application.ended();
		flood();
		assertPreserved("InheritsMark");
	}

	@Test
	void ofMarkedRunnableThatAnApplicationDecoratorWraps() throws Exception {
		this.application.bean("decorated", AsyncTaskExecutor.class).execute(new MarkedRunnable());
		this.application.ended();
		flood();
		assertPreserved("MarkedRunnable");
	}

	@Test
	void ofMarkedRunnableThatIsSubmitted() throws Exception {
		Latches.get(this.pool.submit((Runnable) new MarkedRunnable()));
		this.application.ended();
		flood();
		assertPreserved("MarkedRunnable");
	}

	@Test
	void ofMarkedCallableThatIsSubmitted() throws Exception {
		Latches.get(this.pool.submit((Callable<String>) new MarkedCallable()));
		this.application.ended();
		flood();
		assertPreserved("MarkedCallable");
	}

	@Test
	void ofMarkedCallableInsideSupplierIsNotSeen() throws Exception {
		MarkedCallable marked = new MarkedCallable();
		Latches.get(this.pool.submitCompletable((Callable<String>) marked));
		assertThat(this.application.ended()).hasSize(1).noneMatch((task) -> task.facts().preserved());
	}

	@Test
	void ofThoseThatAreMeantToRunUntilShutdown() throws Exception {
		this.application.bean(Work.class).guardian();
		this.application.bean(Work.class).guardianByMetaAnnotation();
		this.application.bean(Work.class).marked();
		this.pool.execute(new GuardianRunnable());
		this.pool.execute(new InheritsGuardian());
		this.application.ended();
		flood();
		Guardians guardians = this.application.monitor().guardians();
		assertThat(guardians.all()).filteredOn(Guardian::isDead)
			.extracting(Guardian::name)
			.containsExactly("GuardianRunnable", "InheritsGuardian", "Work.guardian", "Work.guardianByMetaAnnotation");
		assertThat(guardians.dead()).hasSize(4).allMatch((death) -> death.facts().preserved());
	}

	@Test
	void guardianMayEndWhenTheApplicationDoes() {
		this.application.bean(Work.class).untilClosed(this.application.bean(Closing.class));
		Guardians guardians = this.application.monitor().guardians();
		assertThat(guardians.all()).extracting(Guardian::live).containsExactly(1);
		this.application.bean(Closing.class).guardians = guardians;
		this.application.close();
		assertThat(guardians.all()).extracting(Guardian::live).containsExactly(0);
		assertThat(guardians.dead()).isEmpty();
	}

	@Test
	void unmarkedOnesAreWashedAway() throws Exception {
		this.application.bean(Work.class).unmarked();
		this.application.ended();
		flood();
		assertThat(this.application.tasks().findEnded(1)).isEmpty();
	}

	private void flood() throws Exception {
		Work work = this.application.bean(Work.class);
		for (int i = 0; i < FLOOD; i++) {
			work.flood();
		}
		assertThat(this.application.tasks().ended(TaskQuery.ALL).counts().terminated()).isGreaterThan(FLOOD);
	}

	private EndedTask assertPreserved(String name) {
		List<EndedTask> preserved = this.application.tasks()
			.ended(TaskQuery.ALL.withPreserved(true).withLimit(10))
			.tasks();
		assertThat(preserved).hasSize(1);
		assertThat(preserved.get(0).facts().name()).startsWith(name);
		assertThat(preserved.get(0).facts().id()).isEqualTo(1L);
		return preserved.get(0);
	}

	@PreserveTerminationLog
	static class MarkedRunnable implements Runnable {

		@Override
		public void run() {
		}

	}

	static class InheritsMark extends MarkedRunnable {

	}

	@PreserveTerminationLog(untilShutdown = true)
	static class GuardianRunnable implements Runnable {

		@Override
		public void run() {
		}

	}

	static class InheritsGuardian extends GuardianRunnable {

	}

	@PreserveTerminationLog(untilShutdown = true)
	@Retention(RetentionPolicy.RUNTIME)
	@interface MarkedGuardian {

	}

	/**
	 * Ends a guardian as soon as the application begins to close, and waits for its end.
	 */
	static class Closing implements ApplicationListener<ContextClosedEvent>, Ordered {

		final CountDownLatch closed = new CountDownLatch(1);

		Guardians guardians;

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.closed.countDown();
			if (this.guardians != null) {
				Awaitility.await().until(() -> this.guardians.all().get(0).live() == 0);
			}
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE + 1;
		}

	}

	@PreserveTerminationLog
	static class MarkedCallable implements Callable<String> {

		@Override
		public String call() {
			return "";
		}

	}

	interface Marked {

		@Async("pool")
		@PreserveTerminationLog
		Future<String> onInterface();

	}

	static class MarkedOnInterface implements Marked {

		@Override
		public Future<String> onInterface() {
			return CompletableFuture.completedFuture("");
		}

	}

	static class Work {

		@Async("pool")
		@PreserveTerminationLog
		public Future<String> marked() {
			throw new IllegalStateException("marked");
		}

		@Async("pool")
		@PreserveTerminationLog(untilShutdown = true)
		public void guardian() {
		}

		@Async("pool")
		@MarkedGuardian
		public void guardianByMetaAnnotation() {
		}

		@Async("pool")
		@PreserveTerminationLog(untilShutdown = true)
		public void untilClosed(Closing closing) {
			Latches.await(closing.closed);
		}

		@Async("pool")
		public void unmarked() {
		}

		@Async("caller")
		public void flood() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Work.class, MarkedOnInterface.class, Closing.class })
	static class Beans {

		@Bean
		ThreadPoolTaskExecutor pool() {
			return new ThreadPoolTaskExecutor();
		}

		@Bean
		ThreadPoolTaskExecutor decorated() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setTaskDecorator((runnable) -> () -> runnable.run());
			return pool;
		}

		@Bean
		SyncTaskExecutor caller() {
			return new SyncTaskExecutor();
		}

	}

}
