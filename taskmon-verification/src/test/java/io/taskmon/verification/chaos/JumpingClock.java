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

package io.taskmon.verification.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import io.taskmon.TaskMonitor;
import io.taskmon.spi.TaskClock;
import io.taskmon.task.CaptureSettings;
import io.taskmon.task.Limits;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A clock that is set, years to and fro, between any two readings.
 */
@Configuration(proxyBeanMethods = false)
class JumpingClock {

	private static final long FAR = Duration.ofDays(20_000).toNanos();

	@Bean(destroyMethod = "close")
	TaskMonitor taskMonitor() {
		TaskMonitor monitor = new TaskMonitor(Limits.DEFAULTS, CaptureSettings.DEFAULTS, (activity, fault) -> {
		}, new TaskClock() {

			@Override
			public long nanoTime() {
				return jump();
			}

			@Override
			public Instant instantAt(long nanoTime) {
				return Instant.now().plusNanos(jump());
			}

		});
		monitor.start();
		return monitor;
	}

	private static long jump() {
		return ThreadLocalRandom.current().nextLong(-FAR, FAR);
	}

}
