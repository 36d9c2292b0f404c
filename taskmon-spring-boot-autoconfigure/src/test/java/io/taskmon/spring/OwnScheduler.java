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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * A scheduler of a type that nobody but its application knows, which looks at what it is
 * given. Each piece of code runs once.
 */
final class OwnScheduler implements TaskScheduler, DisposableBean {

	final List<String> seen;

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	OwnScheduler(List<String> seen) {
		this.seen = seen;
		this.scheduler.setThreadNamePrefix("own-");
		this.scheduler.setDaemon(true);
		this.scheduler.initialize();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return once(task);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return once(task);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return once(task);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return once(task);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return once(task);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return once(task);
	}

	private ScheduledFuture<?> once(Runnable task) {
		this.seen.add(task.getClass().getName());
		return this.scheduler.schedule(task, Instant.now());
	}

	@Override
	public void destroy() {
		this.scheduler.shutdown();
	}

}
