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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

import io.taskmon.executor.submission.Carriers;
import io.taskmon.executor.submission.Submissions;

/**
 * The face of an executor service whose class nobody can name: tracks what is handed to
 * the service behind it, and answers everything else as that does.
 */
public final class TrackedExecutorService extends AbstractExecutorService {

	private final ExecutorService service;

	private final Submissions submissions;

	public TrackedExecutorService(ExecutorService service, Submissions submissions) {
		this.service = service;
		this.submissions = submissions;
	}

	@Override
	protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
		return this.submissions.future(callable);
	}

	@Override
	protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
		return this.submissions.future(runnable, value);
	}

	@Override
	public void execute(Runnable command) {
		this.submissions.execute(command, this.service);
	}

	@Override
	public void shutdown() {
		this.service.shutdown();
	}

	@Override
	public List<Runnable> shutdownNow() {
		return Carriers.withdrawn(this.service.shutdownNow());
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
