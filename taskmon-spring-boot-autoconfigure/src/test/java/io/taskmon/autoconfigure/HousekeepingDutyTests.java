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

package io.taskmon.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.TaskMonitor;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the housekeeping thread begins with a duty.
 */
class HousekeepingDutyTests {

	private static final int ROUNDS = 8;

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> {
			});

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final AtomicInteger done = new AtomicInteger();

	@Test
	void shouldWaitForTheApplicationToStart() {
		addDuty();
		assertThat(isDone()).isFalse();
		this.context.refresh();
		assertThat(isDone()).isTrue();
	}

	@Test
	void shouldBeginAtOnceInAnApplicationThatHasStarted() {
		this.context.refresh();
		addDuty();
		assertThat(isDone()).isTrue();
	}

	@Test
	void shouldNotTakeTheStartOfAChildForThatOfTheApplication() {
		addDuty();
		this.context.refresh();
		assertThat(isDone()).isTrue();
		int once = this.done.get();
		try (GenericApplicationContext child = new GenericApplicationContext(this.context)) {
			child.refresh();
			assertThat(isDone()).isTrue();
			assertThat(this.done).hasValue(once);
		}
	}

	private void addDuty() {
		HousekeepingDuty.add(this.context, this.monitor, "counting", this.done::incrementAndGet);
	}

	private boolean isDone() {
		this.done.set(0);
		for (int i = 0; i < ROUNDS; i++) {
			this.monitor.keepHouse();
		}
		return this.done.get() > 0;
	}

}
