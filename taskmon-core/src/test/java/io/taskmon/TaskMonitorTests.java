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
package io.taskmon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.taskmon.read.TaskQuery;
import io.taskmon.task.Creation;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The engine as an application without a framework has it.
 */
class TaskMonitorTests {

	private final TaskMonitor monitor = TaskMonitor.create();

	private final ExecutorService mail = this.monitor.track(Executors.newFixedThreadPool(2), "mail");

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.mail.shutdownNow();
		this.monitor.close();
	}

	@Test
	void tasksOfAnExecutorOfTheJdkAreSeenLiveAndEnded() throws Exception {
		Future<Void> parent = this.mail.submit(() -> {
			this.started.countDown();
			this.release.await(10, TimeUnit.SECONDS);
			this.mail.submit(() -> {
				throw new IllegalStateException("mailbox full");
			}).get();
			return null;
		});
		assertThat(this.started.await(10, TimeUnit.SECONDS)).isTrue();
		List<LiveTask> live = this.monitor.reader().live(TaskQuery.ALL).tasks();
		assertThat(live).singleElement().satisfies((task) -> {
			assertThat(task.state()).isEqualTo(TaskState.RUNNING);
			assertThat(task.facts().executor()).isEqualTo("mail");
		});
		this.release.countDown();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(parent::get);
		// Futures tell of their end a moment before the log does
		Awaitility.await().until(() -> ended().size() == 2);
		EndedTask child = ended().stream().filter((task) -> task.facts().parentId() != null).findFirst().orElseThrow();
		assertThat(child.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(child.failure().message()).isEqualTo("mailbox full");
		assertThat(this.monitor.reader().find(child.facts().id()).orElseThrow().creationChain())
			.extracting(Creation::id)
			.containsExactly(live.get(0).facts().id(), child.facts().id());
	}

	@Test
	void poolStaysAPoolAndItsOwner() {
		assertThat(this.mail).isInstanceOfSatisfying(ThreadPoolExecutor.class,
				(pool) -> assertThat(pool.getCorePoolSize()).isEqualTo(2));
		assertThat(this.monitor.track(this.mail, "again")).isSameAs(this.mail);
		this.mail.shutdown();
		assertThat(this.mail.isShutdown()).isTrue();
	}

	@Test
	void eachRunOfAScheduleIsATask() throws Exception {
		ScheduledExecutorService scheduler = this.monitor.track(Executors.newScheduledThreadPool(1), "scheduler");
		try {
			scheduler.schedule(this.started::countDown, 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS);
			Awaitility.await().until(() -> !ended().isEmpty());
			assertThat(ended()).singleElement()
				.satisfies((task) -> assertThat(task.facts().executor()).isEqualTo("scheduler"));
		}
		finally {
			scheduler.shutdownNow();
		}
	}

	@Test
	void errorsInsideAreTold() {
		List<Throwable> told = new CopyOnWriteArrayList<>();
		try (TaskMonitor watched = TaskMonitor.create((activity, fault) -> told.add(fault))) {
			watched.addContextSource(() -> {
				throw new IllegalStateException("no context");
			});
			ExecutorService executor = watched.track(Executors.newSingleThreadExecutor(), "single");
			executor.execute(this.started::countDown);
			executor.shutdown();
			assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
			assertThat(watched.statistics().errors()).isOne();
		}
	}

	private List<EndedTask> ended() {
		return this.monitor.reader().ended(TaskQuery.ALL).tasks();
	}

}
