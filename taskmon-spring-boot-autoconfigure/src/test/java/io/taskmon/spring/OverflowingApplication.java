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

package io.taskmon.spring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.read.TaskQuery;

/**
 * Lets the stack overflow in the midst of {@code @Async} calls, at fifty depths. Its exit
 * status says whether tasks are left: what it prints mixes with what is logged.
 */
final class OverflowingApplication {

	static final int NOTHING_LEFT = 0;

	static final int CURRENT_TASK_LEFT = 1;

	static final int LIVE_TASKS_LEFT = 2;

	private static final int DEPTHS = 50;

	private static final int STACK_SIZE = 512 * 1024;

	private OverflowingApplication() {
	}

	public static void main(String[] arguments) throws Exception {
		TestApplication application = TestApplication.of(TrackingFaultTests.Hostile.class);
		TrackingFaultTests.Work work = application.bean(TrackingFaultTests.Work.class);
		AtomicInteger current = new AtomicInteger();
		Thread thread = new Thread(null, () -> {
			for (int i = 0; i < DEPTHS; i++) {
				work.recurse(work, new AtomicInteger(i));
				if (application.monitor().tracker().current() != null) {
					current.incrementAndGet();
				}
			}
		}, "deep", STACK_SIZE);
		thread.start();
		thread.join(TimeUnit.SECONDS.toMillis(60));
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
		while (hasLiveTasks(application) && System.nanoTime() < end) {
			System.gc();
		}
		// Not exit: whatever lock of whomever has stayed locked
		Runtime.getRuntime().halt(result(application, current.get()));
	}

	private static int result(TestApplication application, int current) {
		if (hasLiveTasks(application)) {
			return LIVE_TASKS_LEFT;
		}
		return (current > 0) ? CURRENT_TASK_LEFT : NOTHING_LEFT;
	}

	private static boolean hasLiveTasks(TestApplication application) {
		return !application.tasks().live(TaskQuery.ALL).tasks().isEmpty();
	}

}
