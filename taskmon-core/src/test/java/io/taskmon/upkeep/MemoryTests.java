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

package io.taskmon.upkeep;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.taskmon.task.Canceller;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskCode;
import io.taskmon.track.TaskTracker;
import io.taskmon.track.TrackedTask;
import io.taskmon.track.fixture.Collectable;
import io.taskmon.track.fixture.HandSteppedExecutor;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.Plugin;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What records of ended tasks must not keep alive: carriers, arguments, exceptions,
 * threads, classes, class loaders.
 */
class MemoryTests {

	private final TestMonitor monitor = new TestMonitor();

	private final Collectable collectable = new Collectable();

	@Test
	void failedTaskKeepsTextOnly() {
		TaskCode site = runPlugin();
		awaitCollection();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.FAILED);
		assertThat(ended.facts().name()).isEqualTo("PluginTask").isEqualTo(site.name());
		assertThat(ended.facts().createdFrom()).startsWith("com.example.plugin.PluginTask.submit(PluginTask.java:");
		assertThat(ended.failure()).isNotNull();
		assertThat(ended.failure().type()).isEqualTo("com.example.plugin.PluginTask$PluginException");
		assertThat(ended.failure().message()).isEqualTo("Plug-in failed");
		assertThat(ended.failure().stack().get(0)).startsWith("com.example.plugin.PluginTask.get(PluginTask.java:");
		assertThat(ended.failure().stack())
			.contains("Caused by: com.example.plugin.PluginTask$PluginException: Disk full");
	}

	private TaskCode runPlugin() {
		Plugin plugin = new Plugin(this.collectable);
		HandSteppedExecutor executor = new HandSteppedExecutor(this.monitor.tracker, plugin.code());
		plugin.submit(executor);
		this.collectable.watch(executor.next());
		TaskCode site = executor.next().tracked().code();
		executor.runAll();
		return site;
	}

	@Test
	void threadThatReadsExceptionsKeepsNothingOfWhoeverHasItStarted() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch told = new CountDownLatch(1);
		HandSteppedTask task = this.monitor.submit();
		task.begin();
		task.fail(new RuntimeException() {

			@Override
			public String getMessage() {
				asked.countDown();
				awaitLatch(told);
				return "told";
			}

		});
		new Plugin(this.collectable).act(this.monitor::ended);
		try {
			assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
			awaitCollection();
		}
		finally {
			told.countDown();
		}
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void rejectedTaskKeepsTextOnly() {
		reject();
		awaitCollection();
		assertThat(this.monitor.onlyEnded().failure()).isNotNull();
		assertThat(this.monitor.onlyEnded().failure().message()).isEqualTo("Plug-in failed");
	}

	private void reject() {
		RuntimeException rejection = new Plugin(this.collectable).exception();
		this.collectable.watch(rejection);
		HandSteppedTask task = new HandSteppedTask(this.monitor.tracker, this.monitor.site, null, rejection::notify);
		task.tracked().endRejected(rejection);
		this.collectable.watch(task);
	}

	@Test
	void cancelledTaskKeepsOfItsCancellerTextOnly() {
		HandSteppedTask task = this.monitor.submit();
		cancelByPlugin(task);
		awaitCollection();
		List<Canceller> chain = this.monitor.details(task.id()).cancellationChain();
		assertThat(chain).hasSize(2);
		assertThat(chain).allSatisfy((canceller) -> assertThat(canceller.stack())
			.anyMatch((frame) -> frame.getClassName().equals("com.example.plugin.PluginTask")));
	}

	private void cancelByPlugin(HandSteppedTask task) {
		Plugin plugin = new Plugin(this.collectable);
		HandSteppedTask canceller = this.monitor.submit();
		plugin.act(canceller.tracked()::noteCanceller);
		plugin.act(() -> canceller.inside(task.tracked()::noteCanceller));
		task.tracked().endCancelled();
		canceller.tracked().endCancelled();
	}

	@Test
	void taskCancelledAsItRunsKeepsNothingOnceItsCodeEnds() throws Exception {
		Thread thread = new Thread(() -> {
			HandSteppedTask task = new HandSteppedTask(this.monitor.tracker, this.monitor.site, null, () -> {
			});
			task.begin();
			task.tracked().endCancelled();
			task.succeed();
			this.collectable.watch(task);
		});
		thread.start();
		thread.join(10_000);
		this.collectable.watch(thread);
		thread = null;
		awaitCollection();
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.CANCELLED);
	}

	@Test
	void ancestorsOfAnEndedTaskAreTextOnly() {
		createByPlugin();
		awaitCollection();
		assertThat(this.monitor.details(3).creationChain()).allSatisfy((creation) -> assertThat(creation.stack())
			.anyMatch((frame) -> frame.getClassName().equals("com.example.plugin.PluginTask")));
	}

	private void createByPlugin() {
		Plugin plugin = new Plugin(this.collectable);
		HandSteppedExecutor executor = new HandSteppedExecutor(this.monitor.tracker, this.monitor.site);
		plugin.act(() -> executor
			.execute(() -> plugin.act(() -> executor.execute(() -> plugin.act(() -> executor.execute(plugin::code))))));
		executor.runAll();
	}

	@Test
	void evictedAncestorIsTextOnlyOnceItsLastDescendantHasEnded() {
		TestMonitor small = new TestMonitor(new Limits(100, 2, 1), CaptureSettings.DEFAULTS);
		HandSteppedTask child = childOfEvicted(small);
		child.run();
		this.collectable.awaitCollection(small::keepHouse);
		assertThat(small.details(child.id()).creationChain()).hasSize(2);
	}

	private HandSteppedTask childOfEvicted(TestMonitor small) {
		Plugin plugin = new Plugin(this.collectable);
		HandSteppedExecutor executor = small.executor(small.site);
		plugin.submit(executor);
		HandSteppedTask parent = executor.next();
		HandSteppedTask child = parent.submitChild();
		executor.runAll();
		for (int i = 0; i < 5; i++) {
			small.submit().run();
		}
		return child;
	}

	@ParameterizedTest
	@EnumSource(names = { "ADAPTIVE", "ALWAYS", "SITE" })
	void siteWhoseTasksAreGoneKeepsTextOnly(CaptureMode mode) {
		TestMonitor shared = new TestMonitor(new Limits(100, 1, 1), TestMonitor.capture(mode));
		runByPlugin(shared);
		shared.submit(TaskCode.ofMethod("com.example.Other", "other", TaskKind.ASYNC, false)).run();
		this.collectable.awaitCollection(shared::keepHouse);
		assertThat(shared.site.latestStack()).isNotNull();
	}

	private void runByPlugin(TestMonitor shared) {
		new Plugin(this.collectable).act(() -> shared.submit().run());
	}

	@Test
	void hostileExceptionDoesNotKeepOthersAlive() {
		HandSteppedTask hostile = this.monitor.submit();
		hostile.begin();
		hostile.fail(new RuntimeException() {

			@Override
			public StackTraceElement[] getStackTrace() {
				return null;
			}

		});
		TaskCode site = runPlugin();
		awaitCollection();
		assertThat(this.monitor.ended()).extracting((task) -> task.facts().name())
			.containsExactly(site.name(), "OrderService.ship");
	}

	@Test
	void queuedTaskThatNothingHoldsIsDiscarded() {
		HandSteppedExecutor executor = this.monitor.executor(this.monitor.site);
		executor.execute(() -> {
		});
		HandSteppedTask kept = this.monitor.submit();
		this.collectable.watch(executor.next());
		executor.dropAll();
		awaitCollection();
		this.monitor.monitor.keepHouse();
		EndedTask ended = this.monitor.onlyEnded();
		assertThat(ended.outcome()).isEqualTo(TaskOutcome.DISCARDED);
		assertThat(ended.reason()).isNotBlank();
		assertThat(ended.facts().startedAt()).isNull();
		assertThat(this.monitor.live()).extracting((task) -> task.facts().id()).containsExactly(kept.id());
	}

	@Test
	void readerNeedsNoHousekeepingToSeeDroppedTasks() {
		for (int i = 0; i < 10; i++) {
			this.collectable.watch(new HandSteppedTask(this.monitor.tracker, this.monitor.site, null, () -> {
			}));
		}
		this.collectable.awaitCollection(() -> assertThat(this.monitor.live()).hasSizeLessThanOrEqualTo(10));
		assertThat(this.monitor.live()).isEmpty();
		assertThat(this.monitor.ended()).hasSize(10).allMatch((task) -> task.outcome() == TaskOutcome.DISCARDED);
		assertThat(this.monitor.counts()).isEqualTo(new TaskCounts(0, 0, 10, 0, 0));
	}

	@Test
	void runningTaskWhoseEndNobodyCanTellEndsAsUnknown() {
		TrackedTask task = beginAndForget();
		awaitCollection();
		assertThat(this.monitor.live()).isEmpty();
		this.monitor.tracker.end(task, TaskOutcome.SUCCEEDED, (Throwable) null);
		assertThat(this.monitor.onlyEnded().outcome()).isEqualTo(TaskOutcome.UNKNOWN);
	}

	private TrackedTask beginAndForget() {
		HandSteppedTask task = new HandSteppedTask(this.monitor.tracker, this.monitor.site, null, () -> {
		});
		task.begin();
		this.collectable.watch(task);
		return task.tracked();
	}

	@Test
	void monitorThatNobodyNeedsIsCollected() {
		forget(new TestMonitor());
		awaitCollection();
	}

	private void forget(TestMonitor forgotten) {
		forgotten.submit(() -> forgotten.submit().run()).run();
		forgotten.keepHouse();
		this.collectable.watch(forgotten.tracker);
	}

	@Test
	void taskThatResubmitsItselfForEverDoesNotGrow() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx24m", "-XX:+UseSerialGC", "-cp", classPath(), SelfResubmission.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(process.inputReader().lines()).contains("live 0, terminated 1000000, dropped 0, errors 0");
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String classPath() {
		return location(TaskTracker.class) + File.pathSeparator + location(SelfResubmission.class);
	}

	private static String location(Class<?> type) {
		return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
	}

	private void awaitCollection() {
		this.collectable.awaitCollection(this.monitor::keepHouse);
	}

}
