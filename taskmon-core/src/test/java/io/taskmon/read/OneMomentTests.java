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

package io.taskmon.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.taskmon.TaskMonitor;
import io.taskmon.diagnosis.SlowTaskThresholds;
import io.taskmon.observe.Observation;
import io.taskmon.observe.TaskGroup;
import io.taskmon.observe.TaskSymptoms;
import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.task.LiveTask;
import io.taskmon.task.Task;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskState;
import io.taskmon.track.TaskCode;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That an answer is of one moment, while a small pool is busy with very quick tasks.
 */
class OneMomentTests {

	private static final int THREADS = 4;

	private static final int WAITING = 1_000;

	private static final int READINGS = 200;

	private static final int MAX = 10_000;

	private final TaskMonitor monitor = new TaskMonitor(new Limits(MAX, MAX, 10), TestMonitor.NO_STACKS,
			(activity, fault) -> {
			});

	private final TaskCode site = TaskCode.ofMethod("com.example.Quick", "run", TaskKind.ASYNC, false);

	private final BlockingQueue<HandSteppedTask> queue = new LinkedBlockingQueue<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Future<?>> workers = new ArrayList<>();

	private final CompletableFuture<Void> stop = new CompletableFuture<>();

	@BeforeEach
	void start() {
		for (int i = 0; i < WAITING; i++) {
			submit();
		}
		for (int i = 0; i < THREADS; i++) {
			this.workers.add(this.threads.submit(this::work));
		}
	}

	@AfterEach
	void stop() throws Exception {
		this.stop.complete(null);
		for (Future<?> worker : this.workers) {
			worker.get(30, TimeUnit.SECONDS);
		}
		this.threads.shutdownNow();
		this.monitor.close();
	}

	private void submit() {
		this.queue.add(new HandSteppedTask(this.monitor.tracker(), this.site, "quick", () -> {
		}));
	}

	private Void work() throws InterruptedException {
		while (!this.stop.isDone()) {
			HandSteppedTask task = this.queue.take();
			submit();
			task.run();
		}
		return null;
	}

	@Test
	void whatRunsIsOnAThreadOfItsOwnAndCounted() {
		TaskQuery sorted = query(null).orderedBy(TaskOrder.STATE, true);
		for (int i = 0; i < READINGS; i++) {
			TaskList<LiveTask> page = reader().live((i % 2 == 0) ? query(null) : sorted);
			assertOneMoment(page);
			assertOneMoment(reader().live(query(null)));
		}
	}

	private static void assertOneMoment(TaskList<LiveTask> list) {
		List<LiveTask> running = list.tasks().stream().filter((task) -> task.state() == TaskState.RUNNING).toList();
		assertThat(running).hasSizeLessThanOrEqualTo(THREADS)
			.allMatch((task) -> task.thread() != null && task.facts().startedAt() != null)
			.extracting((task) -> task.thread().id())
			.doesNotHaveDuplicates();
		assertThat(list.tasks()).filteredOn((task) -> task.state() == TaskState.QUEUED)
			.hasSize((int) list.counts().queued())
			.allMatch((task) -> task.thread() == null && task.runningFor() == null && task.facts().startedAt() == null);
		assertThat(running).hasSize((int) list.counts().running());
		assertThat(list.matched()).isEqualTo(list.kept()).isEqualTo(list.tasks().size());
	}

	@Test
	void stateThatIsAskedForIsTheOneShown() {
		for (int i = 0; i < READINGS; i++) {
			TaskState wanted = (i % 2 == 0) ? TaskState.RUNNING : TaskState.QUEUED;
			TaskList<LiveTask> page = reader().live(query(wanted));
			assertThat(page.tasks()).allMatch((task) -> task.state() == wanted)
				.hasSize((int) ((wanted == TaskState.RUNNING) ? page.counts().running() : page.counts().queued()));
			assertThat(reader().live(query(wanted)).tasks()).allMatch((task) -> task.state() == wanted);
		}
	}

	@Test
	void groupsAndTreeAddUpToTheCounts() {
		for (int i = 0; i < READINGS; i++) {
			TaskGroups groups = reader().groups(query(null), TaskGrouping.NAME);
			assertThat(groups.groups().stream().mapToLong(TaskGroup::running).sum())
				.isEqualTo(groups.counts().running())
				.isLessThanOrEqualTo(THREADS);
			assertThat(groups.groups().stream().mapToLong(TaskGroup::queued).sum()).isEqualTo(groups.counts().queued());
			TaskTree tree = reader().tree(query(null));
			assertThat(tree.roots().stream().mapToLong(TaskBranch::running).sum()).isEqualTo(tree.counts().running())
				.isLessThanOrEqualTo(THREADS);
			assertThat(tree.roots().stream().mapToLong(TaskBranch::queued).sum()).isEqualTo(tree.counts().queued());
		}
	}

	@Test
	void noMoreHaveEndedThanAreCounted() {
		for (int i = 0; i < READINGS / 2; i++) {
			TaskList<EndedTask> page = reader().ended(query(null));
			assertThat(page.tasks()).hasSize((int) page.kept()).hasSize((int) page.matched());
			assertThat(page.kept()).isLessThanOrEqualTo(page.counts().terminated());
			TaskList<EndedTask> list = reader().ended(query(null));
			assertThat(list.tasks()).hasSize((int) list.kept()).hasSize((int) list.matched());
			assertThat(list.kept()).isLessThanOrEqualTo(list.counts().terminated());
		}
	}

	@Test
	void timelineAndDiagnosisAndDetailsShowWhatRunsOnItsThread() {
		for (int i = 0; i < READINGS / 2; i++) {
			RecentTasks recent = reader().recent(query(null), Duration.ofSeconds(1));
			assertRunning(recent.tasks().stream());
			Observation observation = reader().observe(MAX, SlowTaskThresholds.NONE);
			assertRunning(observation.tasks().stream().map(TaskSymptoms::task));
			assertThat(observation.tasks()).filteredOn(TaskSymptoms::isRunning)
				.hasSize((int) observation.counts().running());
			HandSteppedTask waiting = this.queue.peek();
			if (waiting != null) {
				reader().find(waiting.id()).ifPresent((found) -> assertRunning(Stream.of(found.task())));
			}
		}
	}

	private static void assertRunning(Stream<? extends Task> tasks) {
		List<LiveTask> running = tasks.filter(LiveTask.class::isInstance)
			.map(LiveTask.class::cast)
			.filter((task) -> task.state() == TaskState.RUNNING)
			.toList();
		assertThat(running).hasSizeLessThanOrEqualTo(THREADS).allMatch((task) -> task.thread() != null);
	}

	private TaskReader reader() {
		return this.monitor.reader();
	}

	private static TaskQuery query(TaskState state) {
		return TaskQuery.ALL.withState(state).withLimit(MAX);
	}

}
