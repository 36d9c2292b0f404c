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

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.taskmon.observe.TaskExecutorInfo;
import io.taskmon.task.Coverage;
import io.taskmon.task.EndedTask;
import io.taskmon.task.LiveTask;
import io.taskmon.task.TaskCounts;
import io.taskmon.task.TaskKind;
import io.taskmon.task.TaskOutcome;
import io.taskmon.task.TaskState;
import io.taskmon.track.TaskCode;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which tasks a query finds, and that the counts do not depend on it.
 */
class TaskQueryTests {

	private static final TaskCounts COUNTS = new TaskCounts(2, 2, 3, 0, 0);

	private final TestMonitor monitor = new TestMonitor();

	@BeforeEach
	void submit() {
		submit("OrderService", "ship", "orders", false);
		HandSteppedTask running = submit("MailService", "send", "mail", false);
		HandSteppedTask poller = submit("Poller", "poll", "orders", true);
		HandSteppedTask cancelled = submit("OrderService", "watch", "orders", false);
		HandSteppedTask failed = submit("MailService", "sendAll", "mail", true);
		HandSteppedTask succeeded = submit("OrderService", "shipAll", "orders", false);
		submit("Poller", "pollLater", "mail", false);
		running.begin();
		poller.begin();
		cancelled.tracked().endCancelled();
		failed.begin();
		failed.fail(new IllegalStateException());
		succeeded.run();
	}

	@Test
	void allComeWithoutConditions() {
		assertThat(live(TaskQuery.ALL)).containsExactly(1L, 2L, 3L, 7L);
		assertThat(ended(TaskQuery.ALL)).containsExactly(6L, 5L, 4L);
	}

	@Test
	void filterIsAPartOfTheNameInAnyCase() {
		assertThat(live(query("SHIP"))).containsExactly(1L);
		assertThat(ended(query("order"))).containsExactly(6L, 4L);
		assertThat(live(query("r.P"))).containsExactly(3L, 7L);
		assertThat(live(query("no such"))).isEmpty();
	}

	@Test
	void filterKnowsNoLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThat(live(query("MAIL"))).containsExactly(2L);
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void executorMatchesWhole() {
		assertThat(live(query(null, "orders", null, null, null, 100))).containsExactly(1L, 3L);
		assertThat(ended(query(null, "mail", null, null, null, 100))).containsExactly(5L);
		assertThat(live(query(null, "order", null, null, null, 100))).isEmpty();
	}

	@Test
	void stateIsThatOfLiveTasks() {
		assertThat(live(query(null, null, TaskState.QUEUED, null, null, 100))).containsExactly(1L, 7L);
		assertThat(live(query(null, null, TaskState.RUNNING, null, null, 100))).containsExactly(2L, 3L);
		assertThat(ended(query(null, null, TaskState.RUNNING, null, null, 100))).containsExactly(6L, 5L, 4L);
	}

	@Test
	void outcomeIsThatOfEndedTasks() {
		assertThat(ended(query(null, null, null, TaskOutcome.FAILED, null, 100))).containsExactly(5L);
		assertThat(ended(query(null, null, null, TaskOutcome.CANCELLED, null, 100))).containsExactly(4L);
		assertThat(ended(query(null, null, null, TaskOutcome.UNKNOWN, null, 100))).isEmpty();
		assertThat(live(query(null, null, null, TaskOutcome.FAILED, null, 100))).containsExactly(1L, 2L, 3L, 7L);
	}

	@Test
	void preservedOrNot() {
		assertThat(live(query(null, null, null, null, true, 100))).containsExactly(3L);
		assertThat(live(query(null, null, null, null, false, 100))).containsExactly(1L, 2L, 7L);
		assertThat(ended(query(null, null, null, null, true, 100))).containsExactly(5L);
	}

	@Test
	void limitCutsAfterTheConditions() {
		assertThat(live(query(null, null, null, null, null, 2))).containsExactly(1L, 2L);
		assertThat(ended(query(null, null, null, null, null, 1))).containsExactly(6L);
		assertThat(live(query(null, null, TaskState.RUNNING, null, null, 1))).containsExactly(2L);
		assertThat(live(query(null, null, null, null, null, 0))).isEmpty();
	}

	@Test
	void conditionsAddUp() {
		assertThat(live(query("poll", "orders", TaskState.RUNNING, null, true, 100))).containsExactly(3L);
		assertThat(live(query("poll", "mail", TaskState.RUNNING, null, true, 100))).isEmpty();
	}

	@Test
	void negativeLimitIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> query(null, null, null, null, null, -1))
			.withMessageContaining("limit");
	}

	@Test
	void executorsAreListedByNameWithTheirTasks() {
		this.monitor.monitor.executors().add("orders", "com.example.Pool", () -> Coverage.FULL);
		this.monitor.monitor.executors().add("mail", "com.example.Pool", () -> Coverage.none("final", "all"));
		assertThat(this.monitor.monitor.reader().executors()).containsExactly(
				new TaskExecutorInfo("mail", "com.example.Pool", Coverage.none("final", "all"), 1, 1, createdAt(7),
						null),
				new TaskExecutorInfo("orders", "com.example.Pool", Coverage.FULL, 1, 1, createdAt(1), null));
	}

	private Instant createdAt(long id) {
		return this.monitor.monitor.reader().find(id).orElseThrow().task().facts().createdAt();
	}

	private HandSteppedTask submit(String type, String method, String executor, boolean preserved) {
		TaskCode site = TaskCode.ofMethod("com.example.orders." + type, method, TaskKind.ASYNC, preserved);
		HandSteppedTask task = this.monitor.submit(site);
		task.tracked().assignExecutor(executor);
		return task;
	}

	private static TaskQuery query(String filter) {
		return query(filter, null, null, null, null, 100);
	}

	private static TaskQuery query(@Nullable String filter, @Nullable String executor, @Nullable TaskState state,
			@Nullable TaskOutcome outcome, @Nullable Boolean preserved, int limit) {
		return TaskQuery.ALL.withFilter(filter)
			.withExecutor(executor)
			.withState(state)
			.withOutcome(outcome)
			.withPreserved(preserved)
			.withLimit(limit);
	}

	private List<Long> live(TaskQuery query) {
		TaskList<LiveTask> list = this.monitor.monitor.reader().live(query);
		assertThat(list.counts()).isEqualTo(COUNTS);
		return list.tasks().stream().map((task) -> task.facts().id()).toList();
	}

	private List<Long> ended(TaskQuery query) {
		TaskList<EndedTask> list = this.monitor.monitor.reader().ended(query);
		assertThat(list.counts()).isEqualTo(COUNTS);
		return list.tasks().stream().map((task) -> task.facts().id()).toList();
	}

}
