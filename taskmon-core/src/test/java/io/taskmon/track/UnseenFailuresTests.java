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

import io.taskmon.task.TaskKind;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failures that nobody has seen are kept as long as there is place for them.
 */
class UnseenFailuresTests {

	private final TestMonitor monitor = new TestMonitor();

	private final List<Long> kept = new ArrayList<>();

	@Test
	void whatFailsAllTheTimeDoesNotEvictWhatFailsOnce() {
		long once = fail(this.monitor.preservedSite);
		for (int i = 0; i < 1_000; i++) {
			this.kept.add(fail(this.monitor.site));
		}
		assertThat(kept()).hasSize(UnseenFailures.CAPACITY)
			.contains(once)
			.containsAll(this.kept.subList(1_000 - UnseenFailures.CAPACITY + 1, 1_000));
	}

	@Test
	void newestOfManySitesAreKept() {
		for (int i = 0; i < 2 * UnseenFailures.CAPACITY; i++) {
			this.kept.add(fail(TaskCode.ofMethod("com.example.Shop", "sell" + i, TaskKind.ASYNC, false)));
		}
		assertThat(kept()).hasSize(UnseenFailures.CAPACITY).contains(this.kept.get(this.kept.size() - 1));
		assertThat(kept()).doesNotContain(this.kept.get(0));
	}

	private List<Long> kept() {
		return this.monitor.tracker.registry().unseenFailures().snapshot().stream().map(TrackedTask::id).toList();
	}

	private long fail(TaskCode site) {
		HandSteppedTask task = this.monitor.submit(site);
		task.tracked().markUnseen();
		task.begin();
		task.fail(new IllegalStateException("failing"));
		return task.id();
	}

}
