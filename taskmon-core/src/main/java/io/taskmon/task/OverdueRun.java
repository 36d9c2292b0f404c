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
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * The next run of a schedule, which should have begun. Immutable.
 *
 * @param name name of the run
 * @param executor bean name of the scheduler
 * @param overdueFor for how long it should have begun
 */
public record OverdueRun(String name, String executor, Duration overdueFor) {

	public static OverdueRun of(String name, String executor, Delayed timer) {
		return new OverdueRun(name, executor, Duration.ofNanos(Math.max(by(timer), 0)));
	}

	public static long by(Delayed timer) {
		return -timer.getDelay(TimeUnit.NANOSECONDS);
	}

}
