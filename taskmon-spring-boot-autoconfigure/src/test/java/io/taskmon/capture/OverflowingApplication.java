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

package io.taskmon.capture;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.taskmon.core.TaskQuery;

/**
 * Lets the stack overflow in the midst of {@code @Async} calls, at fifty depths, and says
 * whether tasks are left.
 */
final class OverflowingApplication {

	static final String NOTHING_LEFT = "no task is live, none is current";

	private static final int DEPTHS = 50;

	private static final int STACK_SIZE = 512 * 1024;

	private OverflowingApplication() {
	}

	public static void main(String[] arguments) throws Exception {
		TestApplication application = TestApplication.of(CaptureFaultTests.Hostile.class);
		CaptureFaultTests.Work work = application.bean(CaptureFaultTests.Work.class);
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
		System.out.println((hasLiveTasks(application) || current.get() > 0) ? "tasks are left" : NOTHING_LEFT);
		// Whatever lock of whomever has stayed locked
		Runtime.getRuntime().halt(0);
	}

	private static boolean hasLiveTasks(TestApplication application) {
		return !application.tasks().live(TaskQuery.ALL).tasks().isEmpty();
	}

}
