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

package io.taskmon.task;

import java.time.Duration;

import io.taskmon.track.fixture.TestMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Limits and settings refuse what cannot work, and say which of them it was.
 */
class SettingsTests {

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, maxLiveTasks", "1, 0, 1, logCapacity", "1, 1, 0, preservedCapacity",
			"-1, 1, 1, maxLiveTasks" })
	void limitsAreAtLeastOne(int maxLiveTasks, int logCapacity, int preservedCapacity, String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(maxLiveTasks, logCapacity, preservedCapacity))
			.withMessageContaining(name);
	}

	@ParameterizedTest
	@CsvSource({ "0, PT1S, 0, 1, budget", "1, PT0S, 0, 1, window", "1, PT-1S, 0, 1, window",
			"1, PT1S, -1, 1, maxLiveStacks", "1, PT1S, 0, 0, maxDepth" })
	void captureSettingsAreInTheirRanges(int budget, Duration window, int maxLiveStacks, int maxDepth, String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CaptureSettings(CaptureMode.ADAPTIVE, budget, window, maxLiveStacks, maxDepth))
			.withMessageContaining(name);
	}

	@Test
	void smallestSettingsWork() {
		TestMonitor monitor = new TestMonitor(new Limits(1, 1, 1),
				new CaptureSettings(CaptureMode.ADAPTIVE, 1, Duration.ofNanos(1), 0, 1));
		for (int i = 0; i < 3; i++) {
			monitor.submit().run();
			monitor.submit(monitor.preservedSite).run();
			monitor.keepHouse();
		}
		assertThat(monitor.ended()).extracting((task) -> task.facts().id()).containsExactly(6L, 5L);
		assertThat(monitor.counts()).isEqualTo(new TaskCounts(0, 0, 6, 0, 0));
	}

}
