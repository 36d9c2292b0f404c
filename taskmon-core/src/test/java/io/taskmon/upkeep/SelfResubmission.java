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

package io.taskmon.upkeep;

import io.taskmon.TaskMonitor;
import io.taskmon.read.TaskQuery;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;
import io.taskmon.task.TaskCounts;
import io.taskmon.track.TaskCode;
import io.taskmon.track.fixture.HandSteppedExecutor;

/**
 * Program whose one task submits itself again and again, for a JVM with little memory.
 */
final class SelfResubmission implements Runnable {

	private static final int ROUNDS = 1_000_000;

	private final TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS,
			(activity, fault) -> fault.printStackTrace());

	private final HandSteppedExecutor executor = new HandSteppedExecutor(this.monitor.tracker(),
			TaskCode.ofClass("com.example.orders.Poller", true));

	private int rounds;

	public static void main(String[] args) {
		SelfResubmission resubmission = new SelfResubmission();
		resubmission.monitor.start();
		resubmission.executor.execute(resubmission);
		resubmission.executor.runAll();
		System.out.println(resubmission.summary());
	}

	@Override
	public void run() {
		this.rounds++;
		if (this.rounds < ROUNDS) {
			this.executor.execute(this);
		}
	}

	private String summary() {
		TaskCounts counts = this.monitor.reader().live(TaskQuery.ALL).counts();
		return "live " + (counts.queued() + counts.running()) + ", terminated " + counts.terminated() + ", dropped "
				+ counts.dropped() + ", errors " + counts.errors();
	}

}
