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

package io.taskmon.executor;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.taskmon.executor.submission.Schedules;
import io.taskmon.executor.submission.TrackingContext;

/**
 * The face of a scheduled executor service whose class nobody can name: tracks what is
 * scheduled on the service behind it, and answers everything else as that does.
 */
public final class TrackedScheduledExecutorService extends AbstractExecutorService implements ScheduledExecutorService {

	private final ScheduledExecutorService service;

	private final Schedules schedules;

	public TrackedScheduledExecutorService(ScheduledExecutorService service, TrackingContext context, String executor) {
		this.service = service;
		this.schedules = new Schedules(context, executor, service);
	}

	public TrackedScheduledExecutorService(ScheduledExecutorService service, Schedules schedules) {
		this.service = service;
		this.schedules = schedules;
	}

	@Override
	public void execute(Runnable command) {
		this.schedules.execute(command);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return this.schedules.submit(task);
	}

	@Override
	public <T> Future<T> submit(Runnable task, T result) {
		return this.schedules.submit(task, result);
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return this.schedules.submit(task);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return this.schedules.schedule(command, delay, unit);
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		return this.schedules.schedule(callable, delay, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		return this.schedules.scheduleAtFixedRate(command, initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		return this.schedules.scheduleWithFixedDelay(command, initialDelay, delay, unit);
	}

	@Override
	public void shutdown() {
		this.service.shutdown();
	}

	@Override
	public List<Runnable> shutdownNow() {
		return this.schedules.withdrawn(this.service.shutdownNow());
	}

	@Override
	public boolean isShutdown() {
		return this.service.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.service.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.service.awaitTermination(timeout, unit);
	}

	@Override
	public String toString() {
		return this.service.toString();
	}

}
