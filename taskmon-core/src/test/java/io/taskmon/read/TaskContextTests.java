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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.taskmon.task.TaskContext;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.TaskOrigin;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link TaskContext} in which tasks are created.
 */
class TaskContextTests {

	private static final TaskContext ORDER = new TaskContext("4bf92f35", "00f067aa", Map.of("order", "17"));

	private final TestMonitor tasks = new TestMonitor();

	private TaskContext current = ORDER;

	@Test
	void taskShowsTheContextOfItsCreation() {
		this.tasks.monitor.addContextSource(() -> this.current);
		HandSteppedTask task = this.tasks.submit();
		this.current = new TaskContext("other", "other", Map.of());
		task.begin();
		assertThat(this.tasks.live()).singleElement().extracting((live) -> live.facts().context()).isEqualTo(ORDER);
		task.succeed();
		this.tasks.keepHouse();
		assertThat(this.tasks.onlyEnded().facts().context()).isEqualTo(ORDER);
	}

	@Test
	void runOfAScheduleShowsTheContextOfItsSchedule() {
		this.tasks.monitor.addContextSource(() -> this.current);
		TaskOrigin origin = this.tasks.tracker.origin(this.tasks.site);
		this.current = null;
		new HandSteppedTask(this.tasks.tracker, this.tasks.site, "scheduler", () -> {
		}, origin).run();
		assertThat(this.tasks.onlyEnded().facts().context()).isEqualTo(ORDER);
	}

	@Test
	void taskWithoutAContextShowsNone() {
		HandSteppedTask task = this.tasks.submit();
		this.tasks.monitor.addContextSource(() -> null);
		this.tasks.submit();
		assertThat(task.isTracked()).isTrue();
		assertThat(this.tasks.live()).hasSize(2).allMatch((live) -> live.facts().context() == null);
	}

	@Test
	void tasksAreFoundByTheirTrace() {
		HandSteppedTask before = this.tasks.submit();
		this.tasks.monitor.addContextSource(() -> this.current);
		HandSteppedTask traced = this.tasks.submit();
		this.current = new TaskContext(null, null, Map.of("order", "18"));
		HandSteppedTask untraced = this.tasks.submit();
		assertThat(List.of(before, untraced)).allMatch(HandSteppedTask::isTracked);
		TaskQuery query = TaskQuery.ALL.withTrace("4BF92F35").withLimit(10);
		assertThat(this.tasks.monitor.reader().live(query).tasks()).extracting((task) -> task.facts().id())
			.containsExactly(traced.id());
		assertThat(this.tasks.monitor.reader().live(query).tasks()).extracting((task) -> task.facts().id())
			.containsExactly(traced.id());
		traced.run();
		before.run();
		assertThat(this.tasks.monitor.reader().ended(query).tasks()).extracting((task) -> task.facts().id())
			.containsExactly(traced.id());
		assertThat(this.tasks.monitor.reader().ended(TaskQuery.ALL.withTrace("4bf92f3").withLimit(10)).tasks())
			.isEmpty();
	}

	@Test
	void shouldIgnoreFailureOfTheSource() {
		this.tasks.monitor.addContextSource(() -> {
			throw new IllegalStateException("no context");
		});
		HandSteppedTask task = this.tasks.submit();
		task.run();
		assertThat(this.tasks.onlyEnded().outcome()).isEqualTo(TaskOutcome.SUCCEEDED);
		assertThat(this.tasks.onlyEnded().facts().context()).isNull();
		assertThat(this.tasks.faults).hasSize(1);
	}

	@Test
	void taskShowsWhatAllSourcesTellWhateverOneThrows() {
		this.tasks.monitor.addContextSource(() -> this.current);
		this.tasks.monitor.addContextSource(() -> {
			throw new IllegalStateException("no context");
		});
		this.tasks.monitor.addContextSource(() -> null);
		this.tasks.monitor.addContextSource(() -> new TaskContext(null, null, Map.of("order", "18", "customer", "5")));
		this.tasks.submit().run();
		assertThat(this.tasks.onlyEnded().facts().context())
			.isEqualTo(new TaskContext("4bf92f35", "00f067aa", Map.of("order", "17", "customer", "5")));
	}

	@Test
	void contextsAreCombinedAndTheFirstOnePrevails() {
		TaskContext log = new TaskContext(null, null, Map.of("order", "18", "customer", "5"));
		assertThat(ORDER.with(log))
			.isEqualTo(new TaskContext("4bf92f35", "00f067aa", Map.of("order", "17", "customer", "5")));
		assertThat(log.with(ORDER))
			.isEqualTo(new TaskContext("4bf92f35", "00f067aa", Map.of("order", "18", "customer", "5")));
	}

	@Test
	void contextKeepsACopy() {
		Map<String, String> values = new HashMap<>(Map.of("order", "17"));
		TaskContext context = new TaskContext(null, null, values);
		values.clear();
		assertThat(context.mdc()).containsEntry("order", "17").isUnmodifiable();
	}

}
