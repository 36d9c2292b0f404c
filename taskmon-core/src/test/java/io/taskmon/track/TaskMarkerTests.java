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

package io.taskmon.track;

import java.util.ArrayList;
import java.util.List;

import io.taskmon.spi.TaskMarker;
import io.taskmon.task.EndedTask;
import io.taskmon.task.TaskOutcome;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link TaskMarker}s are told.
 */
class TaskMarkerTests {

	private final TestMonitor tasks = new TestMonitor();

	private final List<@Nullable String> seen = new ArrayList<>();

	private @Nullable String mark = "the application's own";

	@Test
	void threadIsMarkedWhileItRunsATask() {
		this.tasks.monitor.addMarker(new Marker());
		this.tasks.submit(this::look).run();
		assertThat(this.seen).containsExactly("1");
		assertThat(this.mark).isEqualTo("the application's own");
	}

	@Test
	void outerTaskIsMarkedAgainAfterAnInnerOne() {
		this.tasks.monitor.addMarker(new Marker());
		HandSteppedTask inner = this.tasks.submit(this::look);
		this.tasks.submit(() -> {
			look();
			inner.run();
			look();
		}).run();
		assertThat(this.seen).containsExactly("2", "1", "2");
		assertThat(this.mark).isEqualTo("the application's own");
	}

	@Test
	void threadWithoutAMarkHasNoneAfterwards() {
		this.mark = null;
		this.tasks.monitor.addMarker(new Marker());
		this.tasks.submit(this::look).run();
		this.tasks.submit(this::look).run();
		assertThat(this.seen).containsExactly("1", "2");
		assertThat(this.mark).isNull();
	}

	@Test
	void shouldIgnoreFailureOfTheMarker() {
		this.tasks.monitor.addMarker(new TaskMarker() {

			@Override
			public @Nullable String mark(long id) {
				throw new IllegalStateException("no marks");
			}

			@Override
			public void restore(@Nullable String before) {
				throw new IllegalStateException("no marks");
			}

		});
		this.tasks.submit(() -> this.tasks.submit(this::look).run()).run();
		assertThat(this.tasks.ended()).extracting(EndedTask::outcome)
			.containsExactly(TaskOutcome.SUCCEEDED, TaskOutcome.SUCCEEDED);
		assertThat(this.tasks.tracker.current()).isNull();
		assertThat(this.tasks.faults).hasSize(3);
	}

	@Test
	void threadBearsTheMarksOfAllMarkersAndGetsAllItsOwnBack() {
		List<String> second = new ArrayList<>();
		this.tasks.monitor.addMarker(new TaskMarker() {

			@Override
			public @Nullable String mark(long id) {
				second.add("mark " + id);
				throw new IllegalStateException("no marks");
			}

			@Override
			public void restore(@Nullable String before) {
				second.add("restore " + before);
			}

		});
		this.tasks.submit(() -> this.tasks.monitor.addMarker(new Marker())).run();
		HandSteppedTask inner = this.tasks.submit(this::look);
		this.tasks.submit(() -> {
			look();
			inner.run();
			look();
		}).run();
		assertThat(this.seen).containsExactly("3", "2", "3");
		assertThat(this.mark).isEqualTo("the application's own");
		assertThat(second).containsExactly("mark 1", "mark 3", "mark 2", "mark 3");
		assertThat(this.tasks.faults).hasSize(4);
	}

	private void look() {
		this.seen.add(this.mark);
	}

	private final class Marker implements TaskMarker {

		@Override
		public @Nullable String mark(long id) {
			String before = TaskMarkerTests.this.mark;
			TaskMarkerTests.this.mark = Long.toString(id);
			return before;
		}

		@Override
		public void restore(@Nullable String before) {
			TaskMarkerTests.this.mark = before;
		}

	}

}
