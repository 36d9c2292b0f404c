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

package io.taskmon.verification.cost;

import java.time.Duration;

import io.taskmon.TaskMonitor;
import io.taskmon.task.CaptureMode;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;

/**
 * Monitors whose sites are over the capture budget, or never are.
 */
final class Monitors {

	private Monitors() {
	}

	static TaskMonitor overBudget() {
		return monitor(new CaptureSettings(CaptureMode.ADAPTIVE, 1, Duration.ofDays(1), 10_000, 128));
	}

	static TaskMonitor exact() {
		return monitor(new CaptureSettings(CaptureMode.ALWAYS, 1, Duration.ofDays(1), 1_000_000, 128));
	}

	private static TaskMonitor monitor(CaptureSettings capture) {
		TaskMonitor monitor = new TaskMonitor(new Limits(1_000_000, 1_000, 100), capture, (activity, fault) -> {
			throw new IllegalStateException(activity, fault);
		});
		monitor.start();
		return monitor;
	}

}
