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

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadFactory;

import io.taskmon.executor.PrivateField;
import io.taskmon.executor.submission.Submissions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * The face of a {@link VirtualThreadTaskExecutor}: tracks what is handed to the executor
 * behind it. Both have the same thread factory, which is all that they have.
 * <p>
 * Public and not final, as the class is that it stands in for: JMX and others call its
 * methods by reflection, and advice may be put around it.
 */
public class TrackedVirtualThreadTaskExecutor extends VirtualThreadTaskExecutor {

	private static final @Nullable PrivateField THREAD_FACTORY = PrivateField.find(VirtualThreadTaskExecutor.class,
			"virtualThreadFactory", ThreadFactory.class);

	private final VirtualThreadTaskExecutor executor;

	private final Submissions submissions;

	TrackedVirtualThreadTaskExecutor(VirtualThreadTaskExecutor executor, Submissions submissions) {
		this.executor = executor;
		this.submissions = submissions;
	}

	static VirtualThreadTaskExecutor of(VirtualThreadTaskExecutor executor, Submissions submissions) {
		if (THREAD_FACTORY == null || !PrivateField.canSetFinals()) {
			return executor;
		}
		TrackedVirtualThreadTaskExecutor face = new TrackedVirtualThreadTaskExecutor(executor, submissions);
		THREAD_FACTORY.set(face, executor.getVirtualThreadFactory());
		return face;
	}

	@Override
	public void execute(Runnable task) {
		this.submissions.execute(task, this.executor);
	}

	@Override
	public Future<?> submit(Runnable task) {
		RunnableFuture<?> future = this.submissions.future(task, null);
		execute(future);
		return future;
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> Future<T> submit(Callable<T> task) {
		RunnableFuture<T> future = this.submissions.future(task);
		execute(future);
		return future;
	}

	// Its result in Spring is not nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public CompletableFuture<Void> submitCompletable(Runnable task) {
		return this.submissions.completable(task, super::submitCompletable);
	}

	// Its bound in Spring is nullable, which only some compilers see
	@SuppressWarnings("NullAway")
	@Override
	public <T> CompletableFuture<T> submitCompletable(Callable<T> task) {
		return this.submissions.completable(task, super::submitCompletable);
	}

}
