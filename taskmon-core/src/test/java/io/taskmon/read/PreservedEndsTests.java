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

import io.taskmon.task.EndedTask;
import io.taskmon.task.Limits;
import io.taskmon.track.TaskCode;
import io.taskmon.track.fixture.HandSteppedTask;
import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who wants to hear of preserved tasks that end.
 */
class PreservedEndsTests {

	private final TestMonitor monitor = new TestMonitor(new Limits(100, 5, 3), TestMonitor.NO_STACKS);

	private final TaskCode otherSite = TaskCode.ofClass("com.example.orders.Watcher", true);

	private final List<EndedTask> told = new ArrayList<>();

	@Test
	void isToldOnceOfEach() {
		this.monitor.monitor.onPreservedTaskEnded(this.told::add);
		HandSteppedTask task = this.monitor.submit(this.monitor.preservedSite);
		this.monitor.keepHouse();
		assertThat(this.told).isEmpty();
		task.begin();
		task.fail(new IllegalStateException("ten"));
		this.monitor.keepHouse();
		this.monitor.keepHouse();
		assertThat(this.told).containsExactly(this.monitor.ended(task.id()));
		assertThat(this.told.get(0).failure().message()).isEqualTo("ten");
	}

	@Test
	void isToldOfThoseThatEndedBefore() {
		this.monitor.submit(this.monitor.preservedSite).run();
		this.monitor.monitor.onPreservedTaskEnded(this.told::add);
		this.monitor.keepHouse();
		assertThat(toldIds()).containsExactly(1L);
	}

	@Test
	void isNotToldOfOthers() {
		this.monitor.monitor.onPreservedTaskEnded(this.told::add);
		this.monitor.submit().run();
		this.monitor.keepHouse();
		assertThat(this.told).isEmpty();
	}

	@Test
	void isToldInTheOrderOfTheirEnds() {
		this.monitor.monitor.onPreservedTaskEnded(this.told::add);
		HandSteppedTask slow = this.monitor.submit(this.monitor.preservedSite);
		this.monitor.submit(this.otherSite).run();
		this.monitor.clock.advance(Duration.ofNanos(1));
		slow.run();
		this.monitor.submit(this.monitor.preservedSite).run();
		this.monitor.keepHouse();
		assertThat(toldIds()).containsExactly(2L, 1L, 3L);
	}

	@Test
	void floodOfOneSiteLeavesOutItsOldestAndNoneOfTheOthers() {
		this.monitor.monitor.onPreservedTaskEnded(this.told::add);
		this.monitor.submit(this.otherSite).run();
		for (int i = 0; i < 10; i++) {
			this.monitor.submit(this.monitor.preservedSite).run();
		}
		this.monitor.keepHouse();
		assertThat(toldIds()).containsExactly(1L, 9L, 10L, 11L);
	}

	@Test
	void listenerThatThrowsIsAFault() {
		this.monitor.monitor.onPreservedTaskEnded((task) -> {
			throw new IllegalStateException();
		});
		this.monitor.monitor.onPreservedTaskEnded(this.told::add);
		this.monitor.submit(this.monitor.preservedSite).run();
		this.monitor.keepHouse();
		assertThat(this.monitor.counts().errors()).isOne();
		assertThat(toldIds()).containsExactly(1L);
	}

	private List<Long> toldIds() {
		return this.told.stream().map((task) -> task.facts().id()).toList();
	}

}
