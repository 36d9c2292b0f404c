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

import com.example.orders.OrderController;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Creation;
import io.taskmon.task.Limits;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that a timer submits, and those who made the schedule.
 */
class TaskOriginTests {

	private final TestMonitor monitor = new TestMonitor();

	private final List<HandSteppedTask> runs = new ArrayList<>();

	@Test
	void creatorOfARunIsWhoMadeTheSchedule() {
		HandSteppedTask creator = this.monitor.submit();
		TaskOrigin origin = scheduleInside(creator, this.monitor);
		creator.run();
		HandSteppedTask timer = this.monitor.submit();
		timer.inside(() -> run(this.monitor, origin));
		run(this.monitor, origin);
		for (HandSteppedTask run : this.runs) {
			List<Creation> chain = this.monitor.details(run.id()).creationChain();
			assertThat(chain).extracting(Creation::id).containsExactly(creator.id(), run.id());
			assertThat(chain.get(1).stack().get(0).getMethodName()).isEqualTo("ship");
			assertThat(this.monitor.details(run.id()).task().facts().stackExact()).isTrue();
		}
		assertThat(this.runs).hasSize(2);
	}

	@Test
	void scheduleWithoutATaskHasNoParent() {
		TaskOrigin origin = this.monitor.tracker.origin(this.monitor.site);
		this.monitor.submit().inside(() -> run(this.monitor, origin));
		assertThat(this.runs.get(0).tracked().parent()).isNull();
	}

	@Test
	void runsTakeNoPlacesOfLiveStacks() {
		TestMonitor small = new TestMonitor(Limits.DEFAULTS,
				new CaptureSettings(CaptureMode.ALWAYS, 100, CaptureSettings.DEFAULTS.window(), 1, 128));
		TaskOrigin origin = scheduleInside(small.submit(), small);
		for (int i = 0; i < 5; i++) {
			run(small, origin);
		}
		this.runs.forEach(HandSteppedTask::run);
		assertThat(small.live()).extracting((task) -> task.facts().stackExact()).containsExactly(true);
		assertThat(small.submit().tracked().isStackExact()).isFalse();
	}

	@Test
	void scheduleHasNoStackWhereThereAreNone() {
		TestMonitor off = new TestMonitor(Limits.DEFAULTS, TestMonitor.NO_STACKS);
		run(off, scheduleInside(off.submit(), off));
		assertThat(this.runs.get(0).tracked().stack()).isNull();
		assertThat(this.runs.get(0).tracked().isStackExact()).isFalse();
	}

	@Test
	void stackOfAScheduleBecomesTextWithItsFirstRun() {
		TaskOrigin origin = this.monitor.tracker.origin(this.monitor.site);
		run(this.monitor, origin);
		this.runs.get(0).run();
		this.monitor.keepHouse();
		assertThat(origin).isNotNull();
		assertThat(origin.stack()).isNotNull();
		assertThat(origin.stack().isSymbolised()).isTrue();
	}

	private TaskOrigin scheduleInside(HandSteppedTask creator, TestMonitor scheduling) {
		List<TaskOrigin> origins = new ArrayList<>();
		creator.inside(() -> OrderController.place((code) -> origins.add(scheduling.tracker.origin(scheduling.site)),
				creator));
		return origins.get(0);
	}

	private void run(TestMonitor scheduling, TaskOrigin origin) {
		this.runs.add(new HandSteppedTask(scheduling.tracker, scheduling.site, "orders", () -> {
		}, origin));
	}

}
